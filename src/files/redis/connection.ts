import { createHash } from 'node:crypto';
import { createClient, ErrorReply } from '@redis/client';
import { FilesError } from '../errors.ts';
import { type ScriptName, scripts } from './scripts.ts';

/** How long Redis may take for one call, in ms; where it takes longer, the connection is given up. */
const patience = 3000;
/** A connection on which nothing has come for so long, pings included, is given up, in ms. */
const silence = 5000;
const pingInterval = 2000;
const longestWait = 1000;

const hashes = Object.fromEntries(
  Object.entries(scripts).map(([name, source]) => [
    name,
    createHash('sha1').update(source).digest('hex'),
  ]),
) as Record<ScriptName, string>;

/** One connection to Redis, which comes back by itself. */
export interface RedisConnection {
  /** @throws FilesError `store-unavailable`, also where it is not known whether the script still ran. */
  run(
    name: ScriptName,
    keys: readonly string[],
    values: readonly (string | number)[],
  ): Promise<unknown>;
  /** @throws FilesError `store-unavailable` */
  ping(): Promise<void>;
  /** Hears what is published there, whenever the connection is there. */
  listen(channel: string, listener: (message: string) => void): void;
  close(): Promise<void>;
}

export interface ConnectionListener {
  /** It is there, for the first time or again. */
  ready(): void;
  lost(reason: string): void;
}

/** @param url `redis://[user[:password]@]host[:port][/database]`; `rediss://` over TLS. Connects at once. */
export function connectToRedis(url: string, listener: ConnectionListener): RedisConnection {
  const channels = new Map<string, (message: string) => void>();
  let problem = 'it does not answer';
  let closed = false;
  let settle: () => void = () => {};
  /** Settles as soon as the first attempt to connect has succeeded or failed. */
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  let client = open();

  function open() {
    const opened = createClient({
      url,
      RESP: 3,
      disableOfflineQueue: true,
      disableClientInfo: true,
      maintNotifications: 'disabled',
      pingInterval,
      socket: {
        connectTimeout: patience,
        socketTimeout: silence,
        reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, longestWait),
      },
    });
    opened.on('error', (error: unknown) => {
      if (opened === client) lose(reasonOf(error));
    });
    opened.on('ready', () => {
      if (opened !== client) return;
      // Once made, the client makes a subscription anew after every gap.
      for (const channel of channels.keys()) subscribe(channel);
      listener.ready();
      settle();
    });
    // Settles only when there is a connection; what goes wrong is told by `error`.
    opened.connect().catch(() => {});
    return opened;
  }

  function lose(reason: string): void {
    if (closed) return;
    problem = reason;
    listener.lost(reason);
    settle();
  }

  const subscribed = new WeakMap<object, Set<string>>();
  function subscribe(channel: string): void {
    const heard = channels.get(channel);
    const done = subscribed.get(client) ?? new Set();
    subscribed.set(client, done);
    if (!(heard && client.isReady) || done.has(channel)) return;
    done.add(channel);
    // Who has no right to listen has none to read either, which is told to whoever reads.
    client.subscribe(channel, heard).catch(() => done.delete(channel));
  }

  /** It answers nothing: what waits for it fails now, and what comes is refused until it answers again. */
  function giveUp(hung: typeof client): void {
    if (closed || hung !== client) return;
    lose(`no answer within ${patience} ms`);
    hung.destroy();
    client = open();
  }

  async function call(
    asked: typeof client,
    name: ScriptName,
    keys: readonly string[],
    values: readonly string[],
  ): Promise<unknown> {
    const parameters = { keys: [...keys], arguments: [...values] };
    try {
      return await asked.evalSha(hashes[name], parameters);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return asked.eval(scripts[name], parameters);
    }
  }

  async function ask<T>(question: (asked: typeof client) => Promise<T>): Promise<T> {
    await within(settled).catch(() => {});
    if (!client.isReady) throw unavailable(problem, false);
    const asked = client;
    try {
      return await within(question(asked));
    } catch (error) {
      if (error instanceof Late) giveUp(asked);
      throw unavailable(reasonOf(error), mayHaveRun(error));
    }
  }

  return {
    run: (name, keys, values) => ask((asked) => call(asked, name, keys, values.map(String))),
    async ping() {
      await ask((asked) => asked.ping());
    },
    listen(channel, heard) {
      channels.set(channel, heard);
      subscribe(channel);
    },
    async close() {
      closed = true;
      client.destroy();
    },
  };
}

class Late extends Error {}

/** @throws Late where it takes longer than Redis may take. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`no answer within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether Redis said that the credentials give no right to this, which trying again does not change. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof FilesError &&
  error.cause instanceof Error &&
  /^(?:NOPERM|NOAUTH|WRONGPASS)|ACL failure/.test(error.cause.message);

/** What Redis refuses, it refuses before the script runs; what fails within one is not taken back. */
const mayHaveRun = (error: unknown): boolean =>
  !(error instanceof ErrorReply) || /user_script|script:/.test(error.message);

/** Addresses and errors of Redis hold no file and no password. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

/**
 * The message is for models too: what went wrong on the way, with its addresses, is the cause.
 * @param maybe Whether the script may have run all the same.
 */
const unavailable = (reason: string, maybe: boolean) =>
  new FilesError(
    'store-unavailable',
    maybe
      ? "The files can't be reached now. A change that was asked for may have happened: look again when they can be reached again."
      : "The files can't be reached now. Nothing was done: try when they can be reached again.",
    { cause: new Error(reason) },
  );
