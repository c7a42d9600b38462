import { randomUUID } from 'node:crypto';
import type { CopilotClient, CopilotSession } from '@github/copilot-sdk';
import { defaultFileLimits } from '../../src/files/limits.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { isAlive } from '../../test/support/processes.ts';
import { createRepl } from './heart.ts';
import type { Model } from './model.ts';
import { startOurs } from './ours.ts';
import { confirmGone, destroy } from './plain.ts';
import { configLikeOurs, createRuntimeFolder, startRuntime } from './runtime.ts';
import { type RunningRuntime, runningRuntimes } from './runtimes.ts';

/** A way to serve many users. What a user needs is made at the first prompt. */
export interface Pattern {
  /** One prompt, to the answer's end and the end of what is made for it alone. */
  prompt(user: string, text: string): Promise<{ ready: number; answered: number }>;
  /** Its runtimes that run now. */
  runtimes(): readonly RunningRuntime[];
  /** Kills the runtime that serves this user as a crash would; the next prompt goes to one that is started for it. */
  kill(user: string): Promise<void>;
  /** Ends what is kept for this user. */
  leave(user: string): Promise<void>;
  /** Ends everything in order. What it leaves in its folders is still there. */
  stop(): Promise<void>;
}

/** This program, with its defaults: the runtime is replaced after 150 sessions too. */
export async function startOurPattern(model: Model): Promise<Pattern> {
  const ours = await startOurs(createRepl, model, { users: [] });
  const clients = new Map<string, string>();
  return {
    async prompt(user, text) {
      const client = clients.get(user) ?? `C${clients.size + 1}`;
      clients.set(user, client);
      const { created, answered } = await ours.request(text, client, user);
      return { ready: created, answered };
    },
    runtimes: () => runningRuntimes().filter(({ folder }) => /multiuser-repl-/.test(folder)),
    kill: () => ours.repl.execute({ type: 'kill' }),
    // A connection is all that is kept of anyone.
    async leave() {},
    stop: ours.stop,
  };
}

/** Of the SDK as it comes: a runtime, and the sessions that are open there by the names of their users. */
function createHost(model: Model) {
  const folder = createRuntimeFolder();
  const files = createMemoryStore(defaultFileLimits);
  /** Ids of sessions outlive the runtime that they were in: the next one on that folder resumes them. */
  const ids = new Map<string, string>();
  const open = new Map<string, CopilotSession>();
  let starting: Promise<CopilotClient> | undefined;
  const start = () => {
    starting ??= startRuntime('stdio', folder);
    return starting;
  };
  return {
    folder,
    start,
    async session(user: string): Promise<CopilotSession> {
      const known = open.get(user);
      if (known) return known;
      const client = await start();
      const id = ids.get(user);
      const config = configLikeOurs(model, files.forUser(user), folder);
      const sessionId = randomUUID();
      const session = id
        ? await client.resumeSession(id, config)
        : await client.createSession({ ...config, sessionId });
      ids.set(user, session.sessionId);
      open.set(user, session);
      return session;
    },
    async end(user: string): Promise<void> {
      const [client, session] = [await start(), open.get(user)];
      if (!session) return;
      open.delete(user);
      ids.delete(user);
      await destroy(client, session);
      await confirmGone(client, session);
    },
    /** To be done when its process was killed. */
    async forget(): Promise<void> {
      const client = await starting;
      starting = undefined;
      open.clear();
      await client?.forceStop();
    },
    stop: async () => (await starting)?.stop(),
  };
}

async function answerOf(session: CopilotSession, prompt: string): Promise<void> {
  const idle = new Promise<void>((resolve) => {
    const unsubscribe = session.on(({ type }) => {
      if (type !== 'session.idle') return;
      unsubscribe();
      resolve();
    });
  });
  await session.send({ prompt });
  await idle;
}

/**
 * The SDK as it comes, over its fastest transport. `runtime`: one for all users, or one for each. `session`: one for
 * each user, which stays open, or a fresh one for each prompt, destroyed after it.
 */
export function startSdkPattern(
  model: Model,
  how: { readonly runtime: 'shared' | 'own'; readonly session: 'long' | 'fresh' },
): Pattern {
  const hosts = new Map<string, ReturnType<typeof createHost>>();
  const hostOf = (user: string) => {
    const name = how.runtime === 'shared' ? 'all' : user;
    const host = hosts.get(name) ?? createHost(model);
    hosts.set(name, host);
    return host;
  };
  const runtimesOf = (paths: readonly string[]) =>
    runningRuntimes().filter(({ folder }) => paths.includes(folder));
  const every = () => [...hosts.values()];
  return {
    async prompt(user, text) {
      const started = performance.now();
      const host = hostOf(user);
      const session = await host.session(user);
      const ready = performance.now() - started;
      await answerOf(session, text);
      const answered = performance.now() - started;
      if (how.session === 'fresh') await host.end(user);
      return { ready, answered };
    },
    runtimes: () => runtimesOf(every().map(({ folder }) => folder.path)),
    async kill(user) {
      const host = hostOf(user);
      const killed = runtimesOf([host.folder.path]);
      for (const { pid } of killed) process.kill(pid, 'SIGKILL');
      while (killed.some(({ pid }) => isAlive(pid))) await new Promise(setImmediate);
      await host.forget();
    },
    async leave(user) {
      const host = hostOf(user);
      await host.end(user);
      if (how.runtime === 'shared') return;
      await host.stop();
      hosts.delete(user);
    },
    async stop() {
      await Promise.all(every().map(({ stop }) => stop()));
    },
  };
}
