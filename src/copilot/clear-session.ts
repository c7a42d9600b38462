import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { askSession } from './transport.ts';

/** How long, in ms, the server may take for one answer. */
const limit = 10_000;

const saysNotFound = (error: unknown) => error instanceof Error && /not found/i.test(error.message);

/**
 * Destroys a session whose own connection was lost, through another one, and asks the server whether it is gone. True
 * where it is. Never rejects: false also where there was no answer.
 */
export async function clearSession({ client }: Connection, session: string): Promise<boolean> {
  const within = <T>(promise: Promise<T>) => withDeadline(promise, limit, 'destroy a session');
  try {
    await within(client.deleteSession(session)).catch((error) => {
      if (!saysNotFound(error)) throw error;
    });
    if (await within(client.getSessionMetadata(session))) return false;
    await within(askSession(client, 'session.mode.get', session));
    return false;
  } catch (error) {
    return saysNotFound(error);
  }
}
