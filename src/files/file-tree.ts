import { FilesError } from './errors.ts';
import type { FileEntry, StoredFile } from './file-store.ts';
import type { FileLimits } from './limits.ts';
import { quote } from './quote.ts';

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
    if (directories.has(path))
      throw new FilesError('is-directory', `${quote(path)} is a folder. List it, or name a file.`);
    throw new FilesError(
      'not-found',
      `There is no file ${quote(path)}. List the files to see which there are.`,
    );
  }

  function refuseShape(path: string): void {
    if (directories.has(path))
      throw new FilesError(
        'is-directory',
        `${quote(path)} is a folder. Choose another file name, or one inside it.`,
      );
    const parent = ancestors(path).find((ancestor) => files.has(ancestor));
    if (parent !== undefined)
      throw new FilesError(
        'not-a-directory',
        `${quote(parent)} is a file, so nothing can be below it. Choose another folder.`,
      );
  }

  function refuseSize(path: string, size: number): void {
    const previous = files.get(path);
    if (size > limits.bytesPerFile)
      throw new FilesError(
        'file-too-large',
        `The content has ${size} B, and a file may have ${limits.bytesPerFile} B. Split it into several files.`,
      );
    if (!previous && files.size >= limits.filesPerUser)
      throw new FilesError(
        'too-many-files',
        `There are ${files.size} files, as many as there may be. Write into one of them instead.`,
      );
    const room = limits.bytesPerUser - totalBytes + (previous?.size ?? 0);
    if (size > room)
      throw new FilesError(
        'user-quota-exceeded',
        `The content has ${size} B, and only ${room} B are left for it. Write less, or shorten another file first.`,
      );
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
    if (files.has(directory))
      throw new FilesError('not-a-directory', `${quote(directory)} is a file. Read it instead.`);
    if (directory !== '' && !directories.has(directory))
      throw new FilesError(
        'not-found',
        `There is no folder ${quote(directory)}. List all files to see which there are.`,
      );
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
        throw new FilesError(
          'revision-conflict',
          `${quote(path)} has revision ${current}, not ${ifRevision}. Read it again before writing.`,
        );
      const size = sizeOf(content);
      refuseSize(path, size);

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

/** `a`, `a/b` for `a/b/c`. */
function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
    found.push(path.slice(0, at));
  return found;
}

/** Bytes of UTF-8. @throws `content-invalid` for what UTF-8 can't hold: it would be read back as something else. */
function sizeOf(content: string): number {
  const broken = content.search(/\p{Cs}/u);
  if (broken !== -1)
    throw new FilesError(
      'content-invalid',
      `The content has half of a character (a lone surrogate) at position ${broken}. Send whole characters.`,
    );
  return Buffer.byteLength(content);
}

/** JavaScript compares UTF-16 units, which puts emoji before U+E000 to U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
