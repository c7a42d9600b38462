import { createChangeFeed } from './change-feed.ts';
import { createFileHistory } from './file-history.ts';
import type {
  Author,
  FileChange,
  FileEntry,
  FileOperation,
  FileStore,
  UserFiles,
} from './file-store.ts';
import { createFileTree } from './file-tree.ts';
import { defaultFileLimits, type FileLimits } from './limits.ts';
import { normalizeDirectory, normalizePath } from './paths.ts';

/**
 * Keeps all users' files in this process, and nowhere else. User names are compared exactly as given. A call takes
 * effect at once, before its promise resolves, so calls that are made one after the other happen in that order.
 */
export function createMemoryStore(
  changedLimits: Partial<FileLimits> = {},
  now: () => Date = () => new Date(),
): FileStore {
  const limits: FileLimits = { ...defaultFileLimits, ...changedLimits };
  const feed = createChangeFeed();
  const users = new Map<string, UserFiles>();

  function createUserFiles(user: string): UserFiles {
    const tree = createFileTree(limits);
    const history = createFileHistory(limits);

    const change = (entry: FileEntry, operation: FileOperation, author: Author): FileChange => {
      const { path, size, revision, writer, modified } = entry;
      return { user, path, size, revision, writer, modified, operation, author };
    };
    const deleted = (entries: readonly FileEntry[], author: Author): readonly FileChange[] => {
      const modified = now().toISOString();
      return entries.map((entry) =>
        change({ ...entry, size: 0, writer: author.client, modified }, 'deleted', author),
      );
    };

    return {
      user,
      async read(path) {
        return tree.read(normalizePath(path, limits));
      },
      async write(path, content, author, { ifRevision } = {}) {
        const modified = now().toISOString();
        const stamp = { writer: author.client, modified, ifRevision };
        const { entry, created } = tree.write(normalizePath(path, limits), content, stamp);
        const operation = created ? 'created' : 'updated';
        history.add(entry.path, { revision: entry.revision, operation, author, content });
        feed.publish([change(entry, operation, author)]);
        return entry;
      },
      async delete(path, author) {
        const entry = tree.delete(normalizePath(path, limits));
        history.add(entry.path, { revision: entry.revision, operation: 'deleted', author });
        feed.publish(deleted([entry], author));
        return { path: entry.path, revision: entry.revision };
      },
      async list(directory = '') {
        return tree.list(normalizeDirectory(directory, limits));
      },
      async versions(path) {
        const normalized = normalizePath(path, limits);
        const known = history.versions(normalized);
        // What is no file and never was one is refused like a read of it.
        if (known.length === 0) tree.read(normalized);
        return known;
      },
      async reset(author) {
        const entries = tree.reset();
        history.clear();
        feed.publish(deleted(entries, author).map((each) => ({ ...each, reset: true })));
      },
    };
  }

  return {
    forUser(user) {
      const files = users.get(user) ?? createUserFiles(user);
      users.set(user, files);
      return files;
    },
    subscribe: feed.subscribe,
    watch: () => () => {},
    async close() {},
  };
}
