import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './packages.js';

/** Where it lies, in the tarball too. */
export const noticesFile = 'dist/THIRD-PARTY-LICENSES.txt';

/** How a package is headed, and found. */
export const heading = ({ name, version, licence }) => `${name} ${version} (${licence})`;

const line = '-'.repeat(80);

/** The packages that are installed beside the program, with the files that they bring themselves. */
function installed(root) {
  const read = (path) => JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  return Object.keys(read('.').dependencies).map((name) => {
    const { version, license } = read(join('node_modules', name));
    return heading({ name, version, licence: license });
  });
}

/** The notices that have to travel with the bundled code, as one text. */
export function notices(metafile, root) {
  const packages = bundledPackages(metafile, root);
  return [
    'Parts of these packages are in the files of this folder:\n',
    ...packages.map((each) => `  ${heading(each)}`),
    '\nThese are not. They are installed beside it, as packages of their own:\n',
    ...installed(root).map((each) => `  ${each}`),
    ...packages.map((each) => `\n${line}\n${heading(each)}\n${line}\n\n${each.text}`),
    '',
  ].join('\n');
}
