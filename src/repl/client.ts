import type { Connection } from '../copilot/connection.ts';
import type { Identity } from '../copilot/identity.ts';
import { checkIdentity, sourceFor } from '../copilot/identity-source.ts';
import type { Backend } from './backend.ts';
import type { OfRequest } from './events.ts';
import { type ConnectedLease, connectionLost, type RequestNeeds, runRequest } from './request.ts';
import { unlessAborted } from './request-guards.ts';
import type { ServerPool } from './server-pool.ts';

/** One client of one user: a connection to the server, and the requests that wait in line for it. */
export interface Client {
  readonly id: string;
  readonly user: string;
  /** Puts a prompt in line. Settles, and never rejects, when its request has ended. */
  submit(prompt: string): Promise<void>;
  /** Cancels the request that runs; those in line go on. */
  cancel(): void;
  /** Cancels everything and closes the connection, once every session is destroyed. */
  close(): Promise<void>;
}

export interface ClientOptions
  extends Pick<RequestNeeds, 'createTools' | 'limits' | 'emit' | 'redact'> {
  readonly servers: Pick<ServerPool, 'acquire'>;
  readonly id: string;
  readonly user: string;
  readonly nextRequest: () => string;
  /** What this user's sessions are made with, where that is not what everyone's are. */
  readonly identity?: Identity | undefined;
}

/** How long a server that can't be connected to has, in ms, until it is noticed to be lost. */
const notice = 4_000;

/** Whether the server turns out to be lost, which is noticed a moment after the first call fails. */
async function turnsOutLost({ lost }: Backend): Promise<boolean> {
  const noticing = AbortSignal.timeout(notice);
  await unlessAborted(new Promise<never>(() => {}), AbortSignal.any([lost, noticing])).catch(
    () => {},
  );
  return lost.aborted;
}

export function createClient({
  id,
  user,
  nextRequest,
  servers,
  identity,
  ...needs
}: ClientOptions): Client {
  /** The connection, to the server that the last request ran on. */
  let held: { readonly backend: Backend; readonly connecting: Promise<Connection> } | undefined;
  let running: AbortController | undefined;
  let runningOn: Connection | undefined;
  let closed = false;
  let line: Promise<void> = Promise.resolve();

  /** The connection to this server, made when it is first needed and again after it was lost. */
  function connect(backend: Backend): Promise<Connection> {
    if (held?.backend === backend) return held.connecting;
    // No request of this client runs there any more.
    held?.connecting.then((connection) => connection.close()).catch(() => {});
    const connecting = backend.connect();
    held = { backend, connecting };
    const forget = () => {
      if (held?.connecting === connecting) held = undefined;
    };
    connecting.then((connection) => {
      void connection.closed.then(() => {
        forget();
        if (runningOn === connection) running?.abort(backend.lost.reason ?? connectionLost());
      });
    }, forget);
    return connecting;
  }

  /** Nothing has been asked yet, so that a server which is lost right now is simply waited for. */
  async function reach(signal: AbortSignal): Promise<ConnectedLease> {
    checkIdentity(identity);
    for (;;) {
      const lease = await servers.acquire(held?.backend);
      try {
        signal.throwIfAborted();
        runningOn = await connect(lease.backend);
        return { ...lease, source: sourceFor(identity, lease.source), connection: runningOn };
      } catch (error) {
        lease.release();
        signal.throwIfAborted();
        if (!(await turnsOutLost(lease.backend))) throw error;
      }
    }
  }

  return {
    id,
    user,
    submit(prompt) {
      const of: OfRequest = { user, client: id, request: nextRequest() };
      needs.emit({ type: 'request.submitted', ...of, prompt });
      line = line.then(async () => {
        const controller = new AbortController();
        running = controller;
        if (closed) controller.abort();
        await runRequest({ of, prompt, reach, ...needs }, controller);
        running = undefined;
        runningOn = undefined;
      });
      return line;
    },
    cancel: () => running?.abort(),
    async close() {
      closed = true;
      running?.abort();
      await line;
      const connection = await held?.connecting.catch(() => undefined);
      await connection?.close();
    },
  };
}
