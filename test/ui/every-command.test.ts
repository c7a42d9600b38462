import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/repl/command.ts';
import { commandDefinitions, commandNamed } from '../../src/repl/command-language.ts';
import { needsArgument } from '../../src/repl/commands/definition.ts';
import { defaultKeymap } from '../../src/ui/keys/keymap.ts';
import { during, submitted, wholeRequest } from '../screen/events.ts';
import { executes, opened, type TestUi } from './open-ui.ts';

/*
 * Each slash command, on the screen: typed as a line, and given by its key where it has one.
 */

interface Row {
  readonly argument?: string;
  /** What is there before. */
  readonly given?: (ui: TestUi) => Promise<void>;
  /** What the heart is asked for, or what is seen. */
  readonly does: Command | ((ui: TestUi) => Promise<unknown>);
}

const shows =
  (...texts: readonly string[]) =>
  (ui: TestUi) =>
    ui.shows(...texts);
const hides =
  (...texts: readonly string[]) =>
  (ui: TestUi) =>
    ui.hides(...texts);

const answered = async (ui: TestUi) => {
  const rows = Array.from({ length: 80 }, (_, row) => `- row ${row} of it`).join('\n');
  ui.emit(wholeRequest('alice', 'C1', 'r', 'a question', rows));
  await ui.shows('row 79 of it');
};
const scrolledUp = async (ui: TestUi) => {
  await answered(ui);
  ui.press('PageUp', 'PageUp', 'PageUp', 'PageUp');
  await ui.shows('› a question', 'more below');
};
const calledTool = async (ui: TestUi) => {
  const call = { call: 'c', tool: 'list_files' };
  const done = { ok: true, result: 'Nothing here.', handled: true, milliseconds: 1 };
  ui.emit(
    submitted('alice', 'C1', 'r', 'p'),
    during(
      'alice',
      'C1',
      'r',
      { type: 'session.created', server: '127.0.0.1:1' },
      { type: 'tool.started', ...call, arguments: {} },
      { type: 'tool.completed', ...call, ...done },
    ),
  );
  await ui.shows('list_files');
};

const rows: Readonly<Record<string, Row>> = {
  as: {
    argument: 'bob/C3 tea',
    does: { type: 'as', user: 'bob', client: 'C3', text: 'tea' },
  },
  all: { argument: 'tea', does: { type: 'all', text: 'tea' } },
  cancel: { does: { type: 'cancel', client: 'C1' } },
  user: { argument: 'bob', does: { type: 'user', user: 'bob' } },
  users: { does: shows('─ Users ─') },
  new: { does: { type: 'new', user: 'alice' } },
  close: { does: { type: 'close', client: 'C1' } },
  rename: { argument: 'review', does: { type: 'rename', name: 'review', client: 'C1' } },
  tab: { argument: 'C1', does: { type: 'tab', client: 'C1' } },
  next: { does: { type: 'tab', client: 'C2' } },
  previous: { does: { type: 'tab', client: 'C3' } },
  files: { does: shows("▸alice's files") },
  open: { argument: 'a.md', does: { type: 'open', path: 'a.md', user: 'alice' } },
  diff: { argument: 'a.md', does: { type: 'diff', path: 'a.md', user: 'alice' } },
  import: {
    argument: 'notes',
    does: { type: 'import', host: 'notes', user: 'alice' },
  },
  export: {
    argument: 'notes',
    does: { type: 'export', host: 'notes', user: 'alice' },
  },
  delete: { argument: 'a.md', does: { type: 'delete', path: 'a.md', user: 'alice' } },
  reset: { does: { type: 'reset', user: 'alice' } },
  ledger: { does: shows('▸ledger') },
  compare: { does: shows(' alice C1', ' bob C3') },
  sessions: { does: { type: 'sessions' } },
  model: { does: shows('─ Model ─') },
  restart: { does: { type: 'restart' } },
  panel: { does: hides("alice's files") },
  tools: { given: calledTool, does: shows('Nothing here.') },
  'page-up': { given: answered, does: shows('more below') },
  'page-down': { given: scrolledUp, does: hides('› a question') },
  top: { given: answered, does: shows('› a question') },
  bottom: { given: scrolledUp, does: shows('row 79 of it') },
  search: { argument: 'row 5 of', given: answered, does: shows('1 of 1', 'row 5 of it') },
  copy: { given: answered, does: shows('there is no clipboard here') },
  clear: { given: answered, does: hides('row 79 of it') },
  redraw: {
    given: async (ui) => {
      ui.terminal.stderr.write('\u001b[5;5Hstale cells');
      await ui.shows('stale cells');
    },
    does: hides('stale cells'),
  },
  mouse: { does: shows('the mouse is on') },
  record: { does: shows('nothing can be recorded here') },
  screenshot: { does: shows('no picture can be taken here') },
  pause: { does: shows('/pause is for a recording: multiuser-repl replay') },
  speed: { argument: '+', does: shows('/speed is for a recording') },
  seek: { argument: 'end', does: shows('/seek is for a recording') },
  play: { argument: 'faults', does: shows('no scenario can be played from here') },
  verify: { does: shows('no scenario can be verified from here') },
  step: { does: shows('/step is for a play: multiuser-repl play') },
  auto: { does: shows('/auto is for a play') },
  back: { does: shows('/back is for a play') },
  again: { does: shows('/again is for a play') },
  unlock: { does: shows('/unlock is for a play') },
  commands: { does: shows('─ Commands ─') },
  help: { does: shows('─ Help ─') },
  quit: { does: ({ ui }) => ui.waitUntilExit() },
};

