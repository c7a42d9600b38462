import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** Linux's statfs type of tmpfs. */
const tmpfs = 0x01021994;
/** With less room than this, in bytes, a runtime may fail in the middle of a request: another place is better then. */
const enough = 16 * 2 ** 20;

function statusOf(place: string) {
  try {
    return statfsSync(place);
  } catch {
    return undefined;
  }
}

function roomIn(place: string): number {
  const status = statusOf(place);
  return status ? status.bavail * status.bsize : 0;
}

const hasMemory = () => process.platform === 'linux' && statusOf(memory)?.type === tmpfs;

/** Where private folders may lie, the preferred place first: in memory, then on the disk. */
export const privateFolderParents = (): string[] => (hasMemory() ? [memory, tmpdir()] : [tmpdir()]);

/** The same places in the order in which to try them: those with enough room as they come, then the roomiest first. */
export function byRoom(places: readonly string[]): string[] {
  const rooms = places.map((place) => ({ place, room: Math.min(roomIn(place), enough) }));
  return rooms.sort((a, b) => b.room - a.room).map(({ place }) => place);
}

/** What keeps a folder from being made or written in a place. */
function problemOf(place: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
      return `${place} is full${roomIn(place) > 0 ? ' (it takes no more files)' : ''}`;
    case 'EDQUOT':
      return `${place} gives you no more room`;
    case 'ENOENT':
      return `${place} does not exist`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${place} can not be written`;
    default:
      return `${place}: ${message}`;
  }
}

/** No place takes a private folder, or what has to be in it. */
export class PlaceError extends Error {
  override readonly name = 'PlaceError';
  readonly advice = 'Free some space there, or set TMPDIR to a folder on a disk that has room.';

  /** @param failures what was thrown, by the place where that was tried */
  constructor(failures: readonly (readonly [place: string, error: unknown])[]) {
    const problems = failures.map(([place, error]) => problemOf(place, error));
    super(`there is no place for the server's private folder: ${problems.join(', ')}`);
  }
}
