import { execFileSync } from 'node:child_process';

export const name = 'growth';
export const claim =
  'The memory of the runtime grows with every session, by 0.2 to 0.3 MB in the bundled one, though each is deleted.';
export const leansOn = ['src/repl/recycle-limits.ts', 'src/repl/server-pool.ts'];
export const alone = true;
export const report = {
  title: 'The runtime’s memory grows by 0.2 to 0.3 MB with each session, deleted or not',
  expected: 'A server whose sessions are all deleted comes to rest at some size.',
  instead: 'It replaces its server by a fresh one after so many sessions, or so many MB.',
};

/** The memory that a process has, in MB. */
const memoryOf = (pid) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) / 1024;

export async function run({ startServer, startModel, quick }) {
  const server = await startServer({ token: 'token' });
  const model = await startModel(() => 'done');
  const client = await server.connect();
  const systemMessage = { mode: 'replace', content: 'Answer.' };
  const config = { ...model.session, workingDirectory: server.work, availableTools: [] };

  async function serve(count) {
    for (let done = 0; done < count; done += 10) {
      const ten = Array.from({ length: 10 }, async () => {
        const session = await client.createSession({ ...config, systemMessage });
        await session.sendAndWait({ prompt: 'go' });
        await session.disconnect();
        await client.deleteSession(session.sessionId);
      });
      await Promise.all(ten);
    }
  }

  const sessions = quick ? 150 : 1000;
  // What it takes once, for the first of them, is no growth.
  await serve(sessions / 5);
  const before = memoryOf(server.pid);
  await serve(sessions);
  const each = (memoryOf(server.pid) - before) / sessions;
  return {
    holds: each > 0.05 && each < 1,
    seen: `${each.toFixed(2)} MB a session over ${sessions}, from ${Math.round(before)} MB`,
  };
}
