import { CopilotError } from '../copilot/errors.ts';
import { isOutward, type ModelChoice } from '../copilot/model-choice.ts';
import type { ModelSource } from '../copilot/model-source.ts';
import type { ServerOptions } from '../copilot/server.ts';
import { type Backend, openBackend } from './backend.ts';
import { reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { RecycleReason } from './events.ts';
import { createLostSessions, type LostSession } from './lost-sessions.ts';
import type { RecycleLimits } from './recycle-limits.ts';
import { createRestarts } from './restarts.ts';

/** The server, for as long as one request needs it. */
export interface Lease {
  readonly backend: Backend;
  readonly source: ModelSource;
  /** Its session could not be confirmed gone: it is seen to as soon as that can be done. */
  leaked(session: LostSession): void;
  release(): void;
}

/** Keeps a server there: starts it again when it is lost, replaces it when it has grown. */
export interface Supervisor {
  /** Settles when the first server answers. Rejects with a CopilotError where it could not be had. */
  readonly ready: Promise<void>;
  /** The server for one request; waits while there is none. @throws CopilotError where there will be none */
  acquire(): Promise<Lease>;
  /** The server in use, for questions. @throws CopilotError where there will be none */
  current(): Promise<Backend>;
  /** Replaces the server, or attaches anew, at another address where one is given. @throws CopilotError */
  restart(address?: string): Promise<void>;
  /** Ends every server and the model source. */
  close(): Promise<void>;
}

/** Between two looks at a server's memory, in ms. */
const memoryInterval = 1_000;

/** After a server could not be replaced: how long until that is tried again, in ms. */
const recycleAgain = 10_000;

export function createSupervisor(
  options: ServerOptions,
  choice: ModelChoice,
  limits: RecycleLimits,
  emit: Emit,
): Supervisor {
  let server: ServerOptions = { ...options, outward: isOutward(choice) };
  const stopping = new AbortController();
  const restarts = createRestarts();
  const lostSessions = createLostSessions(emit);
  /** Requests that run on a server, and sessions that it has served. */
  const use = new Map<Backend, { running: number; sessions: number }>();
  /** Servers that take no new request. */
  const retired = new Set<Backend>();
  const ending = new Set<Promise<void>>();
  /** The server that new requests get; none while it is being started. */
  let serving: Backend | undefined;
  /** Ends the attempts to have a lost server again. */
  let reviving: AbortController | undefined;
  let replacing: Promise<void> | undefined;
  let replaceNotBefore = 0;
  let memorySeen = 0;

  async function open(): Promise<Backend> {
    const backend = await openBackend(server);
    try {
      const { info } = await source;
      stopping.signal.throwIfAborted();
      const { address, kind } = backend.server;
      emit({ type: 'server.started', address, kind, version: backend.version, source: info });
    } catch (error) {
      await backend.close();
      throw error;
    }
    use.set(backend, { running: 0, sessions: 0 });
    if (backend.lost.aborted) lose(backend);
    else backend.lost.addEventListener('abort', () => lose(backend), { once: true });
    return backend;
  }

  /** Ends a server that nobody uses any more. */
  function end(backend: Backend): Promise<void> {
    const sessions = use.get(backend)?.sessions ?? 0;
    use.delete(backend);
    retired.delete(backend);
    const { address } = backend.server;
    const ended = backend.close().then(() => {
      if (!backend.lost.aborted) emit({ type: 'server.ended', address, sessions });
      lostSessions.endedWith(backend);
      ending.delete(ended);
    });
    ending.add(ended);
    return ended;
  }

  function retire(backend: Backend): void {
    const counts = use.get(backend);
    if (!counts) return;
    retired.add(backend);
    if (counts.running === 0) void end(backend);
  }

  function lose(backend: Backend): void {
    if (stopping.signal.aborted || !use.has(backend)) return;
    const missed = !retired.has(backend);
    const ended = end(backend);
    // One that takes no new request is missed by those alone that still run on it, and they tell it themselves.
    if (!missed) return;
    serving = undefined;
    const { address } = backend.server;
    const advice = server.attach ? 'It is tried until it answers.' : 'It is being started again.';
    const error = { ...reportError(backend.lost.reason), advice };
    emit({ type: 'server.lost', address, error, retrying: true });
    const superseded = new AbortController();
    reviving = superseded;
    current = revive(address, ended, AbortSignal.any([stopping.signal, superseded.signal]));
    current.catch(() => {});
  }

  /** Has a server again. @throws CopilotError when that was tried often enough, or can't succeed */
  async function revive(
    address: string,
    ended: Promise<void>,
    signal: AbortSignal,
  ): Promise<Backend> {
    for (;;) {
      try {
        await restarts.wait(server.attach === undefined, signal);
        const backend = await open();
        if (signal.aborted) {
          retire(backend);
          return current;
        }
        serving = backend;
        if (server.attach) void ended.then(() => lostSessions.clearThrough(backend));
        return backend;
      } catch (error) {
        stopping.signal.throwIfAborted();
        if (signal.aborted) return current;
        const final = restarts.isFinal(error);
        emit({ type: 'server.lost', address, error: reportError(error), retrying: !final });
        if (final) throw error;
      }
    }
  }

  /** Starts a server beside the one in use, which then ends with its last request. @throws CopilotError */
  async function replace(reason: RecycleReason): Promise<void> {
    const [promised, previous] = [current, serving];
    const next = await open();
    if (current !== promised) {
      // The one in use was lost meanwhile, and another is being started: one of the two is one too many.
      retire(next);
      return;
    }
    current = Promise.resolve(next);
    serving = next;
    reviving?.abort();
    if (!previous) return;
    const { address } = next.server;
    emit({ type: 'server.recycled', address, previous: previous.server.address, reason });
    retire(previous);
  }

  /** Begins to replace the server, unless that is going on already. */
  function recycle(reason: RecycleReason): void {
    if (replacing || stopping.signal.aborted || performance.now() < replaceNotBefore) return;
    replacing = replace(reason)
      .catch((error) => {
        if (stopping.signal.aborted) return;
        replaceNotBefore = performance.now() + recycleAgain;
        emit({ type: 'server.recycle-failed', error: reportError(error) });
      })
      .finally(() => {
        replacing = undefined;
      });
  }

  async function recycleIfGrown(backend: Backend): Promise<void> {
    if (backend.server.kind === 'attached' || retired.has(backend)) return;
    const sessions = use.get(backend)?.sessions ?? 0;
    if (sessions >= limits.sessions) return recycle('sessions');
    if (performance.now() - memorySeen < memoryInterval) return;
    memorySeen = performance.now();
    const memory = await backend.server.memory();
    if (memory !== undefined && memory >= limits.memory && !retired.has(backend)) recycle('memory');
  }

  function leaseOf(backend: Backend, ready: ModelSource): Lease {
    const counts = use.get(backend);
    if (counts) {
      counts.running++;
      counts.sessions++;
    }
    let released = false;
    return {
      backend,
      source: ready,
      leaked: (session) => lostSessions.add(backend, session),
      release() {
        if (released) return;
        released = true;
        if (!counts) return;
        counts.running--;
        if (retired.has(backend) && counts.running === 0) void end(backend);
        else void recycleIfGrown(backend);
      },
    };
  }

  // Begun a moment later, so that whoever made this can subscribe first.
  const source = Promise.resolve().then(async () => {
    const { openModelSource } = await import('../copilot/model-source.ts');
    return openModelSource(choice);
  });
  source.catch(() => {});
  let current: Promise<Backend> = Promise.resolve().then(async () => {
    serving = await open();
    return serving;
  });
  const ready = current.then(() => {});
  ready.catch(() => {});

  return {
    ready,
    current: () => current,
    acquire: async () => leaseOf(await current, await source),
    async restart(address) {
      const before = server;
      if (address !== undefined) server = { ...server, attach: address };
      restarts.forget();
      await replacing;
      try {
        await replace('operator');
      } catch (error) {
        server = before;
        throw error;
      }
    },
    async close() {
      stopping.abort(new CopilotError('server-lost', 'the REPL is closing'));
      await Promise.allSettled([current, replacing]);
      for (const backend of [...use.keys()]) void end(backend);
      await Promise.all(ending);
      await source.then(
        ({ close }) => close(),
        () => {},
      );
    },
  };
}
