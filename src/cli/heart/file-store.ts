import { hostname } from 'node:os';
import { InvalidArgumentError } from 'commander';
import type { FileStore } from '../../files/file-store.ts';
import { UsageError } from '../errors.ts';
import { passwordsIn } from './url-passwords.ts';

/** Where files are kept, as flags and environment say. */
export interface StoreFlags {
  /** `redis://…`; what is in the environment counts where it is missing. */
  readonly store?: string;
  readonly storePrefix: string;
}

/** Holds the URL of the store where it has a password, which then is on no command line. */
export const storeVariable = 'MULTIUSER_REPL_STORE';
export const defaultStorePrefix = 'multiuser-repl:';

/** What the client could not read would be an error that shows it whole. */
function isStoreUrl(text: string): boolean {
  if (!/^rediss?:\/\/./.test(text) || !URL.canParse(text)) return false;
  const { username, password, pathname } = new URL(text);
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return /^\/?\d*$/.test(pathname);
}

export function parseStore(text: string): string {
  if (!isStoreUrl(text))
    throw new InvalidArgumentError('write a URL, for example redis://127.0.0.1:6379.');
  return text;
}

/** As a flag: what Commander refuses, it shows whole, and a URL may hold a password. @throws UsageError */
export function storeFlag(text: string): string {
  if (isStoreUrl(text)) return text;
  throw new UsageError('--store takes a URL, for example redis://127.0.0.1:6379');
}

export function parseStorePrefix(text: string): string {
  // Braces say in a cluster which part of a key decides where it is kept; the others mean something in patterns.
  if (/^[\w.:/-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError('write 1 to 64 letters, digits and . : / _ -');
}

/** What the heart is given to keep files elsewhere; nothing where they stay in this process. */
export interface OpenedStore {
  readonly store?: FileStore;
  /** Its host and keys, for people; without a password. */
  readonly where?: string;
  /** Rejects where it can't be reached. */
  readonly ping?: () => Promise<void>;
  readonly secrets?: readonly string[];
}

/** Connects to it; that it can't be reached is told later, by the store. @throws UsageError */
export async function openStore(
  flags: StoreFlags,
  environment: NodeJS.ProcessEnv,
): Promise<OpenedStore> {
  const given = flags.store ?? environment[storeVariable];
  if (!given) return {};
  if (!isStoreUrl(given))
    throw new UsageError(`${storeVariable} is no URL like redis://127.0.0.1:6379`);
  const { createRedisStore } = await import('../../files/redis/redis-store.ts');
  const { host } = new URL(given);
  const store = createRedisStore({
    url: given,
    prefix: flags.storePrefix,
    origin: `${hostname().slice(0, 32)}:${process.pid}`,
  });
  return {
    store,
    ping: store.ping,
    where: `Redis at ${host}, keys ${flags.storePrefix}…`,
    secrets: passwordsIn(given),
  };
}
