import type { Connection } from '../copilot/connection.ts';
import { CopilotError } from '../copilot/errors.ts';
import type { OfRequest } from './events.ts';
import { type RequestNeeds, runRequest } from './request.ts';

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
  extends Pick<RequestNeeds, 'backend' | 'createTools' | 'limits' | 'emit' | 'redact'> {
  readonly id: string;
  readonly user: string;
  readonly nextRequest: () => string;
}

export function createClient({ id, user, nextRequest, ...needs }: ClientOptions): Client {
  let connecting: Promise<Connection> | undefined;
  let running: AbortController | undefined;
  let closed = false;
  let line: Promise<void> = Promise.resolve();

  async function open(): Promise<Connection> {
    const { connect } = await needs.backend;
    const connection = await connect();
    void connection.closed.then(() => {
      connecting = undefined;
      running?.abort(new CopilotError('server-lost', 'the connection to the server was lost'));
    });
    return connection;
  }

  /** The connection, made when it is first needed and again after it was lost. */
  function connect(): Promise<Connection> {
    connecting ??= open().catch((error) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
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
        await runRequest({ of, prompt, connect, ...needs }, controller);
        running = undefined;
      });
      return line;
    },
    cancel: () => running?.abort(),
    async close() {
      closed = true;
      running?.abort();
      await line;
      const connection = await connecting?.catch(() => undefined);
      await connection?.close();
    },
  };
}
