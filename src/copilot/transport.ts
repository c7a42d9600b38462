import type { Socket } from 'node:net';
import type { CopilotClient } from '@github/copilot-sdk';

/** The parts of the SDK's client that it keeps to itself, as of 1.0.14. They may be gone in any release. */
interface ClientInternals {
  readonly socket?: Socket | null;
  readonly messageWriter?: { suppressWriteErrors: boolean } | null;
  readonly connection?: {
    sendNotification(method: string): Promise<void>;
    sendRequest(method: string, parameters: unknown): Promise<unknown>;
  };
}

function internals(client: CopilotClient): ClientInternals {
  return client as unknown as ClientInternals;
}

/**
 * Takes the stalls out of a started client's connection. Over plain TCP both sides wait for each other's
 * acknowledgement (Nagle's algorithm on one side meets delayed acknowledgements on the other), about 40 ms at a time
 * and ten times a request. Here small packets leave at once, and for every chunk received a tiny notification goes
 * back, which carries the acknowledgement with it; JSON-RPC has the receiver ignore methods that start with `$/`.
 * Returns false, and changes nothing, where the SDK's inside no longer is what this leans on.
 */
export function removeStalls(client: CopilotClient): boolean {
  const { socket, connection } = internals(client);
  if (!socket?.setNoDelay || !connection?.sendNotification) return false;
  socket.setNoDelay(true);
  socket.on('data', async () => {
    try {
      await connection.sendNotification('$/acknowledge');
    } catch {
      // The connection is being closed: nothing waits for this any more.
    }
  });
  return true;
}

/** What a client's connection lets be seen, which the SDK tells no one. */
interface ConnectionListener {
  /** Whenever something arrives. */
  readonly onData: () => void;
  /** Once, when it has closed, whoever closed it. */
  readonly onClosed: () => void;
}

/**
 * Watches the connection that a client is about to make, from its first moment on; call it before `start`.
 *
 * Also keeps the process alive when a write fails because the server is just ending: the JSON-RPC library under the SDK
 * (vscode-jsonrpc 8.2) rejects the call and then throws once more out of a promise that nobody can hold, which Node
 * takes for an unhandled rejection. Nothing is lost by this: the connection closes next, and then every call fails.
 */
export function watchConnection(client: CopilotClient, { onData, onClosed }: ConnectionListener) {
  let writer: ClientInternals['messageWriter'] | null = null;
  // The SDK sets it as soon as the socket is connected, and before it writes.
  Object.defineProperty(client, 'messageWriter', {
    configurable: true,
    get: () => writer,
    set(next: ClientInternals['messageWriter'] | null) {
      writer = next;
      if (!next) return;
      next.suppressWriteErrors = true;
      internals(client).socket?.on('data', onData).once('close', onClosed);
    },
  });
}

/** Asks something of a session that this client did not create, for which the SDK has no call. */
export async function askSession(
  client: CopilotClient,
  method: 'session.mode.get',
  sessionId: string,
): Promise<unknown> {
  const { connection } = internals(client);
  if (!connection?.sendRequest) throw new Error('this SDK lets nobody ask');
  return connection.sendRequest(method, { sessionId });
}
