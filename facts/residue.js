import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const name = 'residue';
export const claim =
  'A session is on no list before its first prompt, though it takes calls. Disconnecting keeps its conversation on disk, prompt included; deleting removes all of it, and then the server no longer knows the session. A runtime that is killed in between leaves it.';
export const leansOn = [
  'src/copilot/destroy-session.ts',
  'src/copilot/clear-session.ts',
  'src/copilot/guard/main.ts',
  'src/copilot/guard/private-folder.ts',
];

const secret = 'SECRET OF ALICE';

/** The files below a folder that hold the secret. */
const filesWith = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => statSync(join(folder, file)).isFile())
    .filter((file) => readFileSync(join(folder, file)).includes(secret));

const uuid = /[0-9a-f-]{36}/g;
const namesOf = (files) => files.join(' and ').replace(uuid, '…') || 'no file';

export async function run({ startServer, startModel }) {
  const server = await startServer({ token: 'token' });
  const model = await startModel(() => 'done');
  const client = await server.connect();
  const config = { ...model.session, workingDirectory: server.work, availableTools: [] };
  const isListed = async ({ sessionId }) =>
    (await client.listSessions()).some((each) => each.sessionId === sessionId);
  const lives = ({ rpc }) =>
    rpc.mode.get().then(
      () => 'alive',
      ({ message }) => message,
    );

  const session = await client.createSession(config);
  const unprompted = !(await isListed(session)) && (await lives(session)) === 'alive';
  await session.sendAndWait({ prompt: secret });
  await session.disconnect();
  const kept = filesWith(server.home);
  const listed = await isListed(session);
  await client.deleteSession(session.sessionId);
  const left = filesWith(server.home);
  const stored = await client.getSessionMetadata(session.sessionId);
  const word = await lives(session);

  const cut = await client.createSession(config);
  await cut.sendAndWait({ prompt: secret });
  server.kill('SIGKILL');
  const abandoned = filesWith(server.home);
  return {
    holds:
      unprompted &&
      kept.some((file) => file.endsWith('events.jsonl')) &&
      listed &&
      left.length === 0 &&
      !stored &&
      /session\b.*not found/i.test(word) &&
      abandoned.length > 0,
    seen: `prompt in ${namesOf(kept)} after disconnect, in ${namesOf(left)} after delete (${word.replace(uuid, '…')}), in ${abandoned.length} files after SIGKILL; unlisted before the first prompt: ${unprompted}`,
  };
}
