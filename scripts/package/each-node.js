import { fetchNodes, supported } from './nodes.js';

const say = (line) => process.stdout.write(`${line}\n`);

/** How long something took, as a person reads it. */
const since = (start) => `${Math.round((performance.now() - start) / 1000)} s`;

/**
 * Does the same with each supported Node, one after the other, and says of each how it went: `use` throws, or returns a
 * line. One that can't be had is passed over by hand and a failure in CI, where nobody would notice.
 * @param chosen beginnings of versions; all where there are none
 * @returns whether all went well
 */
export async function withEachNode({ chosen = [], except, folder, npm }, use) {
  const wanted = supported.filter(
    (version) => chosen.length === 0 || chosen.some((each) => version.startsWith(each)),
  );
  let good = wanted.length > 0;
  if (!good) say(`✗ of the supported Node versions none is ${chosen.join(' or ')}`);
  for (const { version, bin, missing } of await fetchNodes(wanted, folder, npm)) {
    const start = performance.now();
    try {
      if (missing && process.env.CI) throw new Error(`it can't be had (${missing})`);
      if (missing) say(`– Node ${version}: skipped, it can't be had (${missing})`);
      else if (version === except) say(`– Node ${version}: it has run everything already`);
      else say(`✓ Node ${version}: ${await use({ version, bin })}, ${since(start)}`);
    } catch (error) {
      good = false;
      say(`✗ Node ${version}: ${error.message}`);
    }
  }
  return good;
}
