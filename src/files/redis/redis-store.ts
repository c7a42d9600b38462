import { randomUUID } from 'node:crypto';
import { createChangeFeed } from '../change-feed.ts';
import type {
  Author,
  FileEntry,
  FileOperation,
  FileStore,
  FileVersion,
  StoreStatus,
  UserFiles,
} from '../file-store.ts';
import { defaultFileLimits, type FileLimits } from '../limits.ts';
import { normalizeDirectory, normalizePath } from '../paths.ts';
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
} from '../refusals.ts';
import { connectToRedis } from './connection.ts';
import { keysOf } from './keys.ts';
import { createMirror, type Since } from './mirror.ts';
import type { ScriptName } from './scripts.ts';

export interface RedisStoreOptions {
  /** `redis://[user[:password]@]host[:port][/database]`, or `rediss://` over TLS. */
  readonly url: string;
  /** What the keys of these files begin with: it keeps apart what shares one Redis. */
  readonly prefix: string;
  /** This REPL's name, which others are told who changed a file. */
  readonly origin: string;
  readonly limits?: Partial<FileLimits>;
  readonly now?: () => Date;
}

/** How many changes of a user are kept for those who missed them; who missed more looks at all files anew. */
const changesKept = 1000;

type Answer = readonly ['done', ...unknown[]] | readonly ['refused', string, (string | number)?];

/**
 * Keeps all users' files in Redis (7 or later), to be shared by any number of processes. Every operation is one script,
 * that is one step for everybody. A user's changes are told here as soon as `forUser` was called for that user, wherever
 * they were made, in the one order in which they happened.
 */
export function createRedisStore(options: RedisStoreOptions): FileStore {
  const { prefix, origin, now = () => new Date() } = options;
  const limits: FileLimits = { ...defaultFileLimits, ...options.limits };
  const feed = createChangeFeed();
  const users = new Map<string, ReturnType<typeof createUserFiles>>();
  const watchers = new Set<(status: StoreStatus) => void>();
  let reachable = true;
  let closed = false;

  function tell(status: StoreStatus): void {
    if (closed || status.reachable === reachable) return;
    reachable = status.reachable;
    for (const watcher of watchers) watcher(status);
  }

  const connection = connectToRedis(options.url, (status) => {
    if (!status.reachable) {
      for (const { doubt } of users.values()) doubt();
      return tell(status);
    }
    const caughtUp = [...users.values()].map(({ catchUp }) => catchUp());
    Promise.all(caughtUp).then(
      () => tell(status),
      // It was lost again, which is told by itself.
      () => {},
    );
  });

  function createUserFiles(user: string) {
    const { all: keys, channel } = keysOf(prefix, user);
    const mirror = createMirror(user, origin);

    const run = async (name: ScriptName, values: readonly (string | number)[]) =>
      (await connection.run(name, keys, values)) as Answer;

    const catchUp = coalesced(async () => {
      const [, since] = await run('since', mirror.known());
      feed.publish(mirror.take(since as Since));
    });

    /** Runs what changes files, and tells what changed before it settles. */
    async function change(
      name: 'write' | 'delete' | 'reset',
      author: Author,
      modified: string,
      values: readonly (string | number)[] = [],
    ): Promise<Answer> {
      // What is there before the first change is no news, but the change is.
      if (mirror.isFresh()) await catchUp();
      const answer = await run(name, [
        ...mirror.known(),
        channel,
        randomUUID(),
        JSON.stringify({ ...author, origin }),
        modified,
        limits.filesPerUser,
        limits.previousVersions,
        limits.bytesOfPreviousVersions,
        changesKept,
        ...values,
      ]);
      if (answer[0] === 'refused') return answer;
      const since = answer[2] as Since;
      feed.publish(mirror.take(since));
      if (!mirror.covers(since)) await catchUp();
      return answer;
    }

    connection.listen(channel, (last) => {
      const [, known] = mirror.known();
      // Where it can't be reached, it is asked again when it can.
      if (Number(last) > known) catchUp().catch(() => {});
    });

    const files: UserFiles = {
      user,
      async read(path) {
        const normalized = normalizePath(path, limits);
        const [kind, ...found] = await run('read', [normalized]);
        if (kind === 'refused') throw unreadable(normalized, found[0]);
        const [stored, content] = found as [string, string];
        return { ...mirror.entryOf(normalized, stored), content };
      },
      async write(path, content, author, { ifRevision } = {}) {
        const normalized = normalizePath(path, limits);
        const size = sizeOf(content);
        refuseSize(size, limits);
        const modified = now().toISOString();
        const answer = await change('write', author, modified, [
          normalized,
          content,
          size,
          ifRevision ?? '',
          limits.bytesPerUser,
        ]);
        if (answer[0] === 'refused')
          throw unwritable(normalized, size, ifRevision ?? 0, answer[1], answer[2]);
        const revision = Number(answer[1]);
        return { path: normalized, size, revision, writer: author.client, modified };
      },
      async delete(path, author) {
        const normalized = normalizePath(path, limits);
        const answer = await change('delete', author, now().toISOString(), [normalized]);
        if (answer[0] === 'refused') throw unreadable(normalized, answer[1]);
      },
      async list(directory = '') {
        const normalized = normalizeDirectory(directory, limits);
        await catchUp();
        return below(normalized, mirror.list());
      },
      async versions(path) {
        const normalized = normalizePath(path, limits);
        const [kind, found] = await run('versions', [normalized]);
        if (kind === 'refused') throw unreadable(normalized, found);
        return (found as [string, string | null][]).map(([stored, content]): FileVersion => {
          const [, revision, operation, author = ''] = /^(\d+) (\w+) (.*)$/s.exec(stored) ?? [];
          return {
            revision: Number(revision),
            operation: operation as FileOperation,
            author: mirror.authorOf(author),
            ...(content !== null && { content }),
          };
        });
      },
      async reset(author) {
        await change('reset', author, now().toISOString());
      },
    };
    return { files, catchUp, doubt: mirror.doubt };
  }

  return {
    forUser(user) {
      const known = users.get(user) ?? createUserFiles(user);
      users.set(user, known);
      return known.files;
    },
    subscribe: feed.subscribe,
    watch(listener) {
      const watcher = (status: StoreStatus) => listener(status);
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    async close() {
      closed = true;
      await connection.close();
    },
  };
}

/** However often it is called meanwhile, `work` runs once at a time, and for each call once from its beginning. */
function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    next = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}

const unreadable = (path: string, code: unknown) =>
  code === 'is-directory' ? folderRead(path) : noFile(path);

function unwritable(path: string, size: number, wanted: number, code: unknown, detail: unknown) {
  switch (code) {
    case 'is-directory':
      return folderWritten(path);
    case 'not-a-directory':
      return fileAbove(String(detail));
    case 'revision-conflict':
      return otherRevision(path, Number(detail), wanted);
    case 'too-many-files':
      return tooManyFiles(Number(detail));
    default:
      return noRoom(size, Number(detail));
  }
}

function below(directory: string, entries: readonly FileEntry[]): readonly FileEntry[] {
  if (directory === '') return entries;
  if (entries.some(({ path }) => path === directory)) throw fileListed(directory);
  const found = entries.filter(({ path }) => path.startsWith(`${directory}/`));
  if (found.length === 0) throw noFolder(directory);
  return found;
}
