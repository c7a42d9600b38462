import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { byRoom, PlaceError, privateFolderParents } from './places.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';

/**
 * Everything that a runtime writes lies in one folder that only this user can open, in memory where the system has
 * a memory file system, so that wiping it leaves nothing on a disk.
 */
export interface PrivateFolder {
  readonly path: string;
  /** The runtime's COPILOT_HOME and HOME: it keeps conversations there while a session lives. */
  readonly home: string;
  /** Its TMPDIR: it spills large tool results there. */
  readonly temporary: string;
  /** The sessions' working directory, always empty. */
  readonly work: string;
}

/** What a folder is called once it carries its guard's identity, and while it is being made. */
const finished = 'multiuser-repl-guard-';
const unfinished = 'multiuser-repl-making-';
const finishedName = new RegExp(`^${finished}[A-Za-z0-9]{6}$`);
const unfinishedName = new RegExp(`^${unfinished}[A-Za-z0-9]{6}$`);
export const isFinished = (name: string): boolean => finishedName.test(name);
export const isUnfinished = (name: string): boolean => unfinishedName.test(name);

const parts = ['home', 'tmp', 'work'] as const;

/**
 * Creates the folder, mode 0700, in the first place that takes it; one with little room comes last.
 * @throws PlaceError when none does
 */
export function createPrivateFolder(parents = privateFolderParents()): PrivateFolder {
  const failures: [place: string, error: unknown][] = [];
  for (const parent of byRoom(parents)) {
    try {
      return createIn(parent);
    } catch (error) {
      failures.push([parent, error]);
    }
  }
  throw new PlaceError(failures);
}

/** A folder gets its name, by which it may be wiped one day, only when it carries its guard's identity. */
function createIn(parent: string): PrivateFolder {
  const making = mkdtempSync(join(parent, unfinished));
  const path = join(parent, finished + making.slice(-6));
  try {
    for (const part of parts) mkdirSync(join(making, part), { mode: 0o700 });
    record(making, 'guard', identifyProcess(process.pid));
    renameSync(making, path);
  } catch (error) {
    removeUnfinished(making);
    throw error;
  }
  const [home, temporary, work] = parts;
  return {
    path,
    home: join(path, home),
    temporary: join(path, temporary),
    work: join(path, work),
  };
}

/** What makes a runtime keep to the folder. */
export function confinement(
  { home, temporary }: PrivateFolder,
  platform = process.platform,
): Record<string, string> {
  return {
    HOME: home,
    COPILOT_HOME: home,
    TMPDIR: temporary,
    ...(platform === 'win32' && {
      USERPROFILE: home,
      APPDATA: home,
      LOCALAPPDATA: home,
      TEMP: temporary,
      TMP: temporary,
    }),
  };
}

type Role = 'guard' | 'runtime';
const recordOf = (path: string, role: Role) => join(path, `${role}.json`);

/** Notes a process that uses the folder, so that a later start can tell whether it was abandoned. */
export function record(path: string, role: Role, identity: ProcessIdentity): void {
  writeFileSync(recordOf(path, role), JSON.stringify(identity), { mode: 0o600 });
}

/** Undefined where there is none, or none that is whole. */
export function recorded(path: string, role: Role): ProcessIdentity | undefined {
  try {
    const read: Partial<ProcessIdentity> = JSON.parse(readFileSync(recordOf(path, role), 'utf8'));
    const { pid, realm, started } = read;
    const whole = Number.isSafeInteger(pid) && Number(pid) > 0;
    if (!whole || typeof realm !== 'string' || typeof started !== 'string') return undefined;
    return { pid: Number(pid), realm, started };
  } catch {
    return undefined;
  }
}

/** Removes the folder. The guard's record goes last, so that a wipe that was cut short is finished by the next start. */
export function wipe(path: string): void {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 } as const;
  for (const part of parts) rmSync(join(path, part), options);
  rmSync(path, options);
}

/** Whether a folder that is not finished holds no more than what is made at once: empty folders and a record. */
export function unfinishedHoldsNothing(path: string): boolean {
  const known: readonly string[] = parts;
  const isKnown = (name: string) =>
    known.includes(name) ? readdirSync(join(path, name)).length === 0 : name === 'guard.json';
  return readdirSync(path).every(isKnown);
}

/** Removes a folder that is not finished, and so holds nothing: no file but the record goes, and no full folder. */
export function removeUnfinished(path: string): void {
  rmSync(recordOf(path, 'guard'), { force: true });
  for (const each of [...parts, ''].map((part) => join(path, part)).filter(existsSync))
    rmdirSync(each);
}
