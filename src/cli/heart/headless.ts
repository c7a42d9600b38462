import { onAbort } from '../../copilot/on-abort.ts';
import type { ReplEvent } from '../../repl/events.ts';
import { createRepl, type Repl, type ReplOptions } from '../../repl/repl.ts';
import { reduce } from '../../screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../../screen/state.ts';
import type { Io } from '../io.ts';
import { closeInTime } from './close-in-time.ts';

/** A heart without a screen. */
export interface Headless {
  readonly repl: Repl;
  /** What has happened so far. */
  readonly state: () => ScreenState;
}

/**
 * Makes a heart, waits until it has its server, lets `use` work with it, and closes it on every path. An interruption
 * of the program does not wait for `use`: it closes the heart, which ends what `use` waits for.
 * @throws CopilotError where there is no server
 * @throws the reason of the interruption, whatever else went wrong because of it
 */
export async function withHeadless<T>(
  options: ReplOptions,
  { interrupted, log }: Pick<Io, 'interrupted' | 'log'>,
  onEvent: (event: ReplEvent) => void,
  use: (headless: Headless) => Promise<T>,
): Promise<T> {
  interrupted.throwIfAborted();
  const repl = createRepl(options);
  if (log) repl.subscribe(log);
  let state = initialScreenState;
  repl.subscribe((event) => {
    state = reduce(state, event);
    onEvent(event);
  });
  let forget = () => {};
  const interruption = new Promise<never>((_, reject) => {
    forget = onAbort(interrupted, () => reject(interrupted.reason));
  });
  let ready = false;
  let done = false;
  const work = repl.ready.then(() => {
    interrupted.throwIfAborted();
    ready = true;
    return use({ repl, state: () => state });
  });
  try {
    const result = await Promise.race([interruption, work]);
    done = true;
    return result;
  } finally {
    forget();
    const closed = closeInTime(repl, done ? interrupted : AbortSignal.abort());
    // While the server is still being started there is no session to see gone, and the start may take long.
    if (ready || !interrupted.aborted) await closed;
  }
}
