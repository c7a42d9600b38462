import type { ReplEvent } from '../repl/events.ts';
import { createRepl, type Repl, type ReplOptions } from '../repl/repl.ts';
import { reduce } from '../screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../screen/state.ts';
import type { Io } from './io.ts';

/** A heart without a screen. */
export interface Headless {
  readonly repl: Repl;
  /** What has happened so far. */
  readonly state: () => ScreenState;
}

/**
 * Makes a heart, waits until it has its server, lets `use` work with it, and closes it on every path: an interruption
 * of the program closes it at once, which ends what `use` waits for.
 * @throws CopilotError where there is no server
 */
export async function withHeadless<T>(
  options: ReplOptions,
  io: Pick<Io, 'interrupted'>,
  onEvent: (event: ReplEvent) => void,
  use: (headless: Headless) => Promise<T>,
): Promise<T> {
  const repl = createRepl(options);
  let state = initialScreenState;
  repl.subscribe((event) => {
    state = reduce(state, event);
    onEvent(event);
  });
  const interrupt = () => void repl.close();
  io.interrupted.addEventListener('abort', interrupt);
  try {
    await repl.ready;
    return await use({ repl, state: () => state });
  } finally {
    io.interrupted.removeEventListener('abort', interrupt);
    await repl.close();
  }
}
