export const name = 'sdk-internals';
export const claim =
  'The SDK’s client keeps its connection in private fields: `messageWriter` is set once the socket is connected and before anything is written; `socket` is a `net.Socket`; `connection` sends requests and notifications, those that start with `$/` being ignored by the runtime.';
export const leansOn = ['src/copilot/transport.ts', 'src/copilot/clear-session.ts'];

export async function run({ startServer }) {
  const server = await startServer({ token: 'token' });
  const client = server.client();
  let writer;
  let first;
  Object.defineProperty(client, 'messageWriter', {
    configurable: true,
    get: () => writer,
    set(next) {
      writer = next;
      if (!next || first) return;
      const { socket } = client;
      first = {
        writer: 'suppressWriteErrors' in next,
        connected: socket?.connecting === false && socket.bytesWritten === 0,
      };
    },
  });
  await client.start();
  const { socket, connection } = client;
  const parts = {
    'messageWriter with suppressWriteErrors': Boolean(first?.writer),
    'socket connected, nothing written': Boolean(first?.connected),
    'socket.setNoDelay': typeof socket?.setNoDelay === 'function',
    'connection.sendNotification': typeof connection?.sendNotification === 'function',
    'connection.sendRequest': typeof connection?.sendRequest === 'function',
  };
  const missing = Object.keys(parts).filter((each) => !parts[each]);
  await connection.sendNotification('$/acknowledge');
  const answer = await connection
    .sendRequest('session.mode.get', { sessionId: crypto.randomUUID() })
    .catch(({ message }) => message);
  const refused = /session\b.*not found/i.test(answer);
  return {
    holds: missing.length === 0 && refused,
    seen: `${missing.length === 0 ? 'all there' : `missing: ${missing.join(', ')}`}; of an unknown session the server says: ${`${answer}`.replace(/[0-9a-f-]{36}/, '…')}`,
  };
}
