import { randomUUID } from 'node:crypto';
import type { CopilotClient, CopilotSession } from '@github/copilot-sdk';
import { defaultFileLimits } from '../../src/files/limits.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import type { Model } from './model.ts';
import { configLikeOurs, createRuntimeFolder, startRuntime } from './runtime.ts';

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

/** Ends a session, and takes what it left from the disk. */
export async function destroy(client: CopilotClient, session: CopilotSession): Promise<void> {
  await session.disconnect();
  await client.deleteSession(session.sessionId);
}

/** @throws where the server still knows the session */
export async function confirmGone(client: CopilotClient, session: CopilotSession): Promise<void> {
  const asking = Promise.all([isGone(session), client.getSessionMetadata(session.sessionId)]);
  const [gone, stored] = await asking;
  if (!gone || stored) throw new Error('a session was left');
}

/** `stdio`: over a pipe; `tcp`: over TCP, as the SDK does it by itself. Each with a runtime of its own. */
export async function startPlain(transport: 'stdio' | 'tcp', model: Model): Promise<Plain> {
  const folder = createRuntimeFolder();
  const client = await startRuntime(transport, folder);
  const files = createMemoryStore(defaultFileLimits).forUser('alice');

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
      const session = await client.createSession({
        ...configLikeOurs(model, files, folder),
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
      await destroy(client, session);
      steps.destroyed = since();
      await confirmGone(client, session);
      steps.gone = since();
      return steps;
    },
    async stop() {
      await client.stop();
    },
  };
}
