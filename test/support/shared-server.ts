import { openServer, type Server } from '../../src/copilot/server.ts';
import type { ReplOptions } from '../../src/repl/repl.ts';
import { testEnvironment } from './environment.ts';
import { isRuntime } from './memory.ts';
import { descendants, type RunningProcess } from './processes.ts';

let shared: Promise<Server> | undefined;
/** Of the shared server. */
let pids: readonly number[] = [];

/**
 * The server that all test files of this process attach to. It is started when it is first needed, and its guard ends it
 * after this process. Tests of how a server starts, ends, or is lost start their own: see `ownServer`.
 */
export async function sharedServer(): Promise<Server> {
  // No test's model is beyond this machine, and keys come with the sessions.
  shared ??= openServer({ environment: testEnvironment(), outward: false });
  const server = await shared;
  pids = server.pids;
  return server;
}

/** For `createRepl`: attaches to the shared server, or to one that leads to it at another address. */
export async function onSharedServer(address?: string): Promise<ReplOptions['server']> {
  const server = await sharedServer();
  return {
    environment: testEnvironment({ COPILOT_CONNECTION_TOKEN: server.token ?? '' }),
    attach: [address ?? server.address],
  };
}

/** For `createRepl`: starts a server, which ends with the REPL. */
export const ownServer = (
  environment: Readonly<Record<string, string>> = {},
): ReplOptions['server'] => ({ environment: testEnvironment(environment) });

/** The runtimes that tests in this process started for themselves, the newest last. */
export const ownRuntimes = (): readonly RunningProcess[] =>
  descendants(process.pid).filter((found) => isRuntime(found) && !pids.includes(found.pid));
