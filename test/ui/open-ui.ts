import { expect, onTestFinished, vi } from 'vitest';
import type { Command } from '../../src/repl/command.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import { defaultUiSettings, type UiSettings } from '../../src/ui/settings.ts';
import { startUi } from '../../src/ui/start.tsx';
import type { Ui, UiOptions } from '../../src/ui/ui.ts';
import { opening } from '../screen/events.ts';
import { createFakeTerminal, type FakeTerminal } from '../support/fake-terminal.ts';
import { keySequence } from '../support/keys.ts';
import { createFakeRepl } from './fake-repl.ts';

/** The whole screen over a heart that only does what the test says. */
export interface TestUi {
  readonly ui: Ui;
  readonly terminal: FakeTerminal;
  /** What the screen asked the heart for. */
  readonly executed: readonly Command[];
  emit(...events: readonly (readonly ReplEvent[])[]): void;
  press(...keys: readonly string[]): void;
  text(): string;
  /** Waits until the screen shows this. */
  shows(...texts: readonly string[]): Promise<void>;
  /** Waits until the screen does not show this any more. */
  hides(...texts: readonly string[]): Promise<void>;
}

export interface TestUiOptions {
  readonly colourless?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
  readonly columns?: number;
  readonly rows?: number;
  readonly execute?: (command: Command) => Promise<void>;
  readonly copy?: (text: string) => Promise<string>;
  readonly settings?: Partial<UiSettings>;
  readonly editText?: UiOptions['editText'];
  readonly recorder?: UiOptions['recorder'];
}

export function openUi({
  columns = 120,
  rows = 40,
  execute,
  copy,
  settings,
  editText,
  recorder,
  colourless = false,
  environment = {},
}: TestUiOptions = {}): TestUi {
  const terminal = createFakeTerminal({ columns, rows });
  const { repl, executed, emit } = createFakeRepl(execute);
  const ui = startUi({
    repl,
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    stderr: terminal.stderr,
    ...(copy && { copy }),
    colourless,
    environment,
    settings: { ...defaultUiSettings, ...settings },
    ...(editText && { editText }),
    ...(recorder && { recorder }),
  });
  onTestFinished(async () => {
    ui.dispose();
    await ui.waitUntilExit();
    terminal.dispose();
  });
  const text = () => terminal.screen().join('\n');
  const missing = (texts: readonly string[]) => texts.filter((each) => !text().includes(each));
  return {
    ui,
    terminal,
    executed,
    emit,
    press: (...keys) => {
      for (const key of keys) terminal.write(keySequence(key));
    },
    text,
    shows: (...texts) =>
      vi.waitFor(() => {
        const absent = missing(texts);
        if (absent.length > 0) throw new Error(`not shown: ${absent.join(', ')}\n${text()}`);
      }, 5_000),
    hides: (...texts) =>
      vi.waitFor(() => {
        if (missing(texts).length < texts.length) throw new Error(`still shown:\n${text()}`);
      }, 5_000),
  };
}

/** The screen with alice's C1 in front. */
export async function opened(options?: TestUiOptions): Promise<TestUi> {
  const ui = openUi(options);
  ui.emit(opening);
  await ui.shows('alice·C1 ›');
  return ui;
}

/** Waits until these commands, and no others, were asked for. */
export const executes = (ui: TestUi, ...commands: readonly Command[]) =>
  vi.waitFor(() => expect(ui.executed).toEqual(commands));

/** A lone Escape is known for one only after a while: what follows at once would make it Alt. */
export async function close(ui: TestUi, ...gone: readonly string[]): Promise<void> {
  ui.press('Escape');
  await ui.hides(...gone);
}

/** Sends a prompt or command, and waits until the heart has it. */
export async function sent(ui: TestUi, text: string): Promise<void> {
  const before = ui.executed.length;
  ui.terminal.write(`${text}\r`);
  await vi.waitFor(() => expect(ui.executed).toHaveLength(before + 1));
}