const strokeNames: Readonly<Record<string, string>> = { pageup: 'PageUp', pagedown: 'PageDown' };

/** Presses a key as the table writes it: `ctrl+x n`. */
function pressBound(ui: TestUi, key: string) {
  for (const stroke of key.split(' ')) {
    if (stroke.length === 1) ui.terminal.write(stroke);
    else {
      const parts = stroke.split('+');
      const names = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1));
      ui.press(strokeNames[stroke] ?? names.join('+'));
    }
  }
}

it('tries every command that there is', () => {
  expect(Object.keys(rows).sort()).toEqual(commandDefinitions.map(({ name }) => name).sort());
});

describe.each(Object.entries(rows))('/%s', (name, { argument, given, does }) => {
  const definition = commandNamed(name);
  const [key] = defaultKeymap.keysOf(name);
  const asks = definition && needsArgument(definition) && name !== 'tab';
  const line = argument === undefined ? `/${name}` : `/${name} ${argument}`;
  const open = async () => {
    const ui = await opened({ columns: 100, rows: 30 });
    await given?.(ui);
    return ui;
  };

  it(`does it${key === undefined ? '' : `, as ${key} does`}`, async () => {
    const ui = await open();
    if (typeof does === 'function') {
      ui.terminal.write(`${line}\r`);
      await does(ui);
      if (key === undefined) return;
      const other = await open();
      pressBound(other, key);
      return does(other);
    }
    if (key !== undefined) pressBound(ui, key);
    if (asks && key !== undefined) {
      await ui.shows(`› /${name}`);
      ui.terminal.write(`${argument}\r`);
    }
    if (key !== undefined) await executes(ui, does);
    ui.terminal.write(`${line}\r`);
    await executes(ui, ...(key === undefined ? [does] : [does, does]));
  });
});

describe('a new line in the prompt', () => {
  it.each(['Shift+Enter', 'Alt+Enter', 'Ctrl+J', 'backslash'])('by %s', async (key) => {
    const ui = await opened({ columns: 80, rows: 24 });
    ui.terminal.write('one');
    await ui.shows('› one');
    if (key === 'backslash') {
      ui.terminal.write('\\');
      await ui.shows('› one\\');
      ui.press('Enter');
      await ui.hides('› one\\');
    } else ui.press(key);
    ui.terminal.write('two');
    await vi.waitFor(() => expect(ui.text()).toMatch(/› one *\n +two/));
    expect(ui.executed).toEqual([]);
    ui.press('Enter');
    await executes(ui, { type: 'prompt', text: 'one\ntwo', client: 'C1' });
  });
});
