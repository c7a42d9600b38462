import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, type ProcessIdentity, signalGroup } from './process-identity.ts';

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

const prefix = 'multiuser-repl-';
const ownersFile = 'owners.json';
/** Linux's statfs type of tmpfs. */
const tmpfs = 0x01021994;

function memoryFolder(): string | undefined {
  try {
    return process.platform === 'linux' && statfsSync('/dev/shm').type === tmpfs
      ? '/dev/shm'
      : undefined;
  } catch {
    return undefined;
  }
}

/** Where private folders may lie, the preferred place first. */
export function privateFolderParents(): string[] {
  const memory = memoryFolder();
  return memory ? [memory, tmpdir()] : [tmpdir()];
}

/** Creates the folder in the first place that lets us. Mode 0700. @throws when none does. */
export function createPrivateFolder(): PrivateFolder {
  let failure: unknown;
  for (const parent of privateFolderParents()) {
    try {
      const path = mkdtempSync(join(parent, prefix));
      const folder = {
        path,
        home: join(path, 'home'),
        temporary: join(path, 'tmp'),
        work: join(path, 'work'),
      };
      for (const each of [folder.home, folder.temporary, folder.work])
        mkdirSync(each, { mode: 0o700 });
      return folder;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

export const wipe = (path: string): void =>
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });

/** Notes which processes use the folder, so that a later start can tell whether it was abandoned. */
export function recordOwners(
  path: string,
  guard: ProcessIdentity,
  runtime?: ProcessIdentity,
): void {
  writeFileSync(join(path, ownersFile), JSON.stringify({ guard, runtime }), { mode: 0o600 });
}

interface Owners {
  readonly guard: ProcessIdentity;
  readonly runtime?: ProcessIdentity;
}

function readOwners(path: string): Owners | undefined {
  try {
    return JSON.parse(readFileSync(join(path, ownersFile), 'utf8'));
  } catch {
    return undefined;
  }
}

/** A folder without owners is taken for one that is just being made until it is this old, in ms. */
const grace = 60_000;

/** Folders of this user's whose guard is dead: what a killed guard left behind. */
export function abandonedFolders(): string[] {
  const ours = (path: string) => statSync(path).uid === process.getuid?.();
  return privateFolderParents().flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => name.startsWith(prefix))
      .map((name) => join(parent, name))
      .filter((path) => {
        try {
          if (!ours(path)) return false;
          const owners = readOwners(path);
          return owners ? !isAlive(owners.guard) : Date.now() - statSync(path).mtimeMs > grace;
        } catch {
          return false;
        }
      }),
  );
}

/** Ends the runtime that was left in the folder, known by pid and start time, and wipes the folder. */
export function sweep(path: string): void {
  const runtime = readOwners(path)?.runtime;
  if (runtime && isAlive(runtime)) signalGroup(runtime.pid, 'SIGKILL');
  wipe(path);
}
