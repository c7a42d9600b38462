import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'));

/** What a declaration imports from other declarations, by the names that they are written under. */
const relativeImport = /(from |import\()'(\.{1,2}\/[^']+)\.ts'/g;

/** Writes the types of the library's entries, and of what they lean on and nothing else, below a folder. */
export function declare(folder, entries = ['index', 'redis']) {
  const emitted = mkdtempSync(join(tmpdir(), 'declarations-'));
  try {
    const options = ['-p', 'tsconfig.declarations.json', '--outDir', emitted];
    execFileSync(process.execPath, [join(dirname(compiler), 'bin', 'tsc'), ...options], {
      cwd: root,
      stdio: 'inherit',
    });
    const written = new Set();
    const write = (name) => {
      if (written.has(name)) return;
      written.add(name);
      const text = readFileSync(join(emitted, `${name}.d.ts`), 'utf8');
      const target = join(folder, `${name}.d.ts`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text.replace(relativeImport, "$1'$2.js'"));
      for (const [, , path] of text.matchAll(relativeImport)) write(join(dirname(name), path));
    };
    for (const entry of entries) write(entry);
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}
