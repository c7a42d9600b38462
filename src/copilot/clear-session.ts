import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { askSession } from './transport.ts';

/** How long, in ms, the server may take for one answer. */
const limit = 10_000;

const saysNotFound = (error: unknown) =>
  error instanceof Error && /session\b.*not found/i.test(error.message);

/** `unknown`: that server does not know it, and did not have to destroy it. `there`: also where there was no answer. */
export type Cleared = 'gone' | 'unknown' | 'there';

/**
 * Destroys a session whose own connection was lost, through another one, and asks the server whether it is gone. Never
 * rejects.
 */
export async function clearSession({ client }: Connection, session: string): Promise<Cleared> {
  const within = <T>(promise: Promise<T>) => withDeadline(promise, limit, 'destroy a session');
  let destroyed = true;
  try {
    await within(client.deleteSession(session)).catch((error) => {
      if (!saysNotFound(error)) throw error;
      destroyed = false;
    });
    if (await within(client.getSessionMetadata(session))) return 'there';
    await within(askSession(client, 'session.mode.get', session));
    return 'there';
  } catch (error) {
    if (!saysNotFound(error)) return 'there';
    return destroyed ? 'gone' : 'unknown';
  }
}

/** Whether the server at the other end knows a session that lives; undefined where there was no answer. */
export async function knowsSession(
  { client }: Connection,
  session: string,
): Promise<boolean | undefined> {
  try {
    await withDeadline(askSession(client, 'session.mode.get', session), limit, 'know a session');
    return true;
  } catch (error) {
    return saysNotFound(error) ? false : undefined;
  }
}
