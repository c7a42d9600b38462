import type { Backend } from './backend.ts';
import type { Emit } from './event-stream.ts';
import type { OfSession } from './events.ts';

export type LostSession = OfSession;

/**
 * Sessions that could not be confirmed gone when their requests ended, most often because the connection or the server
 * was lost under them. They are seen to as soon as there is a way, and then told as `session.cleared`.
 */
export interface LostSessions {
  add(backend: Backend, session: LostSession): void;
  /** This server has ended and its folder is wiped, if it was ours; what it knew, it knows no more. */
  endedWith(backend: Backend): void;
  /** Someone else's server, lost before, is reached again through this. */
  clearThrough(backend: Backend): void;
}

export function createLostSessions(emit: Emit): LostSessions {
  const waiting = new Map<Backend, LostSession[]>();
  const ended = new WeakSet<Backend>();
  let successor: Backend | undefined;

  const cleared = (session: LostSession) => emit({ type: 'session.cleared', ...session });

  async function clear(backend: Backend, session: LostSession): Promise<void> {
    if (await backend.clear(session.session)) cleared(session);
    else keep(backend, session);
  }

  function keep(backend: Backend, session: LostSession): void {
    const embedded = backend.server.kind === 'embedded';
    if (embedded && ended.has(backend)) cleared(session);
    else if (backend.lost.aborted && successor && successor !== backend)
      void clear(successor, session);
    else waiting.set(backend, [...(waiting.get(backend) ?? []), session]);
  }

  return {
    add(backend, session) {
      if (backend.lost.aborted) keep(backend, session);
      else void clear(backend, session);
    },
    endedWith(backend) {
      ended.add(backend);
      if (backend.server.kind !== 'embedded') return;
      for (const session of waiting.get(backend) ?? []) cleared(session);
      waiting.delete(backend);
    },
    clearThrough(backend) {
      successor = backend;
      const sessions = [...waiting.values()].flat();
      waiting.clear();
      for (const session of sessions) void clear(backend, session);
    },
  };
}
