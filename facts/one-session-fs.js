export const name = 'one-session-fs';
export const claim =
  'A runtime takes one `sessionFs` provider: a second client that brings one is refused.';
export const leansOn = ['src/copilot/guard/private-folder.ts'];
export const report = {
  title: 'Only one client of a server can bring a `sessionFs` provider',
  expected: 'Each client’s provider serves the sessions of that client.',
  instead:
    'It uses none: files live behind its own tools, and what the runtime itself writes lies in a private folder.',
};

export async function run({ startServer, sdk }) {
  const { CopilotClient, RuntimeConnection } = sdk;
  const server = await startServer({ token: 'token' });
  const start = (client) =>
    client.start().then(
      () => 'accepted',
      ({ message }) => message,
    );
  const clients = ['alice', 'bob'].map(
    (user) =>
      new CopilotClient({
        connection: RuntimeConnection.forUri(server.address, { connectionToken: 'token' }),
        mode: 'empty',
        sessionFs: { initialCwd: `/${user}`, sessionStatePath: '/state', conventions: 'posix' },
      }),
  );
  const [first, second] = [await start(clients[0]), await start(clients[1])];
  for (const client of clients) await client.forceStop();
  return {
    holds: first === 'accepted' && second !== 'accepted',
    seen: `the first was ${first}; the second: ${second}`,
  };
}
