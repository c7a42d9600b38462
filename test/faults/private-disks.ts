import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { skipping } from '../support/needs.ts';
import { isAlive } from '../support/processes.ts';

const memory = '/dev/shm';

/** How `unshare` and `nsenter` make file systems of one's own: for root, and for others where the system lets them. */
const ways = [
  { unshare: ['-m'], nsenter: ['-m'] },
  { unshare: ['-rm'], nsenter: ['-U', '-m', '--preserve-credentials'] },
];
const way = ways.find(({ unshare }) => {
  const tried = spawnSync('unshare', [...unshare, 'mount', '-t', 'tmpfs', 'none', memory]);
  return tried.status === 0;
});

export const canMount = way !== undefined;

/** `describe` and `it` for tests of what is mounted: skipped where the system does not let the tests mount anything. */
export const withPrivateDisks = canMount ? { describe, it } : skipping('the right to mount');

/** A memory file system and a temporary folder that nobody else sees, 32 MiB each. */
export interface PrivateDisks {
  /** What a program has to be started through to see them, and no others in their place. */
  readonly through: readonly string[];
  readonly environment: { readonly TMPDIR: string };
  readonly memory: string;
  readonly temporary: string;
  /** A path of theirs as seen from here. */
  seen(path: string): string;
  /** The names in both of them, without what `fill` put there. */
  left(): string[];
  /** The ids of the processes that see them. */
  processes(): number[];
  /** Takes all of the room that is left. */
  fill(place: string): void;
  free(place: string): void;
  /** Ends what still runs there. */
  close(): Promise<void>;
}

const filler = 'filler';

function writeUntilFull(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [2 ** 20, 4096]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}

function namespaceOf(pid: string | number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return undefined;
  }
}

export async function openPrivateDisks(): Promise<PrivateDisks> {
  const temporary = mkdtempSync(join(tmpdir(), 'private-disks-test-'));
  const mount = 'mount -t tmpfs -o size=32m none';
  const script = `${mount} ${memory} && ${mount} ${temporary} && echo up && exec cat`;
  // They are there as long as it runs.
  const holder = spawn('unshare', [...(way?.unshare ?? []), 'sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  await once(holder.stdout, 'data');
  const namespace = namespaceOf(holder.pid ?? 0);
  const seen = (path: string) => `/proc/${holder.pid}/root${path}`;
  const places = [memory, temporary];

  const processes = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && namespaceOf(name) === namespace)
      .map(Number)
      .filter((pid) => pid !== holder.pid && isAlive(pid));

  return {
    through: ['nsenter', ...(way?.nsenter ?? []), '-t', `${holder.pid}`, '--'],
    environment: { TMPDIR: temporary },
    memory,
    temporary,
    seen,
    left: () =>
      places.flatMap((place) => readdirSync(seen(place))).filter((name) => name !== filler),
    processes,
    fill: (place) => writeUntilFull(seen(join(place, filler))),
    free: (place) => rmSync(seen(join(place, filler)), { force: true }),
    async close() {
      for (const pid of processes()) process.kill(pid, 'SIGKILL');
      holder.stdin.end();
      await ended;
      rmdirSync(temporary);
    },
  };
}
