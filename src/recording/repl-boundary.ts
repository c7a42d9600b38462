import type { RecordedEvent } from './format.ts';

const beginnings: ReadonlySet<string> = new Set<RecordedEvent['type']>([
  'user.added',
  'server.started',
  'scenario.started',
]);

/**
 * Told each event in its order, says whether another REPL begins with it: all servers of the one before have ended.
 * Several scenarios that are verified one after the other are in one recording.
 */
export function createReplBoundary(): (event: RecordedEvent) => boolean {
  let servers = 0;
  let over = false;
  return ({ type }) => {
    const begins = over && beginnings.has(type);
    if (begins) over = false;
    if (type === 'server.started') servers++;
    if (type === 'server.lost' || type === 'server.ended') servers = Math.max(0, servers - 1);
    if (type === 'server.ended') over = servers === 0;
    return begins;
  };
}
