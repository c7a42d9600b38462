import type { Connection } from '../copilot/connection.ts';
import type { ModelSource } from '../copilot/model-source.ts';
import type { Backend } from './backend.ts';
import type { Emit } from './event-stream.ts';
import type { LostSession, LostSessions } from './lost-sessions.ts';

/** The server, for as long as one request needs it. */
export interface Lease {
  readonly backend: Backend;
  readonly source: ModelSource;
  /** Its session was created; `lives` is asked a moment later whether that is still there. */
  created(connection: Connection, session: string, lives: () => boolean): void;
  /**
   * Its session could not be confirmed gone: it is seen to as soon as that can be done, not before `creating` settles.
   */
  leaked(session: LostSession, creating?: Promise<void>): void;
  release(): void;
}

/** The servers that are there, which requests run on each, and when each ends. */
export interface Leases {
  add(backend: Backend): void;
  /** It was added, and has not begun to end. */
  has(backend: Backend): boolean;
  /** It is there, and not retired. */
  takesRequests(backend: Backend): boolean;
  /** How many sessions it has served. */
  sessions(backend: Backend): number;
  /** `onReleased`: the request is over, and did not end the server with it. */
  lease(backend: Backend, source: ModelSource, onReleased: () => void): Lease;
  /** It takes no new request, and ends with its last one. */
  retire(backend: Backend): void;
  /** Ends it at once, whoever uses it. */
  end(backend: Backend): Promise<void>;
  /** Ends every server; settles when all have ended. */
  endAll(): Promise<void>;
}

export function createLeases(emit: Emit, lostSessions: LostSessions): Leases {
  /** Requests that run on a server, and sessions that it has served. */
  const use = new Map<Backend, { running: number; sessions: number }>();
  /** Servers that take no new request. */
  const retired = new Set<Backend>();
  const ending = new Set<Promise<void>>();

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

  return {
    add: (backend) => use.set(backend, { running: 0, sessions: 0 }),
    has: (backend) => use.has(backend),
    takesRequests: (backend) => use.has(backend) && !retired.has(backend),
    sessions: (backend) => use.get(backend)?.sessions ?? 0,
    lease(backend, source, onReleased) {
      const counts = use.get(backend);
      if (counts) counts.running++;
      let released = false;
      return {
        backend,
        source,
        created(connection, session, lives) {
          if (!counts) return;
          counts.sessions++;
          void backend.compare(connection, session, lives);
        },
        leaked: (session, creating) => lostSessions.add(backend, session, creating),
        release() {
          if (released) return;
          released = true;
          if (!counts) return;
          counts.running--;
          if (retired.has(backend) && counts.running === 0) void end(backend);
          else onReleased();
        },
      };
    },
    retire(backend) {
      const counts = use.get(backend);
      if (!counts) return;
      retired.add(backend);
      if (counts.running === 0) void end(backend);
    },
    end,
    async endAll() {
      for (const backend of [...use.keys()]) void end(backend);
      await Promise.all(ending);
    },
  };
}
