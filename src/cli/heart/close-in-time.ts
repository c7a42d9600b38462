import { onAbort } from '../../copilot/on-abort.ts';
import type { Repl } from '../../repl/repl.ts';

/** How long, in ms, closing may take from when there is a hurry. The guard does what is left to do. */
const limit = 1_800;

/**
 * Closes the heart and waits until that is done: for as long as it takes, or once `hurry` is aborted no longer than the
 * limit, which a server that does not answer would exceed.
 */
export async function closeInTime(repl: Pick<Repl, 'close'>, hurry: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let forget = () => {};
  const outOfTime = new Promise<void>((resolve) => {
    forget = onAbort(hurry, () => {
      timer = setTimeout(resolve, limit);
    });
  });
  try {
    await Promise.race([repl.close(), outOfTime]);
  } finally {
    forget();
    clearTimeout(timer);
  }
}
