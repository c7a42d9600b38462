/** State outside React: `getState` and `subscribe` are what `useSyncExternalStore` asks for. */
export interface Store<State, Event> {
  getState(): State;
  dispatch(event: Event): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export interface StoreOptions<Event> {
  /** Events whose effect need not be painted at once. */
  readonly canWait?: (event: Event) => boolean;
  /** Of those, the ones that need not even begin a burst: something worth painting is about to follow. */
  readonly canLinger?: (event: Event) => boolean;
  /** Least milliseconds between two paintings of what can wait. */
  readonly interval?: number;
}

/** Painting what can wait may take one part in so many of the time. */
const share = 4;
/** However long painting takes, what can wait is not kept waiting for longer, in ms. */
const longestInterval = 250;

/**
 * Keeps the result of folding events. The state is always up to date; listeners hear of events that can wait at
 * most once an interval, the first of a burst at once. Where painting takes long, the interval grows, so that a flood of
 * events leaves time for keys. A timer exists only for an interval after one was told.
 */
export function createStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
  { canWait = () => false, canLinger = () => false, interval = 50 }: StoreOptions<Event> = {},
): Store<State, Event> {
  let state = initial;
  let told = initial;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();

  const tell = () => {
    if (told === state) return false;
    told = state;
    for (const listener of [...listeners]) listener();
    return true;
  };
  const wait = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(tellSeldom, milliseconds);
    timer.unref();
  };
  const tellSeldom = () => {
    timer = undefined;
    const started = performance.now();
    if (!tell()) return;
    wait(interval);
    // React paints in a microtask of its own, which was queued before this one.
    queueMicrotask(() => {
      const needed = Math.min(longestInterval, share * (performance.now() - started));
      if (timer && needed > interval) wait(needed);
    });
  };

  return {
    getState: () => state,
    dispatch(event) {
      state = reduce(state, event);
      if (!canWait(event)) tell();
      else if (!timer) canLinger(event) ? wait(interval) : tellSeldom();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The same store to a listener that need not hear of each event: those of one turn of the program are told together. */
export function gathered<State, Event>(store: Store<State, Event>): Store<State, Event> {
  return {
    ...store,
    subscribe(listener) {
      let waiting = false;
      return store.subscribe(() => {
        if (waiting) return;
        waiting = true;
        queueMicrotask(() => {
          waiting = false;
          listener();
        });
      });
    },
  };
}
