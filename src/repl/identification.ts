import type { Identities, Identity } from '../copilot/identity.ts';
import { sourceFor } from '../copilot/identity-source.ts';
import { reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { Redact } from './redact.ts';
import type { ServerPool } from './server-pool.ts';

/** How many are asked for at once. */
const atOnce = 4;

/**
 * Finds out who is who, once for each user with a token of their own; tells it by `user.identified`. Who could not be
 * identified is asked for again the next time.
 */
export function createIdentification(
  identities: Identities,
  isThere: (user: string) => boolean,
  servers: Pick<ServerPool, 'acquire'>,
  emit: Emit,
  redact: Redact,
) {
  const known = new Set<string>();
  let running: Promise<void> | undefined;

  async function identifyOne(user: string, identity: Identity): Promise<void> {
    const { variable, model } = identity;
    const of = { user, ...(variable && { variable }), ...(model && { model }) };
    if (variable === undefined) {
      known.add(user);
      return emit({ type: 'user.identified', ...of });
    }
    const { identify } = await import('../copilot/identify.ts');
    try {
      const lease = await servers.acquire();
      try {
        const source = sourceFor(identity, lease.source);
        const connection = await lease.backend.connect();
        const account = await identify(connection, source).finally(() => connection.close());
        known.add(user);
        emit({ type: 'user.identified', ...of, ...account });
      } finally {
        lease.release();
      }
    } catch (error) {
      emit({ type: 'user.identified', ...of, error: reportError(error, redact) });
    }
  }

  async function identifyAll(): Promise<void> {
    const waiting = [...identities].filter(([user]) => isThere(user) && !known.has(user));
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await identifyOne(...next);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  return {
    /** Settles when all were asked for. Never rejects. */
    identify(): Promise<void> {
      running ??= identifyAll().finally(() => {
        running = undefined;
      });
      return running;
    },
    /** Settles when no session is asked any more. */
    settled: async () => running,
  };
}
