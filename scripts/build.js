// `--if-needed` builds only when dist/ is older than what it is made of.
import { bundle, isUpToDate } from './bundle.js';

if (!(process.argv.includes('--if-needed') && isUpToDate())) await bundle();
