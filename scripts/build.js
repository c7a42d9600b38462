// `--if-needed` builds only what runs, and only when dist/ is older than what it is made of; otherwise all that is
// shipped is built, the library's types as well. `--if-possible` builds nothing where what builds is not installed, as
// after `npm ci --omit=dev`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const has = (flag) => process.argv.includes(flag);

if (has('--if-possible') && !existsSync(inRoot('node_modules/esbuild'))) {
  process.stderr.write('not built: the development dependencies are not installed\n');
} else {
  const { bundle, isUpToDate } = await import('./bundle.js');
  if (has('--if-needed')) {
    if (!isUpToDate()) await bundle();
  } else {
    const { declare } = await import('./declarations.js');
    await bundle();
    declare(inRoot('dist/types'));
  }
}
