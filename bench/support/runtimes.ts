import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderSize } from '../../src/copilot/guard/folder-size.ts';
import { isRuntime } from '../../test/support/memory.ts';
import { descendants, environmentOf } from '../../test/support/processes.ts';

/** A runtime below this process. */
export interface RunningRuntime {
  readonly pid: number;
  /** The folder that its home is in, and everything that it writes. */
  readonly folder: string;
}

export const runningRuntimes = (): RunningRuntime[] =>
  descendants(process.pid)
    .filter(isRuntime)
    .map(({ pid }) => ({ pid, folder: dirname(environmentOf(pid).COPILOT_HOME ?? '') }));

/** MB of resident memory. */
export interface Resident {
  /** What is shared between these processes, the program's own pages above all, counted once. */
  readonly once: number;
  /** As each process by itself is shown to have it. */
  readonly rss: number;
}

/** Of these runtimes together. What they share with others is theirs too, as it is where they are alone. */
export function residentMemory(runtimes: readonly RunningRuntime[]): Resident {
  const each = runtimes.map(({ pid }) => {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const sum = (fields: RegExp) =>
      [...text.matchAll(fields)].reduce((all, [, kilobytes]) => all + Number(kilobytes), 0) / 1024;
    return { own: sum(/^Private_\w+:\s+(\d+)/gm), shared: sum(/^Shared_\w+:\s+(\d+)/gm) };
  });
  const own = each.reduce((all, runtime) => all + runtime.own, 0);
  const shared = each.map((runtime) => runtime.shared);
  return {
    once: own + Math.max(0, ...shared),
    rss: shared.reduce((all, size) => all + size, own),
  };
}

/** What there is of users' conversations. */
export interface Kept {
  /** Bytes of the sessions that runtimes keep in their homes. */
  readonly bytes: number;
  /** Files, wherever in these folders, that hold this text. */
  readonly files: number;
}

/** Looks for a text that was said in what runtimes have written; a folder that is gone holds nothing. */
export function keptOf(folders: readonly string[], text: string): Kept {
  const kept = folders.map((folder) => ({
    bytes: folderSize(join(folder, 'home', 'session-state')),
    files: filesIn(folder).filter((path) => holds(path, text)).length,
  }));
  const sum = (of: keyof Kept) => kept.reduce((all, each) => all + each[of], 0);
  return { bytes: sum('bytes'), files: sum('files') };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  } catch {
    return [];
  }
}

function holds(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'latin1').includes(text);
  } catch {
    return false;
  }
}
