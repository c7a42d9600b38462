const words = { holds: 'holds  ', changed: 'changed', untried: 'could not be tried' };

/** What was tried, in words. */
export function titleOf({ kind, sdk, runtime }) {
  return `SDK ${sdk}, ${kind === 'cli' ? 'Copilot CLI' : 'bundled runtime'} ${runtime}`;
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/** One line for a fact, and where it does not hold what was claimed. */
export function lineOf({ name, claim, leansOn }, { outcome, seen }) {
  const line = `${words[outcome]} ${name}: ${oneLine(seen)} [${leansOn.join(', ')}]`;
  return outcome === 'holds' ? line : `${line}\n        it was: ${claim}`;
}

/** How it went in all, and what to look at. */
export function summaryOf(results) {
  const of = (wanted) => results.filter(({ outcome }) => outcome === wanted);
  const counts = [
    `${of('holds').length} of ${results.length} hold`,
    ...(of('changed').length ? [`${of('changed').length} changed`] : []),
    ...(of('untried').length ? [`${of('untried').length} could not be tried`] : []),
  ];
  const places = new Set(
    results.filter(({ outcome }) => outcome !== 'holds').flatMap(({ leansOn }) => leansOn),
  );
  const look = places.size ? `. Look at ${[...places].sort().join(', ')}` : '';
  return `${counts.join(', ')}${look}`;
}

/** What could not be tried is not known to hold. */
export const exitCodeOf = (results) =>
  results.every(({ outcome }) => outcome === 'holds') ? 0 : 1;
