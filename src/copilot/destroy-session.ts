import type { CopilotClient, CopilotSession } from '@github/copilot-sdk';
import { withDeadline } from './deadline.ts';
import { CopilotError } from './errors.ts';

/** What became of a session. After `session.created` comes exactly one of the last two. */
export type FateEvent =
  | { readonly type: 'session.created' }
  | { readonly type: 'session.destroyed' }
  | { readonly type: 'session.confirmed-gone'; readonly milliseconds: number }
  | {
      readonly type: 'session.leaked';
      readonly error: CopilotError;
      /** It was still being created: settles when it either never was, or was destroyed as well as could be. */
      readonly creating?: Promise<void>;
    };

type Emit = (event: FateEvent) => void;

/** How long one call may take, in ms; less where the server has just been found not to answer. */
const limits = { patient: 10_000, impatient: 1_000 };

const within = <T>(promise: Promise<T>, milliseconds: number): Promise<T> =>
  withDeadline(promise, milliseconds, 'destroy a session');

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const saysNotFound = (error: unknown) => /not found/i.test(reasonOf(error));

function leak(id: string, error: unknown) {
  const message = `session ${id} could not be confirmed gone: ${reasonOf(error)}`;
  return { type: 'session.leaked', error: new CopilotError('server-lost', message) } as const;
}

/** Whether the session still takes calls. It does so, in the server's memory, before its first prompt puts it on any list. */
async function isLive(session: CopilotSession): Promise<boolean> {
  try {
    await session.rpc.mode.get();
    return true;
  } catch (error) {
    if (saysNotFound(error)) return false;
    throw error;
  }
}

/**
 * Disconnects and deletes a session and asks the server whether it is gone, from its memory and from its disk; tells
 * what came of it. Never rejects.
 *
 * @param born when its life began, by `performance.now()`
 * @param responsive whether the server was answering until now
 */
export async function destroyAndConfirm(
  client: CopilotClient,
  session: CopilotSession,
  { born, responsive, emit }: { born: number; responsive: boolean; emit: Emit },
): Promise<void> {
  const id = session.sessionId;
  const limit = responsive ? limits.patient : limits.impatient;
  try {
    // What can't be disconnected can still be deleted.
    if (responsive) await within(session.disconnect(), limit).catch(() => {});
    // Disconnecting keeps the conversation on the server's disk; deleting is what removes it.
    await within(client.deleteSession(id), limit);
    emit({ type: 'session.destroyed' });
    const asking = Promise.all([isLive(session), client.getSessionMetadata(id)]);
    const [live, stored] = await within(asking, limit);
    if (live || stored) throw new Error('the server still knows it');
    emit({ type: 'session.confirmed-gone', milliseconds: Math.round(performance.now() - born) });
  } catch (error) {
    emit(leak(id, error));
  }
}

/**
 * Sees to a session whose creation failed, or was no longer waited for: the server may have made it all the same. If it
 * did, that is told and it is destroyed; what can't be known is told as a leak. Never rejects.
 */
export async function destroyUnseen(
  client: CopilotClient,
  id: string,
  creating: Promise<CopilotSession>,
  { born, emit }: { born: number; emit: Emit },
): Promise<void> {
  let pending = true;
  const settled = creating.then(
    // Too late for the request, but not for the server.
    (session) => destroyAndConfirm(client, session, { born, responsive: true, emit: () => {} }),
    () => {
      pending = false;
    },
  );
  try {
    await within(client.deleteSession(id), limits.impatient);
    emit({ type: 'session.created' });
    emit({ type: 'session.destroyed' });
    emit({ type: 'session.confirmed-gone', milliseconds: Math.round(performance.now() - born) });
  } catch (error) {
    if (saysNotFound(error) && !pending) return;
    emit({ type: 'session.created' });
    if (!pending) return emit(leak(id, error));
    emit({ ...leak(id, new Error('it was still being created')), creating: settled });
  }
}
