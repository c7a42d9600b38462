import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CopilotClient, type CopilotSession, RuntimeConnection } from '@github/copilot-sdk';
import { byRoom, privateFolderParents } from '../../src/copilot/guard/places.ts';
import { findRuntime } from '../../src/copilot/runtime-path.ts';
import { sessionConfig } from '../../src/copilot/session-config.ts';
import { defaultFileLimits } from '../../src/files/limits.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { createFileTools } from '../../src/files/tools/file-tools.ts';
import { testEnvironment } from '../../test/support/environment.ts';
import type { Model } from './model.ts';

/** When the steps of a request were done, in ms since it was submitted. */
export interface Steps {
  created: number;
  sent: number;
  firstToken: number;
  answered: number;
  destroyed: number;
  gone: number;
}

/** The SDK as it comes, with the same sessions as ours: what this program is measured beside. */
export interface Plain {
  /** One ephemeral request with all its steps, to the server's word that its session is gone. */
  request(prompt: string): Promise<Steps>;
  stop(): Promise<void>;
}

async function isGone(session: CopilotSession): Promise<boolean> {
  return session.rpc.mode.get().then(
    () => false,
    () => true,
  );
}

/** `stdio`: over a pipe; `tcp`: over TCP, as the SDK does it by itself. Each with a runtime of its own. */
export async function startPlain(transport: 'stdio' | 'tcp', model: Model): Promise<Plain> {
  // Where the guard puts its own: in memory, if there is room.
  const [place = '.'] = byRoom(privateFolderParents());
  const folder = mkdtempSync(join(place, 'bench-'));
  const [home, work] = [join(folder, 'home'), join(folder, 'work')];
  for (const each of [home, work]) mkdirSync(each);
  const path = findRuntime(testEnvironment());
  const client = new CopilotClient({
    connection:
      transport === 'stdio'
        ? RuntimeConnection.forStdio({ path })
        : RuntimeConnection.forTcp({ path }),
    mode: 'empty',
    baseDirectory: home,
    // As our own runtime is started: looking for a login would cost every session some 15 ms.
    useLoggedInUser: false,
    workingDirectory: work,
    env: testEnvironment({ HOME: home, TMPDIR: home, COPILOT_DISABLE_KEYTAR: '1' }),
    logLevel: 'error',
  });
  await client.start();
  const files = createMemoryStore(defaultFileLimits).forUser('alice');
  const provider = {
    type: 'openai',
    wireApi: 'completions',
    baseUrl: model.baseUrl,
    apiKey: model.apiKey,
  } as const;
  const source = {
    info: { kind: 'provider', model: 'bench', label: 'bench' } as const,
    session: { model: 'bench', provider },
    close: async () => {},
  };

  return {
    async request(prompt) {
      const started = performance.now();
      const since = () => performance.now() - started;
      const steps: Steps = {
        created: 0,
        sent: 0,
        firstToken: 0,
        answered: 0,
        destroyed: 0,
        gone: 0,
      };
      const tools = createFileTools(files, { client: 'C1', request: 'R1' });
      const session = await client.createSession({
        ...sessionConfig({ source, tools, work, onToolCall: () => {} }),
        sessionId: randomUUID(),
      });
      steps.created = since();
      const idle = new Promise<void>((resolve) => {
        session.on((event) => {
          if (event.type === 'assistant.message_delta') steps.firstToken ||= since();
          if (event.type === 'session.idle') resolve();
        });
      });
      await session.send({ prompt });
      steps.sent = since();
      await idle;
      steps.answered = since();
      await session.disconnect();
      await client.deleteSession(session.sessionId);
      steps.destroyed = since();
      const asking = Promise.all([isGone(session), client.getSessionMetadata(session.sessionId)]);
      const [gone, stored] = await asking;
      if (!gone || stored) throw new Error('a session was left');
      steps.gone = since();
      return steps;
    },
    async stop() {
      await client.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
