import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createChangeFeed } from '../change-feed.ts';
import type { Author, FileEntry, FileStore, StoreStatus, UserFiles } from '../file-store.ts';
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
import { connectToRedis, isForbidden } from './connection.ts';
import { keysOf } from './keys.ts';
import { createMirror, type Since } from './mirror.ts';
import type { ScriptName } from './scripts.ts';
import { readEntry, readVersion, writeAuthor, writeRequest } from './stored.ts';

export interface RedisStoreOptions {
  /** `redis://[user[:password]@]host[:port][/database]`, or `rediss://` over TLS. */
  readonly url: string;
  /** What the keys of these files begin with: it keeps apart what shares one Redis. */
  readonly prefix: string;
  /** This REPL's name without white space, which others are told with who changed a file. */
  readonly origin: string;
  readonly limits?: Partial<FileLimits>;
  readonly now?: () => Date;
}

/** How many changes of a user are kept for those who missed them; who missed more looks at all files anew. */
const changesKept = 1000;

/** Between attempts to catch up, in ms. */
const longestPause = 1000;

type Answer = readonly ['done', ...unknown[]] | readonly ['refused', string, (string | number)?];

/**
 * Keeps all users' files in Redis (7 or later), to be shared by any number of processes. Every operation is one script,
 * that is one step for everybody. A user's changes are told here as soon as `forUser` was called for that user, wherever
 * they were made, in the one order in which they happened.
 */
export function createRedisStore(
  options: RedisStoreOptions,
): FileStore & { ping(): Promise<void> } {
  const { prefix, origin, now = () => new Date() } = options;
  const limits: FileLimits = { ...defaultFileLimits, ...options.limits };
  const feed = createChangeFeed();
  const users = new Map<string, ReturnType<typeof createUserFiles>>();
  const watchers = new Set<(status: StoreStatus) => void>();
  let reachable = true;
  let closed = false;
  /** How often the connection was lost. */
  let losses = 0;

  function tell(status: StoreStatus): void {
    if (closed || status.reachable === reachable) return;
    reachable = status.reachable;
    for (const watcher of watchers) watcher(status);
  }

  const connection = connectToRedis(options.url, {
    lost(reason) {
      losses++;
      for (const { doubt } of users.values()) doubt();
      tell({ reachable: false, reason });
    },
    async ready() {
      const began = losses;
      await Promise.all([...users.values()].map(({ followUp }) => followUp()));
      if (losses === began) tell({ reachable: true });
    },
  });

  function createUserFiles(user: string) {
    const { all: keys, channel } = keysOf(prefix, user);
    const mirror = createMirror(user, origin, limits);
    /** Changes of this process on their way: what they made is told with their answers. */
    let changing = 0;
    let loading: Promise<void> | undefined;

    const run = async (name: ScriptName, values: readonly (string | number)[]) =>
      (await connection.run(name, keys, values)) as Answer;

    const catchUp = coalesced(async () => {
      const [, since] = await run('since', mirror.known());
      feed.publish(mirror.take(since as Since));
    });

    /** Catches up, as often as it takes: Redis may be loading its data. What is lost meanwhile is begun anew when it is back. */
    async function followUp(): Promise<void> {
      const began = losses;
      for (
        let pause = 100;
        !closed && losses === began;
        pause = Math.min(2 * pause, longestPause)
      ) {
        try {
          return await catchUp();
        } catch (error) {
          if (isForbidden(error)) return;
        }
        await delay(pause, undefined, { ref: false });
      }
    }

    /** What is there before the first change is no news, but the change is. Calls keep their order. */
    function load(): Promise<void> {
      loading ??= catchUp().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    }

    /** Runs what changes files, and tells what changed before it settles. */
    async function change(
      name: 'write' | 'delete' | 'reset',
      author: Author,
      modified: string,
      values: readonly (string | number)[] = [],
    ): Promise<Answer> {
      await load();
      changing++;
      const answer = await run(name, [
        ...mirror.known(),
        channel,
        randomUUID(),
        writeAuthor(author, origin),
        writeRequest(author, origin),
        modified,
        limits.filesPerUser,
        limits.previousVersions,
        limits.bytesOfPreviousVersions,
        changesKept,
        ...values,
      ]).finally(() => changing--);
      if (answer[0] === 'refused') return answer;
      const since = answer[2] as Since;
      feed.publish(mirror.take(since));
      const [epoch, last] = since;
      if (!mirror.covers(epoch, last)) await catchUp();
      return answer;
    }

    connection.listen(channel, (message) => {
      const [epoch = '', last] = message.split(' ');
      const isCovered = () => mirror.covers(epoch, Number(last));
      if (isCovered()) return;
      // An answer that is on its way tells it as well; should it not come, the connection is lost.
      if (changing === 0) void followUp();
      else setImmediate(() => changing === 0 && !isCovered() && void followUp());
    });

    const files: UserFiles = {
      user,
      async read(path) {
        const normalized = normalizePath(path, limits);
        const [kind, ...found] = await run('read', [normalized]);
        if (kind === 'refused') throw unreadable(normalized, found[0]);
        const [stored, content] = found as [string, string];
        const read = readEntry(normalized, stored, origin);
        if (!read) throw noFile(normalized);
        return { ...read.entry, content };
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
        return { path: normalized, revision: Number(answer[1]) };
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
        return (found as [string, string | null, string | null][]).flatMap(
          (version) => readVersion(version, origin) ?? [],
        );
      },
      async reset(author) {
        await change('reset', author, now().toISOString());
      },
    };
    return { files, followUp, doubt: mirror.doubt };
  }

  return {
    forUser(user) {
      const known = users.get(user) ?? createUserFiles(user);
      users.set(user, known);
      return known.files;
    },
    subscribe: feed.subscribe,
    ping: connection.ping,
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
