import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes of this process's heap that are really in use; what is not is given back to the system. */
export async function heapInUse(): Promise<number> {
  // What a collection frees may hold the last reference to something else.
  for (let round = 0; round < 4; round++) {
    collectGarbage();
    await delay(10);
  }
  return process.memoryUsage().heapUsed;
}

/** Counts listeners on all abort signals from now on. */
export interface ListenerCount {
  /** Added and not removed; one that was called and was to be called only once counts as not removed. */
  readonly held: () => number;
  stop(): void;
}

export function countAbortListeners(): ListenerCount {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  let held = 0;
  EventTarget.prototype.addEventListener = function add(...given) {
    if (this instanceof AbortSignal) held++;
    return addEventListener.apply(this, given);
  };
  EventTarget.prototype.removeEventListener = function remove(...given) {
    if (this instanceof AbortSignal) held--;
    return removeEventListener.apply(this, given);
  };
  return {
    held: () => held,
    stop: () => Object.assign(EventTarget.prototype, { addEventListener, removeEventListener }),
  };
}
