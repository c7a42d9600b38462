import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../bundle.js';
import { heading, noticesFile } from '../licences/notices.js';
import { bundledPackages } from '../licences/packages.js';
import { check, mustRun } from './run.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Each package that is bundled has its notice in the tarball. Returns a line that says how many there are. */
export async function checkNotices(tarball, folder) {
  const inside = `package/${noticesFile}`;
  await mustRun('tar', ['-xzf', tarball, '-C', folder, inside]);
  const text = readFileSync(join(folder, inside), 'utf8');
  const { metafile } = await compile();
  const packages = bundledPackages(metafile, root);
  check(packages.length > 0, 'nothing is bundled');
  for (const each of packages) {
    const there = text.includes(`\n${heading(each)}\n`) && text.includes(each.text);
    check(there, `the tarball has no notice of ${each.name}, which is bundled`);
  }
  return `${packages.length} bundled packages`;
}
