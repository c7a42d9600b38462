import { bundle, isUpToDate } from './bundle.js';

/** Called by vitest before the first test: the guard and the program under test are bundles. */
export async function setup() {
  if (!isUpToDate()) await bundle();
}
