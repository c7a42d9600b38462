import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process that can be told apart from a later one that gets the same id, and from one of another machine. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Where the id counts. From any other realm the process can't be seen, be it alive or not. */
  readonly realm: string;
  /** Opaque; within a realm, equal only for the same process. */
  readonly started: string;
}

const nowhere = 'unknown';

/**
 * Containers may share a folder but not their process ids, so that on Linux the realm is a boot of a machine and a
 * namespace of ids in it. @throws where processes can't be told apart.
 */
function currentRealm(): string {
  if (process.platform !== 'linux') return process.platform;
  if (readlinkSync('/proc/self') !== String(process.pid))
    throw new Error('/proc belongs to another namespace');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
}

const property = (error: unknown, name: 'code' | 'status'): unknown =>
  error instanceof Error && name in error ? Reflect.get(error, name) : undefined;

/**
 * When a process started, in the system's own words; undefined where there is no such process. One that has ended
 * and was not yet collected by its parent does not count: under some container's first process it stays for ever.
 * @throws where the system does not tell.
 */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The name, in parentheses, may hold spaces: count from its end. proc(5): starttime is field 22.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    }
    if (process.platform === 'win32') {
      process.kill(pid, 0);
      return 'at some time';
    }
    // The same words whatever the time zone and the language of the one who asks.
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
    const asked = ['-o', 'lstart=', '-p', String(pid)];
    return execFileSync('ps', asked, { encoding: 'utf8', env }).trim() || undefined;
  } catch (error) {
    // `ps` ends with 1 where it finds none.
    if (property(error, 'status') === 1) return undefined;
    if (['ENOENT', 'ESRCH'].includes(String(property(error, 'code')))) return undefined;
    throw error;
  }
}

/** As far as that can be told: where it can't, what is returned is one whose state is `unknown` or `dead`. */
export function identifyProcess(pid: number): ProcessIdentity {
  try {
    return { pid, realm: currentRealm(), started: startOf(pid) ?? '' };
  } catch {
    return { pid, realm: nowhere, started: '' };
  }
}

/** `unknown`: it can't be seen from here. Nothing of such a process may be touched. */
export function stateOf({ pid, realm, started }: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  try {
    if (realm !== currentRealm()) return 'unknown';
    return startOf(pid) === started ? 'alive' : 'dead';
  } catch {
    return 'unknown';
  }
}

/**
 * Signals the process group that this process leads or led. Never the bare id, which belongs to somebody else soon
 * after the process has ended. (Windows has no groups: nothing happens there.)
 */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  // -1 would be every process there is.
  if (leader <= 1) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // There is no such group any more, as wished.
  }
}
