import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** A page of memory, in bytes; so on every machine that the runtime is built for, but for some ARM kernels. */
const page = 4096;

/**
 * The processor time that a process has used, in ticks of the system's clock, and its memory in bytes. Undefined where
 * it is gone or the system has no /proc.
 */
function fromProc(pid: number): { readonly ticks: number; readonly memory: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold spaces: count from its end. proc(5): utime 14, stime 15, rss 24.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      ticks: Number(fields[11]) + Number(fields[12]),
      memory: Number(fields[21]) * page,
    };
  } catch {
    return undefined;
  }
}

/** Tells, each time it is called, whether the process has used the processor since the last time. */
export function watchBusy(pid: number): () => boolean {
  let before = fromProc(pid)?.ticks;
  return () => {
    const now = fromProc(pid)?.ticks;
    const busy = now !== undefined && before !== undefined && now > before;
    before = now;
    return busy;
  };
}

/** The memory that a process has, in bytes; undefined where that can't be told. */
export async function memoryOf(pid: number): Promise<number | undefined> {
  const known = fromProc(pid)?.memory;
  if (known !== undefined || process.platform === 'linux') return known;
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout.trim()) * 1024 || undefined;
  } catch {
    return undefined;
  }
}
