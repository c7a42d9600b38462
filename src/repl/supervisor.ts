import { CopilotError } from '../copilot/errors.ts';
import type { ModelSource } from '../copilot/model-source.ts';
import type { ServerOptions } from '../copilot/server.ts';
import { type Backend, openBackend } from './backend.ts';
import { ReplError, reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { RecycleReason } from './events.ts';
import { createLeases, type Lease } from './leases.ts';
import { createLostSessions } from './lost-sessions.ts';
import type { RecycleLimits } from './recycle-limits.ts';
import type { Redact } from './redact.ts';
import { createRestarts } from './restarts.ts';

/** Keeps a server there: starts it again when it is lost, replaces it when it has grown. */
export interface Supervisor {
  /** Settles when the first server answers. Rejects with a CopilotError where it could not be had. */
  readonly ready: Promise<void>;
  /** The server for one request; waits while there is none. @throws CopilotError where there will be none */
  acquire(): Promise<Lease>;
  /** The server in use, for questions. @throws CopilotError where there will be none */
  current(): Promise<Backend>;
  /** The server that new requests get now, if there is one. */
  serving(): Backend | undefined;
  /** How many sessions it has served. */
  sessions(): number;
  /** A server that could not be had at first is tried from now on until it can, as one that was lost. */
  persist(): void;
  /** Replaces the server, or attaches anew, at another address where one is given. @throws CopilotError */
  restart(address?: string): Promise<void>;
  /** Kills the server in use; settles when it is known to be lost. @throws ReplError `server-not-ours` */
  kill(): Promise<void>;
  /** Ends every server. */
  close(): Promise<void>;
}

/** Between two looks at a server's memory, in ms. */
const memoryInterval = 1_000;

/** After a server could not be replaced: how long until that is tried again, in ms. */
const recycleAgain = 10_000;

const notOurs = () =>
  new ReplError(
    'server-not-ours',
    'the server is not ours to kill',
    'Leave --server out, so that one of our own is started.',
  );

const gone = () => new CopilotError('server-lost', 'the server has ended', 'Prompt again.');

export function createSupervisor(
  options: ServerOptions,
  source: Promise<ModelSource>,
  limits: RecycleLimits,
  emit: Emit,
  redact: Redact,
): Supervisor {
  let server = options;
  const stopping = new AbortController();
  const restarts = createRestarts();
  const lostSessions = createLostSessions(emit);
  const leases = createLeases(emit, lostSessions);
  /** The server that new requests get; none while it is being started. */
  let serving: Backend | undefined;
  /** Ends the attempts to have a lost server again. */
  let reviving: AbortController | undefined;
  let replacing: Promise<void> | undefined;
  let replaceNotBefore = 0;
  let memorySeen = 0;

  /** @throws CopilotError */
  async function open(from = server): Promise<Backend> {
    const backend = await openBackend(from);
    try {
      const { info } = await source;
      stopping.signal.throwIfAborted();
      const { address, kind } = backend.server;
      const { version, stalls } = backend;
      const slow = stalls ? ({ stalls } as const) : {};
      emit({ type: 'server.started', address, kind, version, source: info, ...slow });
    } catch (error) {
      await backend.close();
      throw error;
    }
    leases.add(backend);
    return backend;
  }

  /** New requests get this one; it is watched from now on. */
  function serve(backend: Backend): void {
    // An attempt that was given up may still have succeeded.
    if (serving && serving !== backend) leases.retire(serving);
    serving = backend;
    current = Promise.resolve(backend);
    lostSessions.clearThrough(backend);
    if (backend.lost.aborted) lose(backend);
    else backend.lost.addEventListener('abort', () => lose(backend), { once: true });
  }

  function lose(backend: Backend): void {
    if (stopping.signal.aborted || !leases.has(backend)) return;
    const missed = backend === serving;
    void leases.end(backend);
    // One that takes no new request is missed by those alone that still run on it, and they tell it themselves.
    if (!missed) return;
    serving = undefined;
    const { address } = backend.server;
    const advice = server.attach ? 'It is tried until it answers.' : 'It is being started again.';
    const error = { ...reportError(backend.lost.reason, redact), advice };
    emit({ type: 'server.lost', address, error, retrying: true });
    startReviving(address);
  }

  /** Has a server again. @throws CopilotError when that was tried often enough, or can't succeed */
  async function revive(address: string, signal: AbortSignal): Promise<Backend> {
    for (;;) {
      try {
        await restarts.wait(server.attach === undefined, signal);
        const backend = await open();
        if (signal.aborted) {
          leases.retire(backend);
          return current;
        }
        serve(backend);
        return backend;
      } catch (error) {
        stopping.signal.throwIfAborted();
        if (signal.aborted) return current;
        const final = restarts.isFinal(error);
        emit({ type: 'server.lost', address, error: reportError(error, redact), retrying: !final });
        if (final) throw error;
      }
    }
  }

  /** Starts a server beside the one in use, which then ends with its last request. @throws CopilotError */
  async function replace(reason: RecycleReason, from = server): Promise<void> {
    const next = await open(from);
    // Not the one that served when this began: it may have been lost since, and another have come.
    const previous = serving;
    server = from;
    reviving?.abort();
    if (previous) {
      const { address } = next.server;
      emit({ type: 'server.recycled', address, previous: previous.server.address, reason });
    }
    serve(next);
    if (previous) leases.retire(previous);
  }

  /** One replacement after the other; settles as this one does. */
  function inTurn(replace: () => Promise<void>): Promise<void> {
    const replaced = (replacing ?? Promise.resolve()).then(replace);
    const settled = replaced
      .catch(() => {})
      .finally(() => {
        if (replacing === settled) replacing = undefined;
      });
    replacing = settled;
    return replaced;
  }

  /** Begins to replace the server, unless that is going on already. */
  function recycle(reason: RecycleReason): void {
    if (replacing || stopping.signal.aborted || performance.now() < replaceNotBefore) return;
    inTurn(() => replace(reason)).catch((error) => {
      if (stopping.signal.aborted) return;
      replaceNotBefore = performance.now() + recycleAgain;
      emit({ type: 'server.recycle-failed', error: reportError(error, redact) });
    });
  }

  async function recycleIfGrown(backend: Backend): Promise<void> {
    if (backend.server.kind === 'attached' || !leases.takesRequests(backend)) return;
    if (leases.sessions(backend) >= limits.sessions) return recycle('sessions');
    if (performance.now() - memorySeen < memoryInterval) return;
    memorySeen = performance.now();
    const memory = await backend.server.memory();
    if (memory === undefined || memory < limits.memory) return;
    if (leases.takesRequests(backend)) recycle('memory');
  }

  /** Tries to have a server again, until it is there, or another is served otherwise. */
  function startReviving(address: string): void {
    const superseded = new AbortController();
    reviving = superseded;
    current = revive(address, AbortSignal.any([stopping.signal, superseded.signal]));
    current.catch(() => {});
  }

  // Begun a moment later, so that whoever made this can subscribe first.
  let current: Promise<Backend> = Promise.resolve().then(async () => {
    const backend = await open();
    serve(backend);
    return backend;
  });
  const ready = current.then(() => {});
  ready.catch(() => {});

  return {
    ready,
    current: () => current,
    serving: () => serving,
    sessions: () => (serving ? leases.sessions(serving) : 0),
    persist() {
      const address = server.attach;
      ready.catch((error) => {
        if (address === undefined || stopping.signal.aborted || serving) return;
        const told = { ...reportError(error, redact), advice: 'It is tried until it answers.' };
        emit({ type: 'server.lost', address, error: told, retrying: true });
        startReviving(address);
      });
    },
    async acquire() {
      const ready = await source;
      for (;;) {
        stopping.signal.throwIfAborted();
        const promised = current;
        const backend = await promised;
        if (leases.takesRequests(backend)) {
          return leases.lease(backend, ready, () => void recycleIfGrown(backend));
        }
        // Between the promise and its being kept it was replaced, and ended; else there is none to wait for.
        if (promised === current) throw backend.lost.reason ?? gone();
      }
    },
    restart(address) {
      restarts.forget();
      return inTurn(() => replace('operator', { ...server, ...(address && { attach: address }) }));
    },
    async kill() {
      if (server.attach !== undefined) throw notOurs();
      const { server: killed, lost } = await current;
      const noticed = new Promise<void>((resolve) => {
        lost.addEventListener('abort', () => resolve(), { once: true });
        if (lost.aborted) resolve();
      });
      if (!killed.kill()) throw notOurs();
      await noticed;
    },
    async close() {
      stopping.abort(new CopilotError('server-lost', 'the REPL is closing'));
      // An attempt to reach a server that does not answer takes long, and leaves nothing: it is not waited for.
      if (server.attach === undefined) await Promise.allSettled([current]);
      await replacing;
      await leases.endAll();
    },
  };
}
