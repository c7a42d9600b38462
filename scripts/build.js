// `--if-needed` builds only what runs, and only when dist/ is older than what it is made of; otherwise all that is
// shipped is built, the library's types as well.
import { fileURLToPath } from 'node:url';
import { bundle, isUpToDate } from './bundle.js';
import { declare } from './declarations.js';

if (!process.argv.includes('--if-needed')) {
  await bundle();
  declare(fileURLToPath(new URL('../dist/types', import.meta.url)));
} else if (!isUpToDate()) await bundle();
