import { expect, onTestFinished, vi } from 'vitest';
import type { Command } from '../../../src/repl/command.ts';
import { startScreenReader } from '../../../src/ui/screen-reader/start.ts';
import { createFakeTerminal } from '../../support/fake-terminal.ts';
import { keySequence } from '../../support/keys.ts';
import { createFakeRepl } from '../fake-repl.ts';

/** The lines over a heart that only does what the test says. */
export function openLines(execute?: (command: Command) => Promise<void>) {
  const terminal = createFakeTerminal({ columns: 100, rows: 60 });
  const { repl, executed, emit } = createFakeRepl(execute);
  const ui = startScreenReader({
    repl,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    environment: { TERM: 'xterm' },
  });
  onTestFinished(() => {
    ui.dispose();
    terminal.dispose();
  });
  const text = () => terminal.screen().join('\n').trimEnd();
  return {
    ui,
    terminal,
    executed,
    text,
    emit,
    press: (...keys: readonly string[]) => {
      for (const key of keys) terminal.write(keySequence(key));
    },
    shows: (expected: string | RegExp) => vi.waitFor(() => expect(text()).toMatch(expected), 5_000),
  };
}
