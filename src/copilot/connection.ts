import type { CopilotClient } from '@github/copilot-sdk';
import { withDeadline } from './deadline.ts';
import { CopilotError } from './errors.ts';
import type { Server } from './server.ts';
import { removeStalls, watchConnection } from './transport.ts';

/** One client's connection to the server: one TCP connection of the SDK. */
export interface Connection {
  readonly client: CopilotClient;
  /** The runtime's version, as it says itself. */
  readonly version: string;
  /** The empty folder that sessions work in. */
  readonly work: string;
  /** False where the SDK's own, slower way of using TCP is in use. */
  readonly unstalled: boolean;
  readonly isOpen: () => boolean;
  /** When anything last arrived, by `performance.now()`. */
  readonly heardAt: () => number;
  /** Settles once the connection is closed, however that came. */
  readonly closed: Promise<void>;
  /** Settles with true when the server has answered, with false when it could not any more. Never rejects. */
  ask(): Promise<boolean>;
  /** Closes it in order. What the server does not answer in time is cut off. */
  close(): Promise<void>;
  /** Cuts it off: every call that waits for an answer fails at once. */
  abandon(): Promise<void>;
}

/** How long connecting and single questions may take, and how long closing, in ms. */
const limit = 10_000;
const closeLimit = 2_000;

function explain(error: unknown, server: Server): CopilotError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CopilotError) {
    if (error.code !== 'server-timeout') return error;
    // A server that is frozen, or something else that listens there and waits for us to say more.
    return new CopilotError(
      'server-unreachable',
      `no Copilot server answers at ${server.address}: ${message}`,
      'It may be frozen, or be something else: check the address.',
    );
  }
  if (/AUTHENTICATION_NOT_CONFIGURED/.test(message)) {
    return new CopilotError(
      'server-token-refused',
      `the server at ${server.address} was started without a token, and takes no one who brings one`,
      'Start it with the same COPILOT_CONNECTION_TOKEN: without one, everyone on its machine has a shell there.',
    );
  }
  if (/AUTHENTICATION_FAILED/.test(message)) {
    return new CopilotError(
      'server-token-refused',
      `the server at ${server.address} refused the connection token`,
      server.token
        ? 'COPILOT_CONNECTION_TOKEN is not the one that the server was started with.'
        : 'Set COPILOT_CONNECTION_TOKEN to the token that the server was started with.',
    );
  }
  if (/Failed to connect|Timeout connecting/.test(message)) {
    if (server.kind === 'embedded') {
      return new CopilotError('server-lost', 'the server has ended', 'Prompt again.');
    }
    return new CopilotError(
      'server-unreachable',
      `no server answers at ${server.address}`,
      'Start one: multiuser-repl serve --port <port>, or COPILOT_CONNECTION_TOKEN=<secret> copilot --headless --port <port>',
    );
  }
  return new CopilotError(
    'server-incompatible',
    `what answers at ${server.address} is no Copilot server that this SDK understands (${message})`,
    'Check the address, and the versions with "multiuser-repl doctor".',
  );
}

let loading: Promise<typeof import('@github/copilot-sdk')> | undefined;

/**
 * Loaded here and not with the program: it takes longer than the first frame. Nothing else imports it, and it is asked
 * for once: of two imports at the same moment, Node 20 now and then gives one a module whose CommonJS parts are not there
 * yet ("Class extends value undefined", 2 of 100 starts on a busy machine).
 */
export function loadSdk() {
  loading ??= import('@github/copilot-sdk');
  return loading;
}

/** Connects one client. @throws CopilotError `server-unreachable`, `server-token-refused`, `server-incompatible` */
export async function connect(server: Server): Promise<Connection> {
  const { CopilotClient, RuntimeConnection } = await loadSdk();
  const connection = RuntimeConnection.forUri(
    server.address,
    server.token === undefined ? {} : { connectionToken: server.token },
  );
  // `empty`: nothing of the host (tools, skills, instructions, hooks) is in a session unless it is put there.
  const client = new CopilotClient({ connection, mode: 'empty' });
  let open = true;
  let heard = performance.now();
  const closed = new Promise<void>((resolve) => {
    watchConnection(client, {
      onData() {
        heard = performance.now();
      },
      onClosed() {
        open = false;
        // Calls that wait for an answer would wait for ever: `forceStop` makes them fail.
        client.forceStop().then(resolve, resolve);
      },
    });
  });
  try {
    await withDeadline(client.start(), limit, 'accept a connection');
    const unstalled = removeStalls(client);
    const { version } = await withDeadline(client.getStatus(), limit, 'tell its version');
    return {
      client,
      version,
      work: server.work,
      unstalled,
      isOpen: () => open,
      heardAt: () => heard,
      closed,
      ask: () =>
        client.ping().then(
          () => true,
          () => false,
        ),
      async close() {
        if (!open) return;
        // `stop` disconnects sessions one by one and waits for each; `forceStop` closes the socket at once.
        open = false;
        await withDeadline(client.stop(), closeLimit, 'close a connection').catch(() =>
          client.forceStop(),
        );
      },
      abandon() {
        open = false;
        return client.forceStop();
      },
    };
  } catch (error) {
    await client.forceStop();
    throw explain(error, server);
  }
}

/** Ids of all sessions that the server knows, whoever made them. @throws CopilotError `server-timeout` */
export async function listSessions({ client }: Connection): Promise<readonly string[]> {
  const known = await withDeadline(client.listSessions(), limit, 'list its sessions');
  return known.map(({ sessionId }) => sessionId);
}
