import { setTimeout as delay } from 'node:timers/promises';
import { CopilotError } from '../copilot/errors.ts';

/** How often a server of ours is started again within a minute, and how long before each, in ms. */
const pauses = [0, 250, 500, 1_000, 2_000];
const minute = 60_000;

/** The pauses between attempts to reach someone else's server, which may be away for long, grow up to this, in ms. */
const longestPause = 3_000;

/** What trying again does not mend. */
const final: readonly unknown[] = ['server-gave-up', 'runtime-not-found', 'server-token-refused'];

const gaveUp = () =>
  new CopilotError(
    'server-gave-up',
    `the server was lost ${pauses.length + 1} times within a minute and is not started again`,
    'Type /restart to try once more, or leave and look at "multiuser-repl doctor".',
  );

/** When a lost server is tried again, and when no more. */
export interface Restarts {
  /**
   * Waits as long as is due before the next attempt.
   * @throws CopilotError `server-gave-up` where a server of ours was started too often
   * @throws the signal's reason as soon as it is aborted
   */
  wait(embedded: boolean, signal: AbortSignal): Promise<void>;
  isFinal(error: unknown): boolean;
  /** The operator wants it tried once more. */
  forget(): void;
}

export function createRestarts(now: () => number = () => performance.now()): Restarts {
  let attempts: readonly number[] = [];
  return {
    async wait(embedded, signal) {
      attempts = attempts.filter((time) => now() - time < minute);
      const pause = embedded
        ? pauses[attempts.length]
        : Math.min(longestPause, 100 * 2 ** attempts.length);
      if (pause === undefined) throw gaveUp();
      attempts = [...attempts, now()];
      await delay(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
    isFinal: (error) => error instanceof CopilotError && final.includes(error.code),
    forget() {
      attempts = [];
    },
  };
}
