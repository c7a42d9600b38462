// Builds the program and the benchmarks, and runs these.
import { bundle, isUpToDate } from '../scripts/bundle.js';
import { buildBenchmarks, built } from './build.js';

const options = process.argv.slice(2);
if (!isUpToDate()) await bundle();
await buildBenchmarks({ stock: options.includes('--stock-transport') });
await import(`${built}/main.js`);
