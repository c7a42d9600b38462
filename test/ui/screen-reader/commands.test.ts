import { describe, expect, it, vi } from 'vitest';
import { commandDefinitions, parseLine } from '../../../src/repl/command-language.ts';
import { reduce } from '../../../src/screen/reduce.ts';
import { initialScreenState } from '../../../src/screen/state.ts';
import { lineCommands } from '../../../src/ui/screen-reader/commands.ts';
import { completeLine } from '../../../src/ui/screen-reader/complete-line.ts';
import { viewLines } from '../../../src/ui/screen-reader/view-lines.ts';
import { changed, opening, wholeRequest } from '../../screen/events.ts';
import { openLines } from './open-lines.ts';

const listed = lineCommands.map(({ name }) => name);
const here = /alice, client C1 >$/;

/** An argument for each command that needs one. */
const argumentOf: Readonly<Record<string, string>> = {
  as: ' alice/C1 tea',
  all: ' tea',
  rename: ' review',
  tab: ' C1',
  open: ' a.md',
  diff: ' a.md',
  search: ' tea',
};

describe.each(commandDefinitions.map(({ name }) => name))('/%s in lines', (name) => {
  const isListed = listed.includes(name);

  it(
    isListed ? 'is listed, completed and done' : 'is neither listed nor completed, and refused',
    async () => {
      const { terminal, emit, shows, executed, text, ui } = openLines();
      emit(opening);
      await shows(here);
      const help = viewLines('help', initialScreenState);
      expect(help.some((line) => new RegExp(`^/${name}[ :]`).test(line))).toBe(isListed);
      expect(completeLine('/', initialScreenState)[0].includes(`/${name}`)).toBe(isListed);
      const line = `/${name}${argumentOf[name] ?? ''}`;
      expect(parseLine(line).type).toBe('command');
      const before = text().length;
      terminal.write(`${line}\r`);
      if (name === 'quit') return ui.waitUntilExit();
      if (!isListed) return shows('is about a screen, and here is none');
      await vi.waitFor(() => {
        const said = text().slice(before).split('\n').length > 1;
        expect(executed.length > 0 || said).toBe(true);
      });
      expect(text()).not.toContain('about a screen');
    },
  );
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
