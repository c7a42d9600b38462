import type { Backend } from './backend.ts';
import type { Emit } from './event-stream.ts';
import type { OfSession } from './events.ts';

/** A session that could not be confirmed gone when its request ended. */
export type LostSession = OfSession;

/**
 * Sessions that could not be confirmed gone when their requests ended, most often because the connection or the server
 * was lost under them. They are seen to as soon as there is a way, and then told as `session.cleared`.
 */
export interface LostSessions {
  /** `creating`: until it settles, the server may not know the session yet, and yet make it. */
  add(backend: Backend, session: LostSession, creating?: Promise<void>): void;
  /** This server has ended and its folder is wiped, if it was ours; what it knew, it knows no more. */
  endedWith(backend: Backend): void;
  /** A server is reached through this: the same as before, where the address is the same and it is someone else's. */
  clearThrough(backend: Backend): void;
}

export function createLostSessions(emit: Emit): LostSessions {
  const waiting = new Map<Backend, LostSession[]>();
  const ended = new WeakSet<Backend>();
  /** By address, of servers that are someone else's: only the same server can say that it knows a session no more. */
  const reached = new Map<string, Backend>();

  const cleared = (session: LostSession) => emit({ type: 'session.cleared', ...session });
  const isOurs = (backend: Backend) => backend.server.kind === 'embedded';

  async function clear(backend: Backend, session: LostSession): Promise<void> {
    if (await backend.clear(session.session)) cleared(session);
    else keep(backend, session);
  }

  function keep(backend: Backend, session: LostSession): void {
    const successor = reached.get(backend.server.address);
    if (isOurs(backend) && ended.has(backend)) cleared(session);
    else if (backend.lost.aborted && successor && successor !== backend) {
      void clear(successor, session);
    } else waiting.set(backend, [...(waiting.get(backend) ?? []), session]);
  }

  return {
    async add(backend, session, creating) {
      await creating;
      if (backend.lost.aborted) keep(backend, session);
      else void clear(backend, session);
    },
    endedWith(backend) {
      ended.add(backend);
      if (!isOurs(backend)) return;
      for (const session of waiting.get(backend) ?? []) cleared(session);
      waiting.delete(backend);
    },
    clearThrough(backend) {
      if (isOurs(backend)) return;
      reached.set(backend.server.address, backend);
      for (const [before, sessions] of [...waiting]) {
        if (before === backend || before.server.address !== backend.server.address) continue;
        waiting.delete(before);
        for (const session of sessions) void clear(backend, session);
      }
    },
  };
}
