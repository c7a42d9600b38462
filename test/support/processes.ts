import { readdirSync, readFileSync } from 'node:fs';

/** A process that runs; one that has ended and was not yet collected (a zombie) does not count. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Arguments with spaces between them. */
  readonly command: string;
}

/** A file under /proc, empty where its process is gone or not ours to see. */
function readProc(pid: number, file: 'stat' | 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function inspect(pid: number): RunningProcess | undefined {
  const stat = readProc(pid, 'stat');
  // The name stands in parentheses and may hold any character, parentheses and spaces too.
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!state || !parent || state === 'Z' || state === 'X') return undefined;
  const command = readProc(pid, 'cmdline').split('\0').join(' ').trimEnd();
  return { pid, parent: Number(parent), command };
}

function running(): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => inspect(Number(name)))
    .filter((found) => found !== undefined);
}

export function isAlive(pid: number): boolean {
  return inspect(pid) !== undefined;
}

/**
 * Children, their children and so on. A process whose parent has ended belongs to init, and is not found.
 * @throws RangeError for a process that was not started (0): all that run would be below it, and a test may kill them
 */
export function descendants(pid: number): RunningProcess[] {
  if (pid <= 1) throw new RangeError(`nothing of a test's is process ${pid}`);
  const all = running();
  const found: RunningProcess[] = [];
  const visit = (parent: number) => {
    for (const child of all.filter((candidate) => candidate.parent === parent)) {
      found.push(child);
      visit(child.pid);
    }
  };
  visit(pid);
  return found;
}

/** The variables that a process was started with; none where it is gone. */
export function environmentOf(pid: number): Record<string, string> {
  const entries = readProc(pid, 'environ').split('\0').filter(Boolean);
  return Object.fromEntries(
    entries.map((entry) => {
      const equals = entry.indexOf('=');
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
}

/** Processes, other than this one, that were started with this text in their arguments or environment. */
export function processesWith(text: string): RunningProcess[] {
  return running().filter(
    ({ pid, command }) =>
      pid !== process.pid && (command.includes(text) || readProc(pid, 'environ').includes(text)),
  );
}
