import { setImmediate } from 'node:timers/promises';

/** Ink's own: hands the terminal over for as long as the task takes, and draws the screen anew after it. */
export type SuspendTerminal = (task: () => Promise<void>) => Promise<void>;

/** Lends the terminal to another program, and gives out keys that come meanwhile when it is back. */
export interface TerminalLender {
  /** Ink tells how to suspend once it has drawn. */
  suspendWith(suspend: SuspendTerminal): void;
  /** Runs the task with the terminal as a shell would give it. @throws what the task throws */
  lend<Result>(task: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Calls `handle` now, or once the terminal is back. In order. */
  inTurn(handle: () => void): void;
  /** Ends what has the terminal, if something does. Calls `then` when it is back, at once where it was never gone. */
  reclaim(then: () => void): void;
}

export function createTerminalLender(): TerminalLender {
  let suspend: SuspendTerminal | undefined;
  let lent: { readonly controller: AbortController; readonly back: Promise<unknown> } | undefined;
  let held: (() => void)[] = [];

  async function run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (!suspend) return task();
    const results: Result[] = [];
    await suspend(async () => {
      results.push(await task());
    });
    return results[0] as Result;
  }

  const lender: TerminalLender = {
    suspendWith: (given) => {
      suspend = given;
    },
    async lend(task) {
      const controller = new AbortController();
      const back = run(() => task(controller.signal));
      lent = { controller, back };
      try {
        return await back;
      } finally {
        lent = undefined;
        // Whoever waits for the result comes first.
        void setImmediate().then(() => {
          const keys = held;
          held = [];
          for (const handle of keys) lender.inTurn(handle);
        });
      }
    },
    inTurn(handle) {
      if (lent || held.length > 0) held.push(handle);
      else handle();
    },
    reclaim(then) {
      if (!lent) return then();
      lent.controller.abort();
      lent.back.then(then, then);
    },
  };
  return lender;
}
