import type { ReplEvent } from '../repl/events.ts';
import type { Repl } from '../repl/repl.ts';

/** All that the heart has told since the run began. */
export interface Recorder {
  readonly events: readonly ReplEvent[];
  /** Calls `watch` for every event from this place on, those first that came already. Returns what ends that. */
  watch(from: number, watch: (event: ReplEvent) => void): () => void;
  stop(): void;
}

export function createRecorder({ subscribe }: Pick<Repl, 'subscribe'>): Recorder {
  const events: ReplEvent[] = [];
  const watchers = new Set<(event: ReplEvent) => void>();
  const stop = subscribe((event) => {
    events.push(event);
    for (const watcher of [...watchers]) watcher(event);
  });
  return {
    events,
    watch(from, watcher) {
      for (const event of events.slice(from)) watcher(event);
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    stop,
  };
}
