import { once } from 'node:events';

export const name = 'no-reconnect';
export const claim =
  'A client of a running server serves for one connection: after that was closed, or after `stop` or `forceStop`, `createSession` rejects, and so does `start` after `stop`.';
export const leansOn = ['src/copilot/ephemeral-session.ts', 'src/copilot/connection.ts'];
export const report = {
  title: 'A client made with `forUri` can not be started again: "Server port not available"',
  expected:
    '`start` after `stop` connects to the address that the client was made with, and so does `createSession`, which starts a client that is not.',
  instead: 'It makes a new client for each connection.',
};

export async function run({ startServer, startModel }) {
  const server = await startServer({ token: 'token' });
  const model = await startModel(() => 'done');
  const config = { ...model.session, workingDirectory: server.work, availableTools: [] };
  const ends = {
    closed: async ({ socket }) => {
      const closed = once(socket, 'close');
      socket.destroy();
      await closed;
    },
    stop: (client) => client.stop(),
    forceStop: (client) => client.forceStop(),
  };
  const said = {};
  const note = (call) =>
    call.then(
      () => 'works',
      ({ message }) => message,
    );
  for (const [how, end] of Object.entries(ends)) {
    const client = await server.connect();
    await end(client);
    said[how] = await note(client.createSession(config));
  }
  const client = await server.connect();
  await client.stop();
  said['start after stop'] = await note(client.start());
  return {
    holds: Object.values(said).every((each) => each !== 'works'),
    seen: Object.entries(said)
      .map(([how, end]) => `${how}: ${end}`)
      .join('; '),
  };
}
