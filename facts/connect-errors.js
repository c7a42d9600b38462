import { createServer } from 'node:net';

export const name = 'connect-errors';
export const claim =
  'Why a connection does not come about can only be told by words: `"Failed to connect"` where nothing listens, `AUTHENTICATION_FAILED` where the token is another one or is missing, `AUTHENTICATION_NOT_CONFIGURED` where a token is brought to a server without one.';
export const leansOn = ['src/copilot/connection.ts'];

/** A port where nothing listens. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function run({ startServer, sdk }) {
  const { CopilotClient, RuntimeConnection } = sdk;
  const [guarded, open] = [await startServer({ token: 'token' }), await startServer()];

  async function connect(address, connectionToken) {
    const connection = RuntimeConnection.forUri(address, { connectionToken });
    const client = new CopilotClient({ connection, mode: 'empty' });
    const said = await client.start().then(
      () => 'connected',
      ({ message }) => message,
    );
    await client.forceStop();
    return said.replace(/127\.0\.0\.1:\d+/g, '…');
  }

  const nothing = await connect(`127.0.0.1:${await freePort()}`, 'token');
  const another = await connect(guarded.address, 'another');
  const missing = await connect(guarded.address);
  const unasked = await connect(open.address, 'token');
  return {
    holds:
      nothing.includes('Failed to connect') &&
      another.includes('AUTHENTICATION_FAILED') &&
      missing.includes('AUTHENTICATION_FAILED') &&
      unasked.includes('AUTHENTICATION_NOT_CONFIGURED'),
    seen: `nothing there: ${nothing}; another token: ${another}; none: ${missing}; one too many: ${unasked}`,
  };
}
