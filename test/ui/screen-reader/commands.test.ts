import { describe, expect, it, vi } from 'vitest';
import { commandDefinitions, parseLine } from '../../../src/repl/command-language.ts';
import { reduce } from '../../../src/screen/reduce.ts';
import { initialScreenState } from '../../../src/screen/state.ts';
import { lineCommands } from '../../../src/ui/screen-reader/commands.ts';
import { completeLine } from '../../../src/ui/screen-reader/complete-line.ts';
import { viewLines } from '../../../src/ui/screen-reader/view-lines.ts';
import { changed, during, opening, submitted, wholeRequest } from '../../screen/events.ts';
import { openLines } from './open-lines.ts';

const listed = lineCommands.map(({ name }) => name);

/** An argument for each command that needs one. */
const argumentOf: Readonly<Record<string, string>> = {
  as: ' alice/C1 tea',
  all: ' tea',
  rename: ' review',
  tab: ' C1',
  open: ' a.md',
  diff: ' a.md',
  delete: ' a.md',
  search: ' tea',
  import: ' notes',
  export: ' notes',
  speed: ' 2',
  seek: ' end',
  play: ' faults',
};

describe('the slash commands in lines', () => {
  const lineOf = (name: string) => `/${name}${argumentOf[name] ?? ''}`;

  it('are listed and completed where they can be given, and only there', () => {
    const help = viewLines('help', initialScreenState);
    const completed = completeLine('/', initialScreenState)[0];
    for (const { name } of commandDefinitions) {
      const inHelp = help.some((line) => new RegExp(`^/${name}[ :]`).test(line));
      expect([name, inHelp, completed.includes(`/${name}`)]).toEqual([
        name,
        listed.includes(name),
        listed.includes(name),
      ]);
      expect(parseLine(lineOf(name)).type, name).toBe('command');
    }
  });

  it('are all done or told, or refused where they are not listed', async () => {
    const { terminal, emit, executed, ui } = openLines();
    emit(opening);
    const names = commandDefinitions.map(({ name }) => name).filter((name) => name !== 'quit');
    for (const name of [...names, 'quit']) {
      const from = terminal.written.length;
      const before = executed.length;
      terminal.write(`${lineOf(name)}\r`);
      if (name === 'quit') break;
      await vi.waitFor(
        () => {
          const lines = terminal.written.slice(from).split('\n').slice(1);
          const said = lines.filter((line) => !line.startsWith('alice, client C1 >')).join('\n');
          if (!listed.includes(name)) return expect(said).toContain(`/${name} is about a screen`);
          expect(executed.length > before || said.trim() !== '', name).toBe(true);
          expect(said).not.toContain('is about a screen');
        },
        { interval: 5, timeout: 5_000 },
      );
    }
    await ui.waitUntilExit();
  });
});

const told = [
  ...opening,
  ...changed('alice', 'notes.md', 4, 'C1'),
  ...wholeRequest('alice', 'C1', 'r', 'what about tea', 'Green TEA,\nand black.'),
].reduce(reduce, initialScreenState);

describe('what only a glance would tell', () => {
  it('is compared user by user', () => {
    expect(viewLines('compare', told)).toEqual([
      'alice has 1 file: notes.md',
      'last answer to alice, client C1, 2 lines:',
      '  Green TEA,',
      '  and black.',
      'end of last answer to alice, client C1',
      'bob has 0 files',
      'bob has no answer yet',
    ]);
  });

  it('tells what tools were given and gave back', () => {
    expect(viewLines('tools', told)).toEqual(['no tool was called here yet']);
    const call = { call: 'c', tool: 'read_file' };
    const outcome = { ok: true, result: 'tea\nat four', handled: true, milliseconds: 1 };
    const state = [
      ...submitted('alice', 'C1', 'r2', 'p'),
      ...during(
        'alice',
        'C1',
        'r2',
        { type: 'session.created', server: '127.0.0.1:1' },
        { type: 'tool.started', ...call, arguments: { path: 'a.md' } },
        { type: 'tool.completed', ...call, ...outcome },
      ),
    ].reduce(reduce, told);
    expect(viewLines('tools', state)).toEqual([
      'tool read_file, ok: arguments, 3 lines:',
      '  {',
      '    "path": "a.md"',
      '  }',
      'end of tool read_file, ok: arguments',
      'tool read_file, ok: result, 2 lines:',
      '  tea',
      '  at four',
      'end of tool read_file, ok: result',
    ]);
  });

  it('is searched for line by line', () => {
    expect(viewLines('search', told, 'tea')).toEqual([
      '2 lines hold "tea":',
      '  prompt: what about tea',
      '  answer: Green TEA,',
    ]);
    expect(viewLines('search', told, 'a.d')).toEqual(['nothing here holds "a.d"']);
  });
});

it('turns to the client beside, and keeps what is sent before there is one', async () => {
  const { terminal, emit, shows, executed } = openLines();
  terminal.write('List my files\r');
  await shows(/there is no client yet: this is kept/);
  expect(executed).toEqual([]);
  emit(opening);
  await vi.waitFor(() => expect(executed).toEqual([{ type: 'prompt', text: 'List my files' }]));
  terminal.write('/next\r');
  await vi.waitFor(() => expect(executed.slice(1)).toEqual([{ type: 'tab', client: 'C2' }]));
  terminal.write('/previous\r');
  await vi.waitFor(() => expect(executed.slice(2)).toEqual([{ type: 'tab', client: 'C3' }]));
});

it('deletes files only when asked twice, and tells the keys for a question mark', async () => {
  const { terminal, emit, shows, executed } = openLines();
  emit(opening, changed('alice', 'notes.md'));
  terminal.write('/reset\r');
  await shows(/deletes all files of alice for good: the same once more does it/);
  terminal.write('?\r');
  await shows(/^Enter sends\./m);
  expect(executed).toEqual([]);
  terminal.write('/reset\r');
  await vi.waitFor(() => expect(executed).toEqual([{ type: 'reset' }]));
});
