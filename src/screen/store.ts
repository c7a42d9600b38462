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
  /** Milliseconds between two paintings of what can wait. */
  readonly interval?: number;
  /** Whether events that follow each other in one turn of the program are told together, when it ends. */
  readonly gathers?: boolean;
}

/**
 * Keeps the result of folding events. The state is always up to date; listeners hear of events that can wait at
 * most once an interval, the first of a burst at once. A timer exists only for an interval after one was told.
 */
export function createStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
  { canWait = () => false, interval = 50, gathers = false }: StoreOptions<Event> = {},
): Store<State, Event> {
  let state = initial;
  let told = initial;
  let timer: NodeJS.Timeout | undefined;
  let gathering = false;
  const listeners = new Set<() => void>();

  const tell = () => {
    if (told === state) return false;
    told = state;
    for (const listener of [...listeners]) listener();
    return true;
  };
  const tellGathered = () => {
    if (gathering) return;
    gathering = true;
    queueMicrotask(() => {
      gathering = false;
      tell();
    });
  };
  const tellSeldom = () => {
    timer = undefined;
    if (!tell()) return;
    timer = setTimeout(tellSeldom, interval);
    timer.unref();
  };

  return {
    getState: () => state,
    dispatch(event) {
      state = reduce(state, event);
      if (!canWait(event)) gathers ? tellGathered() : tell();
      else if (!timer) tellSeldom();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
