import type { FileEntry, StoredFile } from './file-store.ts';
import type { FileLimits } from './limits.ts';
import { ancestors, compareCodePoints } from './paths.ts';
import {
  fileAbove,
  fileListed,
  folderRead,
  folderWritten,
  noFile,
  noFolder,
  noRoom,
  otherRevision,
  refuseSize,
  sizeOf,
  tooManyFiles,
} from './refusals.ts';

/** Who writes, when, and on which revision (0: none), if that matters. */
export interface WriteStamp {
  readonly writer: string;
  readonly modified: string;
  readonly ifRevision?: number | undefined;
}

export interface Written {
  readonly entry: FileEntry;
  /** False: there was such a file already. */
  readonly created: boolean;
}

/**
 * The files of one user, held in memory under normalised paths. Every method either does the whole of it or throws a
 * `FilesError` and has changed nothing. A write costs the same however many files there are.
 */
export function createFileTree(limits: FileLimits) {
  const files = new Map<string, StoredFile>();
  /** How many files lie below each directory, at any depth. A directory is there as long as it has one. */
  const directories = new Map<string, number>();
  /** The last revision of deleted files, oldest first, no more than there may be files. */
  const deleted = new Map<string, number>();
  /** The highest revision that had to be dropped from `deleted`: what comes back unknown starts above it. */
  let forgotten = 0;
  let totalBytes = 0;

  function existing(path: string): StoredFile {
    const file = files.get(path);
    if (file) return file;
    throw directories.has(path) ? folderRead(path) : noFile(path);
  }

  function refuseShape(path: string): void {
    if (directories.has(path)) throw folderWritten(path);
    const parent = ancestors(path).find((ancestor) => files.has(ancestor));
    if (parent !== undefined) throw fileAbove(parent);
  }

  function refuseQuota(path: string, size: number): void {
    const previous = files.get(path);
    refuseSize(size, limits);
    if (!previous && files.size >= limits.filesPerUser) throw tooManyFiles(files.size);
    const room = limits.bytesPerUser - totalBytes + (previous?.size ?? 0);
    if (size > room) throw noRoom(size, room);
  }

  function remove(file: StoredFile): void {
    files.delete(file.path);
    totalBytes -= file.size;
    for (const ancestor of ancestors(file.path)) count(ancestor, -1);
    deleted.set(file.path, file.revision);
    const [oldest] = deleted;
    if (oldest && deleted.size > limits.filesPerUser) {
      forgotten = Math.max(forgotten, oldest[1]);
      deleted.delete(oldest[0]);
    }
  }

  function count(directory: string, change: number): void {
    const below = (directories.get(directory) ?? 0) + change;
    if (below === 0) directories.delete(directory);
    else directories.set(directory, below);
  }

  function list(directory: string): FileEntry[] {
    if (files.has(directory)) throw fileListed(directory);
    if (directory !== '' && !directories.has(directory)) throw noFolder(directory);
    const all = [...files.values()];
    return (directory === '' ? all : all.filter((file) => file.path.startsWith(`${directory}/`)))
      .map(({ content: _content, ...entry }) => entry)
      .sort((a, b) => compareCodePoints(a.path, b.path));
  }

  return {
    read: existing,
    list,

    write(path: string, content: string, stamp: WriteStamp): Written {
      const { writer, modified, ifRevision } = stamp;
      refuseShape(path);
      const previous = files.get(path);
      const current = previous?.revision ?? 0;
      if (ifRevision !== undefined && ifRevision !== current)
        throw otherRevision(path, current, ifRevision);
      const size = sizeOf(content);
      refuseQuota(path, size);

      const revision = 1 + (previous?.revision ?? deleted.get(path) ?? forgotten);
      const entry = { path, size, revision, writer, modified };
      files.set(path, { ...entry, content });
      deleted.delete(path);
      totalBytes += size - (previous?.size ?? 0);
      if (!previous) for (const ancestor of ancestors(path)) count(ancestor, 1);
      return { entry, created: !previous };
    },

    /** Returns what was deleted. */
    delete(path: string): FileEntry {
      const file = existing(path);
      remove(file);
      return file;
    },

    /** Deletes all, and returns what was deleted, sorted. */
    reset(): readonly FileEntry[] {
      const entries = list('');
      for (const file of [...files.values()]) remove(file);
      return entries;
    },
  };
}
