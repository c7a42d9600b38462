import type { Connection } from '../copilot/connection.ts';
import { CopilotError } from '../copilot/errors.ts';
import type { Tool } from '../files/tool.ts';
import type { Backend } from './backend.ts';
import { reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { OfRequest } from './events.ts';

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

export interface ClientOptions {
  readonly id: string;
  readonly user: string;
  readonly backend: Promise<Backend>;
  readonly emit: Emit;
  readonly nextRequest: () => string;
  /** The tools for one request of this client, over its user's files. */
  readonly createTools: (request: string) => Promise<readonly Tool[]>;
  /** How long a request may take, in ms; undefined: as long as it likes. */
  readonly timeout: number | undefined;
}

export function createClient(options: ClientOptions): Client {
  const { id, user, backend, emit } = options;
  let connecting: Promise<Connection> | undefined;
  let running: AbortController | undefined;
  let closed = false;
  let line: Promise<void> = Promise.resolve();

  /** The connection, made when it is first needed and again after it was lost. */
  function connect(): Promise<Connection> {
    connecting ??= backend
      .then((shared) => shared.connect())
      .then(
        (connection) => {
          void connection.closed.then(() => {
            connecting = undefined;
            running?.abort(
              new CopilotError('server-lost', 'the connection to the server was lost'),
            );
          });
          return connection;
        },
        (error) => {
          connecting = undefined;
          throw error;
        },
      );
    return connecting;
  }

  async function run(prompt: string, of: OfRequest, controller: AbortController): Promise<void> {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const { timeout } = options;
    const seconds = (timeout ?? 0) / 1000;
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            const advice = 'Prompt again, or allow more with --timeout <seconds>.';
            const message = `no answer within ${seconds} s`;
            controller.abort(new CopilotError('request-timeout', message, advice));
          }, timeout);
    try {
      const [{ runEphemeralSession }, connection, tools, { source }] = await Promise.all([
        import('../copilot/ephemeral-session.ts'),
        connect(),
        options.createTools(of.request),
        backend,
      ]);
      if (controller.signal.aborted && !(controller.signal.reason instanceof CopilotError)) {
        emit({ type: 'request.cancelled', ...of, milliseconds: elapsed() });
        return;
      }
      const end = await runEphemeralSession(connection, {
        prompt,
        source,
        tools,
        signal: controller.signal,
        onEvent(event, session) {
          if (event.type === 'session.leaked') {
            emit({ ...event, ...of, session, error: reportError(event.error) });
          } else emit({ ...event, ...of, session });
        },
      });
      const milliseconds = elapsed();
      if (end.type === 'answered') {
        emit({ type: 'request.completed', ...of, answer: end.answer, milliseconds });
      } else if (end.type === 'cancelled') {
        emit({ type: 'request.cancelled', ...of, milliseconds });
      } else {
        emit({ type: 'request.failed', ...of, error: reportError(end.error), milliseconds });
      }
    } catch (error) {
      const milliseconds = elapsed();
      emit({ type: 'request.failed', ...of, error: reportError(error), milliseconds });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    id,
    user,
    submit(prompt) {
      const of: OfRequest = { user, client: id, request: options.nextRequest() };
      emit({ type: 'request.submitted', ...of, prompt });
      line = line.then(async () => {
        const controller = new AbortController();
        running = controller;
        if (closed) controller.abort();
        await run(prompt, of, controller);
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
