import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import {
  isFinished,
  isUnfinished,
  privateFolderParents,
  recorded,
  removeUnfinished,
  wipe,
} from './private-folder.ts';
import { signalGroup, stateOf } from './process-identity.ts';

/** Making a folder takes a millisecond; one that is unfinished for this long, in ms, stays so. */
const grace = 60_000;

function entries(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}

/** A folder, not a link to one, that this user made for nobody else. (On Windows the place itself is the user's.) */
const isPrivate = (stats: Stats) =>
  stats.isDirectory() &&
  (!process.getuid || (stats.uid === process.getuid() && (stats.mode & 0o777) === 0o700));

/** Ends the runtime that was left in a folder, and wipes the folder. @throws when something can't be removed. */
export function sweep(path: string): void {
  const runtime = recorded(path, 'runtime');
  if (runtime && stateOf(runtime) === 'alive') signalGroup(runtime.pid, 'SIGKILL');
  wipe(path);
}

function sweepIfAbandoned(path: string, name: string): void {
  const stats = lstatSync(path);
  if (!isPrivate(stats)) return;
  if (isUnfinished(name)) {
    if (Date.now() - stats.mtimeMs > grace) removeUnfinished(path);
    return;
  }
  const guard = recorded(path, 'guard');
  if (guard && stateOf(guard) === 'dead') sweep(path);
}

/**
 * Sweeps what killed guards left behind. Only what is certainly ours and certainly abandoned is touched: the exact
 * name, this user's, closed to others, with the record of a guard that can be seen from here to be dead.
 */
export function sweepAbandoned(parents = privateFolderParents()): void {
  for (const parent of parents) {
    for (const name of entries(parent)) {
      if (!isFinished(name) && !isUnfinished(name)) continue;
      try {
        sweepIfAbandoned(join(parent, name), name);
      } catch {
        // One that can't be removed must keep neither the others nor this start from going on.
      }
    }
  }
}
