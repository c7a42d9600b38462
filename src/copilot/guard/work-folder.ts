import { CopilotError } from '../errors.ts';
import { sweepAbandoned } from './abandoned-folders.ts';
import { PlaceError } from './places.ts';
import { createPrivateFolder, type PrivateFolder, wipe } from './private-folder.ts';

/** The working directory of the sessions on an attached server. */
export interface WorkFolder {
  /** It stays empty. */
  readonly work: string;
  /** Removes it. */
  close(): void;
}

/** Those that are open in this process. */
const open = new Set<string>();

/** Whether it is gone; if not, it is tried again when this process ends, and by the next start. */
function remove(path: string): boolean {
  try {
    wipe(path);
    return true;
  } catch {
    return false;
  }
}

function removeAll(): void {
  for (const path of open) remove(path);
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
 * Creates a private folder. It needs no guard, since the runtime that serves the sessions writes nothing there. It is
 * removed when this process ends at the latest; after SIGKILL, the next start removes it.
 * @param keepLeftovers Leaves what earlier processes left where it is; otherwise it is swept.
 * @throws CopilotError `server-start-failed`
 */
export function openWorkFolder(keepLeftovers: boolean): WorkFolder {
  const { path, work } = create();
  if (open.size === 0) process.once('exit', removeAll);
  open.add(path);
  if (!keepLeftovers) sweepAbandoned();
  return {
    work,
    close() {
      if (remove(path)) open.delete(path);
      if (open.size === 0) process.off('exit', removeAll);
    },
  };
}
