import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

/** proc(5): running or in line for a processor, and waiting for a disk. A stopped process has neither. */
const atWork = /^[RD]$/;

/** False for a thread that has ended since it was listed. */
function isAtWork(folder: string): boolean {
  try {
    const stat = readFileSync(`${folder}/stat`, 'latin1');
    return atWork.test(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3));
  } catch {
    return false;
  }
}

/**
 * Whether one of its threads would go on right now if the machine let it. False where that can't be told.
 * @param tasks a folder for each thread
 */
export function isHeldUp(tasks: string): boolean {
  try {
    return readdirSync(tasks).some((thread) => isAtWork(`${tasks}/${thread}`));
  } catch {
    return false;
  }
}

/**
 * Tells, each time it is called, whether the process has used the processor since the last time, or would if it were its
 * turn: on a machine with ten times as much to do as it has processors, a second may pass until then.
 */
export function watchBusy(pid: number): () => boolean {
  let before = fromProc(pid)?.ticks;
  return () => {
    const now = fromProc(pid)?.ticks;
    const worked = now !== undefined && before !== undefined && now > before;
    before = now;
    return worked || isHeldUp(`/proc/${pid}/task`);
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
