import type { Command } from '../../src/repl/command.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import type { UiOptions } from '../../src/ui/ui.ts';

/** A heart that only does what the test says. */
export interface FakeRepl {
  readonly repl: UiOptions['repl'];
  /** What the front end asked for. */
  readonly executed: readonly Command[];
  emit(...events: readonly (readonly ReplEvent[])[]): void;
}

export function createFakeRepl(
  execute: (command: Command) => Promise<void> = async () => {},
): FakeRepl {
  const executed: Command[] = [];
  const listeners = new Set<(event: ReplEvent) => void>();
  return {
    executed,
    repl: {
      execute(command) {
        executed.push(command);
        return execute(command);
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    emit(...events) {
      for (const event of events.flat()) for (const listener of [...listeners]) listener(event);
    },
  };
}
