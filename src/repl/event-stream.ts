import type { ReplEvent, UntimedReplEvent } from './events.ts';

/** Hears every event, in order. */
export type Listener = (event: ReplEvent) => void;
/** Tells an event; its time is added. */
export type Emit = (event: UntimedReplEvent) => void;

/** The one stream of events: stamps each with its time and tells every listener, in order. */
export interface EventStream {
  readonly emit: Emit;
  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void;
}

/** A listener that throws does not stop the others; its error surfaces as an uncaught one, as it is a bug. */
export function createEventStream(now: () => Date = () => new Date()): EventStream {
  const listeners = new Set<Listener>();
  return {
    emit(event) {
      const timed: ReplEvent = { ...event, time: now().toISOString() };
      for (const listener of [...listeners]) {
        try {
          listener(timed);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
