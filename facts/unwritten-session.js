import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const name = 'unwritten-session';
export const claim =
  'A session that can’t be written to the disk answers from memory, says `session.error` of the type persistence, then `assistant.idle`, but is never idle.';
export const leansOn = ['src/copilot/unwritten-session.ts'];
export const report = {
  title:
    'A session whose events can not be written answers, but is never idle: `sendAndWait` times out',
  expected:
    'Once its turn is over the session is idle, or fails, whether its events could be written or not.',
  instead:
    'Of a session that has said `session.error` with `errorType: "persistence"` it takes `assistant.idle` for the end.',
};

export async function run({ startClient, startModel, quick }) {
  const { client, home, work } = await startClient();
  const model = await startModel(() => 'done');
  const config = { ...model.session, workingDirectory: work, availableTools: [] };
  const session = await client.createSession(config);
  // As good as a full disk: nothing can be written there any more.
  rmSync(join(home, 'session-state'), { recursive: true, force: true });
  writeFileSync(join(home, 'session-state'), 'in the way');
  const told = new Set();
  session.on(({ type, data }) => {
    if (type === 'session.error') told.add(`session.error of ${data.errorType}`);
    if (type === 'assistant.message') told.add(`answer ${data.content}`);
    if (type.endsWith('.idle')) told.add(type);
  });
  const resting = new Promise((resolve) => session.on('assistant.idle', resolve));
  const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  await session.send({ prompt: 'go' });
  await Promise.race([resting, wait(15)]);
  await wait(quick ? 3 : 30);
  return {
    holds:
      told.has('session.error of persistence') &&
      told.has('answer done') &&
      told.has('assistant.idle') &&
      !told.has('session.idle'),
    seen: `${[...told].join(', ')}`,
  };
}
