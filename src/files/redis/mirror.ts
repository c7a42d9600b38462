import type { Author, FileChange, FileEntry, FileOperation } from '../file-store.ts';
import type { FileLimits } from '../limits.ts';
import { compareCodePoints, normalizePath } from '../paths.ts';
import { readAuthor, readEntry } from './stored.ts';

/**
 * What Redis answers: the changes that were missed; or, where that can't be told, every file there is; or that there are
 * more of them than are told in passing.
 */
export type Since = readonly [
  epoch: string,
  last: number,
  kind: 'changes' | 'whole' | 'behind',
  found: readonly unknown[],
];

/** Of no user: what Redis is asked by it, it answers with all there is. */
const unknownEpoch = '?';

const operations: ReadonlySet<string> = new Set(['created', 'updated', 'deleted', 'reset']);

/**
 * What this process knows of one user's files without their contents, and how far: it follows the changes in Redis, and
 * tells each of them once. Whoever has the user's credentials can write anything there: what makes no sense is left out.
 * @param origin This REPL.
 */
export function createMirror(user: string, origin: string, limits: FileLimits) {
  let entries = new Map<string, FileEntry>();
  let sorted: readonly FileEntry[] | undefined;
  let epoch = unknownEpoch;
  let last = 0;
  let fresh = true;

  const stampOf = ({ client, origin: from }: Author) => ({
    writer: client,
    ...(from && { origin: from }),
  });

  const change = (entry: FileEntry, operation: FileOperation, author: Author): FileChange => ({
    user,
    ...entry,
    operation,
    author,
  });

  const isPath = (path: string): boolean => {
    try {
      return normalizePath(path, limits) === path;
    } catch {
      return false;
    }
  };

  function put(entry: FileEntry): void {
    entries.set(entry.path, entry);
    sorted = undefined;
  }

  function remove(entry: FileEntry, author: Author, modified: string): FileChange {
    entries.delete(entry.path);
    sorted = undefined;
    const { path, revision } = entry;
    return change({ path, size: 0, revision, ...stampOf(author), modified }, 'deleted', author);
  }

  function follow(fields: readonly string[]): readonly FileChange[] {
    const field = (name: string) => fields[fields.indexOf(name) + 1] ?? '';
    const author = readAuthor(field('author'), origin);
    const [operation, path, modified] = [field('operation'), field('path'), field('modified')];
    if (!author || !operations.has(operation)) return [];
    if (operation === 'reset')
      return list().map((entry) => ({ ...remove(entry, author, modified), reset: true }));
    const [revision, size] = [Number(field('revision')), Number(field('size'))];
    if (!(isPath(path) && revision > 0 && size >= 0)) return [];
    const entry = { path, size, revision, ...stampOf(author), modified };
    if (operation === 'deleted') return [remove(entry, author, modified)];
    put(entry);
    return [change(entry, operation as FileOperation, author)];
  }

  /** What differs from what was known: changes that nobody can tell one by one any more. Those that make room first. */
  function replace(found: readonly string[]): readonly FileChange[] {
    const known = entries;
    const before = list();
    entries = new Map();
    sorted = undefined;
    const changes: FileChange[] = [];
    for (let at = 0; at < found.length; at += 2) {
      const path = found[at] ?? '';
      const read = isPath(path) ? readEntry(path, found[at + 1] ?? '', origin) : undefined;
      if (!read) continue;
      const { entry, author } = read;
      put(entry);
      const previous = known.get(path);
      if (previous?.revision !== entry.revision || previous.modified !== entry.modified)
        changes.push(change(entry, previous ? 'updated' : 'created', author));
    }
    const now = new Date().toISOString();
    const removed = before
      .filter(({ path }) => !entries.has(path))
      .map((entry) => remove(entry, { client: 'unknown' }, now));
    return [...removed, ...changes];
  }

  /** Sorted by path. */
  function list(): readonly FileEntry[] {
    sorted ??= [...entries.values()].sort((a, b) => compareCodePoints(a.path, b.path));
    return sorted;
  }

  return {
    list,

    /** What the script `since` is to be asked for. */
    known: (): readonly [epoch: string, last: number] => [epoch, last],

    /** All that had happened when Redis said this is known. */
    covers: (asked: string, answered: number): boolean => asked === epoch && answered <= last,

    /** The connection was lost: what is known may be of a time that Redis has forgotten. */
    doubt(): void {
      epoch = unknownEpoch;
    },

    /** Returns what is new, in order. What was known already, as answers may overtake each other, is nothing. */
    take([nextEpoch, nextLast, kind, found]: Since): readonly FileChange[] {
      if (kind === 'behind' || (nextEpoch === epoch && nextLast <= last)) return [];
      const before = last;
      [epoch, last] = [nextEpoch, nextLast];
      const first = fresh;
      fresh = false;
      if (kind === 'whole') {
        const changes = replace(found as readonly string[]);
        // At first, what is there is no news.
        return first ? [] : changes;
      }
      return (found as readonly [id: string, fields: readonly string[]][])
        .filter(([id]) => Number.parseInt(id, 10) > before)
        .flatMap(([, fields]) => follow(fields));
    },
  };
}
