import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { privateFolderParents } from './places.ts';
import {
  isFinished,
  isUnfinished,
  recorded,
  removeUnfinished,
  unfinishedHoldsNothing,
  wipe,
} from './private-folder.ts';
import { type ProcessIdentity, signalGroup, stateOf } from './process-identity.ts';

/** A folder with one of our names, and what may be done with it. */
export type FoundFolder =
  /** Certainly ours and certainly nobody's any more: the guard that made it is dead. */
  | {
      readonly state: 'abandoned';
      readonly path: string;
      /** The runtime that was left running in it. */
      readonly runtime?: ProcessIdentity;
      /** Ends the runtime and removes the folder. @throws when something can't be removed */
      readonly remove: () => void;
    }
  /** Of a running guard, or being made. */
  | { readonly state: 'in-use'; readonly path: string }
  /** It can't be told whose it is, or whether it is still in use. */
  | { readonly state: 'unclear'; readonly path: string; readonly why: string };

/** Making a folder takes a millisecond; one that is unfinished for this long, in ms, stays so. */
const grace = 60_000;

function entries(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}

/** (On Windows the place itself is the user's.) */
const isOwn = ({ uid }: Stats) => !process.getuid || uid === process.getuid();

/** A folder, not a link to one, that nobody else can open. */
const isPrivate = (stats: Stats) =>
  stats.isDirectory() && (!process.getuid || (stats.mode & 0o777) === 0o700);

function runtimeLeftIn(path: string): ProcessIdentity | undefined {
  const runtime = recorded(path, 'runtime');
  return runtime && stateOf(runtime) === 'alive' ? runtime : undefined;
}

/** Ends the runtime that was left in a folder, and wipes the folder. @throws when something can't be removed. */
export function sweep(path: string): void {
  const runtime = runtimeLeftIn(path);
  if (runtime) signalGroup(runtime.pid, 'SIGKILL');
  wipe(path);
}

/** A folder that got no further than its unfinished name. */
function inspectUnfinished(path: string, guardIsDead: boolean, { mtimeMs }: Stats): FoundFolder {
  if (!guardIsDead && Date.now() - mtimeMs <= grace) return { state: 'in-use', path };
  return unfinishedHoldsNothing(path)
    ? { state: 'abandoned', path, remove: () => removeUnfinished(path) }
    : { state: 'unclear', path, why: 'it was never finished, and yet it holds something' };
}

function inspect(path: string, name: string): FoundFolder | undefined {
  const unclear = (why: string): FoundFolder => ({ state: 'unclear', path, why });
  const stats = lstatSync(path);
  if (!isOwn(stats)) return undefined;
  if (!isPrivate(stats)) return unclear('it is no folder that only you can open');
  const guard = recorded(path, 'guard');
  const state = guard && stateOf(guard);
  if (state === 'alive') return { state: 'in-use', path };
  if (state === 'unknown') return unclear('it was made in another container, or before a reboot');
  if (isUnfinished(name)) return inspectUnfinished(path, state === 'dead', stats);
  if (!guard) return unclear('it does not say who made it');
  const runtime = runtimeLeftIn(path);
  return { state: 'abandoned', path, ...(runtime && { runtime }), remove: () => sweep(path) };
}

/** Every folder of this user's with the exact name of one of ours. Changes nothing. */
export function findFolders(parents = privateFolderParents()): FoundFolder[] {
  const found: FoundFolder[] = [];
  for (const parent of parents) {
    for (const name of entries(parent)) {
      if (!isFinished(name) && !isUnfinished(name)) continue;
      try {
        const folder = inspect(join(parent, name), name);
        if (folder) found.push(folder);
      } catch {
        // Its guard has just removed it.
      }
    }
  }
  return found;
}

/** Sweeps what killed guards left behind. Only what is certainly ours and certainly abandoned is touched. */
export function sweepAbandoned(parents = privateFolderParents()): void {
  for (const found of findFolders(parents)) {
    try {
      if (found.state === 'abandoned') found.remove();
    } catch {
      // One that can't be removed must keep neither the others nor this start from going on.
    }
  }
}
