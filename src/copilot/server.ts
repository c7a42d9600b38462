import { randomBytes } from 'node:crypto';
import type { Listen } from './guard/protocol.ts';
import { startGuard } from './guard/start.ts';
import { openWorkFolder } from './guard/work-folder.ts';
import { memoryOf, watchBusy } from './process-usage.ts';
import { runtimeEnvironment } from './runtime-environment.ts';
import { findRuntime } from './runtime-path.ts';

/** The one shared runtime that all clients connect to. */
export interface Server {
  /** `embedded`: started by this program and ended with it. `attached`: someone else's. */
  readonly kind: 'embedded' | 'attached';
  /** `host:port` */
  readonly address: string;
  /** Whoever has it can do anything on the server: it never leaves this folder of the program. */
  readonly token: string | undefined;
  /** An empty private folder on this machine. */
  readonly work: string;
  /** Settles when the server has ended without having been told to; never for an attached one. Says why. */
  readonly lost: Promise<string>;
  /** Process ids of what this program owns, for those who measure it. */
  readonly pids: readonly number[];
  /** Begins to look whether it works. The function tells whether it has since. Undefined for an attached server. */
  watchBusy(): (() => boolean) | undefined;
  /** The memory that it has, in bytes; undefined where that can't be told. */
  memory(): Promise<number | undefined>;
  /** Ends it as a crash would; false where it is someone else's. Then `lost` tells. */
  kill(): boolean;
  stop(): Promise<void>;
}

/** How the one server is started, or where it is. */
export interface ServerOptions {
  /** `host:port` of a running server to attach to. Its token is read from `COPILOT_CONNECTION_TOKEN`. */
  readonly attach?: string;
  /** Where tokens and the paths of the runtime are read from: `process.env`, or what of it the server may know. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where a server of ours listens, and with which token, so that others can attach; left out: for us alone. */
  readonly shared?: Listen & { readonly token: string };
  /** Whether answers come from beyond this machine; left out: yes. */
  readonly outward?: boolean;
  /** Whether what earlier servers left here stays where it is, for someone to look at; left out: it is swept. */
  readonly keepLeftovers?: boolean;
}

/** A token that nobody can guess. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/**
 * Starts the bundled runtime under a guard, with a random token, or attaches to a running server.
 * @throws CopilotError `runtime-not-found`, `server-start-failed`
 */
export async function openServer({
  attach,
  environment,
  shared,
  outward = true,
  keepLeftovers = false,
}: ServerOptions): Promise<Server> {
  if (attach) {
    const { work, close } = openWorkFolder(keepLeftovers);
    return {
      kind: 'attached',
      address: attach,
      token: environment.COPILOT_CONNECTION_TOKEN,
      work,
      lost: new Promise(() => {}),
      pids: [],
      watchBusy: () => undefined,
      memory: async () => undefined,
      kill: () => false,
      stop: async () => close(),
    };
  }
  const token = shared?.token ?? createToken();
  const guard = await startGuard({
    keepLeftovers,
    runtime: {
      path: findRuntime(environment),
      token,
      ...(shared && { listen: { host: shared.host, port: shared.port } }),
      environment: runtimeEnvironment(environment, outward),
    },
  });
  const { pid, port } = guard.runtime;
  const host = shared?.host ?? '127.0.0.1';
  return {
    kind: 'embedded',
    address: addressOf(host, port),
    token,
    work: guard.work,
    lost: guard.lost,
    pids: [pid],
    watchBusy: () => watchBusy(pid),
    memory: () => memoryOf(pid),
    kill: () => process.kill(pid, 'SIGKILL'),
    stop: () => guard.stop(),
  };
}

/** Where it can be reached from this machine. */
function addressOf(host: string, port: number): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return reached.includes(':') ? `[${reached}]:${port}` : `${reached}:${port}`;
}
