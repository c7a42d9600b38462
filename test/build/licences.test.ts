import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Package {
  readonly name: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = (name: string) => import(join(root, 'scripts', name));
const { compile } = await script('bundle.js');
const { notices } = await script('licences/notices.js');
const { bundledPackages } = await script('licences/packages.js');
const { withoutFile } = await script('licences/without-file.js');

describe('what is bundled', () => {
  let text: string;
  let packages: readonly Package[];

  beforeAll(async () => {
    const { metafile } = await compile();
    text = notices(metafile, root);
    packages = bundledPackages(metafile, root);
  });

  it('is listed with its notice, what is installed beside it by name only', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    for (const name of ['ink', 'react', 'commander', 'yaml', 'highlight.js', '@redis/client']) {
      expect(text).toContain(`\n${name} ${devDependencies[name]} (`);
    }
    for (const name of Object.keys(dependencies)) {
      expect(text).toContain(`\n  ${name} ${dependencies[name]} (`);
      expect(text).not.toContain(`\n${name} `);
    }
    for (const each of packages) expect(each.text, each.name).toMatch(/copyright/i);
  });

  it('is at one place in the tarball: dist/, as it was built last', () => {
    expect(readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8')).toBe(text);
  });

  it('needs every notice that is kept here for a package without one', () => {
    const kept = Object.entries<{ readonly notice: string }>(withoutFile);
    for (const [name, { notice }] of kept) {
      expect(packages.find((each) => each.name === name)?.text).toContain(
        `${notice}\n\nPermission`,
      );
    }
    expect(kept.length).toBeGreaterThan(0);
  });
});

describe('a package', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'licences-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What is said of a bundle that consists of this package alone. */
  function bundled(name: string, license: unknown, files: Readonly<Record<string, string>> = {}) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '1.0.0', license }));
    for (const [file, content] of Object.entries(files)) writeFileSync(join(place, file), content);
    const inputs = { [`node_modules/${name}/index.js`]: { bytesInOutput: 1 } };
    return bundledPackages({ outputs: { 'dist/main.js': { inputs } } }, folder);
  }

  it('without a licence file fails the build', () => {
    expect(() => bundled('bare', 'MIT')).toThrow('bare is bundled, but brings no licence');
    expect(() => bundled('noted', 'MIT', { NOTICE: 'a notice' })).toThrow('brings no licence');
  });

  it('with a licence that nobody has thought about fails the build', () => {
    const text = { LICENSE: 'You may.' };
    for (const licence of ['GPL-3.0', undefined, '(MIT OR GPL-3.0)', { type: 'MIT' }]) {
      expect(() => bundled('odd', licence, text)).toThrow('odd is bundled, but its licence is');
    }
  });

  it('brings its licence and its notice', () => {
    const files = { NOTICE: 'a notice\r\n', 'LICENSE.md': '\nYou may.\n', 'index.js': '' };
    expect(bundled('@a/good', 'MIT', files)).toEqual([
      { name: '@a/good', version: '1.0.0', licence: 'MIT', text: 'You may.\n\na notice' },
    ]);
  });
});
