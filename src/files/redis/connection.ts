import { createHash } from 'node:crypto';
import { createClient, ErrorReply } from '@redis/client';
import { FilesError } from '../errors.ts';
import type { StoreStatus } from '../file-store.ts';
import { type ScriptName, scripts } from './scripts.ts';

/** How long Redis may take for one call, in ms. */
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
  /** Hears what is published there, for as long as the connection is there. */
  listen(channel: string, listener: (message: string) => void): void;
  close(): Promise<void>;
}

/** @param url `redis://[user[:password]@]host[:port][/database]`; `rediss://` over TLS. Connects at once. */
export function connectToRedis(
  url: string,
  onStatus: (status: StoreStatus) => void,
): RedisConnection {
  const client = createClient({
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
  let problem = 'it does not answer';
  const channels = new Map<string, (message: string) => void>();
  const subscribed = new Set<string>();
  const subscribe = (channel: string) => {
    const listener = channels.get(channel);
    if (!(listener && client.isReady) || subscribed.has(channel)) return;
    // Once made, the client makes a subscription anew after every gap.
    subscribed.add(channel);
    client.subscribe(channel, listener).catch((error: unknown) => {
      subscribed.delete(channel);
      problem = reasonOf(error);
      onStatus({ reachable: false, reason: problem });
    });
  };
  const settled = new Promise<void>((resolve) => {
    client.on('ready', resolve);
    client.on('error', () => resolve());
  });
  client.on('error', (error: unknown) => {
    problem = reasonOf(error);
    onStatus({ reachable: false, reason: problem });
  });
  client.on('ready', () => {
    for (const channel of channels.keys()) subscribe(channel);
    onStatus({ reachable: true });
  });
  // Settles only when there is a connection; what goes wrong is told by `error`.
  client.connect().catch(() => {});

  async function call(name: ScriptName, keys: readonly string[], values: readonly string[]) {
    const parameters = { keys: [...keys], arguments: [...values] };
    try {
      return await client.evalSha(hashes[name], parameters);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return client.eval(scripts[name], parameters);
    }
  }

  return {
    async run(name, keys, values) {
      await within(settled);
      if (!client.isReady) throw unavailable(problem, false);
      try {
        return await within(call(name, keys, values.map(String)));
      } catch (error) {
        throw unavailable(reasonOf(error), !(error instanceof ErrorReply));
      }
    },
    listen(channel, listener) {
      channels.set(channel, listener);
      subscribe(channel);
    },
    async close() {
      client.destroy();
    },
  };
}

/** @throws where it takes longer than Redis may take. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Addresses and errors of Redis hold no file and no password. */
const reasonOf = (error: unknown): string =>
  error instanceof AggregateError && error.errors[0] instanceof Error
    ? error.errors[0].message
    : error instanceof Error
      ? error.message
      : String(error);

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
