import { CopilotError } from '../errors.ts';
import { sweepAbandoned } from './abandoned-folders.ts';
import { PlaceError } from './places.ts';
import { createPrivateFolder, type PrivateFolder, wipe } from './private-folder.ts';

/** The working directory of sessions on an attached server. */
export interface WorkFolder {
  /** It stays empty. */
  readonly work: string;
  /** Removes it. */
  close(): void;
}

/** Those that are open in this process. */
const open = new Set<string>();

function wipeAll(): void {
  for (const path of open) wipe(path);
}

function create(): PrivateFolder {
  try {
    return createPrivateFolder();
  } catch (error) {
    if (!(error instanceof PlaceError)) throw error;
    throw new CopilotError('server-start-failed', error.message, error.advice);
  }
}

/**
 * Creates a private folder that needs no guard, since no runtime of ours writes to it. It goes with this process at the
 * latest; after SIGKILL, the next start removes it.
 * @param keepLeftovers whether folders that earlier processes left stay where they are
 * @throws CopilotError `server-start-failed`
 */
export function openWorkFolder(keepLeftovers: boolean): WorkFolder {
  const { path, work } = create();
  if (open.size === 0) process.once('exit', wipeAll);
  open.add(path);
  if (!keepLeftovers) sweepAbandoned();
  return {
    work,
    close() {
      wipe(path);
      open.delete(path);
      if (open.size === 0) process.off('exit', wipeAll);
    },
  };
}
