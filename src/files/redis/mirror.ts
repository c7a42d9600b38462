import type { Author, FileChange, FileEntry, FileOperation } from '../file-store.ts';
import { compareCodePoints } from '../paths.ts';

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

/** The author as it is kept in Redis. */
type StoredAuthor = Author & { readonly origin: string };

/**
 * What this process knows of one user's files without their contents, and how far: it follows the changes in Redis, and
 * tells each of them once. @param origin This REPL.
 */
export function createMirror(user: string, origin: string) {
  let entries = new Map<string, FileEntry>();
  let sorted: readonly FileEntry[] | undefined;
  let epoch = unknownEpoch;
  let last = 0;
  let fresh = true;

  const authorOf = (text: string): Author => {
    const { origin: from, ...author } = JSON.parse(text) as StoredAuthor;
    return from === origin ? author : { ...author, origin: from };
  };
  const stampOf = ({ client, origin: from }: Author) => ({
    writer: client,
    ...(from && { origin: from }),
  });

  function entryOf(path: string, stored: string): { entry: FileEntry; author: Author } {
    const [, revision, size, modified, text = ''] =
      /^(\d+) (\d+) \d+ (\S+) (.*)$/s.exec(stored) ?? [];
    const author = authorOf(text);
    const entry = {
      path,
      size: Number(size),
      revision: Number(revision),
      ...stampOf(author),
      modified: modified ?? '',
    };
    return { entry, author };
  }

  const change = (entry: FileEntry, operation: FileOperation, author: Author): FileChange => ({
    user,
    ...entry,
    operation,
    author,
  });

  function remove(entry: FileEntry, author: Author, modified: string): FileChange {
    entries.delete(entry.path);
    sorted = undefined;
    const { path, revision } = entry;
    return change({ path, size: 0, revision, ...stampOf(author), modified }, 'deleted', author);
  }

  function follow(fields: readonly string[]): readonly FileChange[] {
    const field = (name: string) => fields[fields.indexOf(name) + 1] ?? '';
    const author = authorOf(field('author'));
    const [operation, path, modified] = [field('operation'), field('path'), field('modified')];
    const revision = Number(field('revision'));
    if (operation === 'reset') return list().map((entry) => remove(entry, author, modified));
    const entry = { path, size: Number(field('size')), revision, ...stampOf(author), modified };
    if (operation === 'deleted') return [remove(entry, author, modified)];
    entries.set(path, entry);
    sorted = undefined;
    return [change(entry, operation as FileOperation, author)];
  }

  /** What differs from what was known: changes that nobody can tell one by one any more. */
  function replace(found: readonly string[]): readonly FileChange[] {
    const known = entries;
    const before = list();
    entries = new Map();
    sorted = undefined;
    const changes: FileChange[] = [];
    for (let at = 0; at < found.length; at += 2) {
      const path = found[at] ?? '';
      const { entry, author } = entryOf(path, found[at + 1] ?? '');
      entries.set(path, entry);
      const previous = known.get(path);
      if (previous?.revision !== entry.revision || previous.modified !== entry.modified)
        changes.push(change(entry, previous ? 'updated' : 'created', author));
    }
    const unknown = { client: 'unknown' };
    const now = new Date().toISOString();
    for (const entry of before)
      if (!entries.has(entry.path)) changes.push(remove(entry, unknown, now));
    return changes;
  }

  /** Sorted by path. */
  function list(): readonly FileEntry[] {
    sorted ??= [...entries.values()].sort((a, b) => compareCodePoints(a.path, b.path));
    return sorted;
  }

  return {
    list,
    authorOf,
    /** @param stored As it is kept in Redis. */
    entryOf: (path: string, stored: string) => entryOf(path, stored).entry,

    /** What the script `since` is to be asked for. */
    known: (): readonly [epoch: string, last: number] => [epoch, last],

    /** All that had happened when Redis answered this is known. */
    covers: ([asked, answered]: Since): boolean => asked === epoch && answered <= last,

    /** It knows nothing yet. */
    isFresh: () => fresh,

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
