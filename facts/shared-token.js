import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const name = 'shared-token';
export const claim =
  'With the connection token any client can list, read, resume and delete the sessions of all others, and run commands on the host; another token is refused with `AUTHENTICATION_FAILED`.';
export const leansOn = [
  'src/copilot/server.ts',
  'src/copilot/connection.ts',
  'src/copilot/clear-session.ts',
];

export async function run({ startServer, startModel }) {
  const server = await startServer({ token: 'the-token' });
  const model = await startModel(() => 'the answer');
  const alice = await server.connect();
  const bob = await server.connect();
  const config = { ...model.session, workingDirectory: server.work, availableTools: [], tools: [] };
  const session = await alice.createSession(config);
  await session.sendAndWait({ prompt: 'SECRET OF ALICE' });

  const listed = (await bob.listSessions()).some(
    ({ sessionId }) => sessionId === session.sessionId,
  );
  const resumed = await bob.resumeSession(session.sessionId, config);
  const read = JSON.stringify(await resumed.getEvents()).includes('SECRET OF ALICE');
  const mark = join(server.work, 'mark');
  await resumed.rpc.shell.exec({ command: `touch '${mark}'` });
  for (let tries = 0; tries < 200 && !existsSync(mark); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await bob.deleteSession(session.sessionId);
  const left = await alice.getSessionMetadata(session.sessionId);

  const refusal = await server
    .client('another')
    .start()
    .then(
      () => 'accepted',
      ({ message }) => message,
    );
  const shell = existsSync(mark);
  const may = { list: listed, read, 'run a command': shell, delete: !left };
  return {
    holds: listed && read && shell && !left && refusal.includes('AUTHENTICATION_FAILED'),
    seen: `another client could ${
      Object.keys(may)
        .filter((each) => may[each])
        .join(', ') || 'do nothing'
    }; another token: ${refusal}`,
  };
}
