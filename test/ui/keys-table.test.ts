import { describe, expect, it } from 'vitest';
import {
  commandDefinitions,
  maximumPromptBytes,
  parseLine,
} from '../../src/repl/command-language.ts';
import { hintLine } from '../../src/ui/hints/hint-line.ts';
import { placeHints } from '../../src/ui/hints/place-hints.ts';
import { commandKeys, ownActions, ownKeys } from '../../src/ui/keys/key-table.ts';
import { createKeymap, defaultKeymap } from '../../src/ui/keys/keymap.ts';
import { createFuzzy } from '../../src/ui/overlay/fuzzy.ts';
import { helpLines } from '../../src/ui/overlay/help-lines.ts';
import { paletteEntries } from '../../src/ui/overlay/palette.ts';
import { editingKeys } from '../../src/ui/prompt/keys.ts';
import { type Line, lineWidth } from '../../src/ui/rows/row.tsx';
import { initialViewState } from '../../src/ui/view/view.ts';
import { wholeRequest } from '../screen/events.ts';
import { pasteSequence } from '../support/keys.ts';
import { opened } from './open-ui.ts';

const textOf = (line: Line): string => line.map(({ text }) => text).join('');
const commands = commandDefinitions.map(({ name }) => name);
const palette = paletteEntries(defaultKeymap, []);

describe('keys, slash commands, palette and help are one', () => {
  it('every key gives a slash command, or is the prompt line’s or Esc’s own', () => {
    for (const { action } of commandKeys) expect(commands).toContain(action);
    expect(ownKeys.map(({ action }) => action)).toEqual([...ownActions]);
    for (const action of ownActions) expect(commands).not.toContain(action);
  });

  it('no key stands for two things, and none of them edits the line', () => {
    const keys = [...ownKeys, ...commandKeys].flatMap((row) => row.keys);
    expect(new Set([...keys, ...editingKeys]).size).toBe(keys.length + editingKeys.length);
  });

  it('what a key gives is understood, or asks for what is missing', () => {
    for (const { keys } of commandKeys) {
      for (const key of keys) {
        const bound = defaultKeymap.boundTo(key);
        if (bound?.type !== 'command') throw new Error(`${key} is not bound`);
        expect(parseLine(bound.line).type, bound.line).toBe(bound.asks ? 'error' : 'command');
      }
    }
  });

  it('the palette holds every slash command once, with its keys', () => {
    expect(palette.map(({ name }) => name)).toEqual(commands);
    const keysOf = (name: string) => palette.find((entry) => entry.name === name)?.keys;
    expect(keysOf('new')).toEqual(['Ctrl+X n']);
    expect(keysOf('next')).toEqual(['Shift+→', 'Ctrl+X →']);
    expect(keysOf('tab')).toEqual(['Ctrl+X 1…9']);
    expect(keysOf('reset')).toEqual([]);
  });

  it.each([56, 76, 116, 196])(
    'help tells all of it in rows of %i columns, cutting nothing',
    (width) => {
      const lines = helpLines(defaultKeymap, width);
      expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(width);
      const letters = (text: string) => text.replace(/\s/g, '');
      // Wrapped columns stand beside each other: what is below a cell belongs to it, so words are looked for one by one.
      const words = new Set(lines.flatMap((line) => textOf(line).split(/\s+/)));
      for (const { keys, usage, help } of defaultKeymap.groups.flatMap(({ entries }) => entries)) {
        for (const word of `${keys.join(' ')} ${usage} ${help}`.split(/\s+/).filter(Boolean)) {
          const found =
            words.has(word) || lines.some((line) => letters(textOf(line)).includes(word));
          expect(found, `${word} at ${width}`).toBe(true);
        }
      }
      expect(lines.some((line) => textOf(line).includes('…/'))).toBe(false);
    },
  );

  it('the hint line is made of the same, and as many hints as fit', () => {
    const hints = (width: number, chord = false) =>
      textOf(hintLine({ ...initialViewState, chord }, width, defaultKeymap));
    expect(hints(120)).toMatch(
      /^ Enter send · Esc cancel · Ctrl\+X n new client · Ctrl\+X u users · Ctrl\+P commands · Ctrl\+X f files +\? keys $/,
    );
    expect(hints(60)).toMatch(/^ Enter send · Esc cancel · Ctrl\+X n new client +\? keys $/);
    expect(hints(120, true)).toContain(
      ' Ctrl+X …  u users · n new client · w close · r rename · 1…9 that client',
    );
  });
});

describe('keys that are bound anew', () => {
  const keymap = createKeymap(
    new Map([
      ['new', ['ctrl+n', 'alt+n']],
      ['reset', ['ctrl+x z']],
      ['tab', ['alt+1', 'alt+2']],
      ['open', ['ctrl+x o']],
      ['help', []],
    ]),
  );

  it('do what they are bound to, and no longer what they were', () => {
    expect(keymap.boundTo('ctrl+n')).toMatchObject({ line: '/new', asks: false });
    expect(keymap.boundTo('ctrl+x n')).toBeUndefined();
    expect(keymap.boundTo('ctrl+x z')).toMatchObject({ line: '/reset' });
    expect(keymap.boundTo('alt+2')).toMatchObject({ line: '/tab 2' });
    expect(keymap.boundTo('ctrl+x 3')).toBeUndefined();
    expect(keymap.boundTo('ctrl+x o')).toMatchObject({ line: '/open', asks: true });
    expect(keymap.boundTo('?')).toBeUndefined();
  });

  it('are shown as they are bound', () => {
    const help = helpLines(keymap, 110).map(textOf).join('\n');
    expect(help).toMatch(/Ctrl\+N {2}Alt\+N +\/new \[user\]/);
    expect(help).toMatch(/Ctrl\+X z +\/reset \[user\]/);
    const hints = textOf(hintLine(initialViewState, 120, keymap));
    expect(hints).toContain('Ctrl+N new client');
    expect(hints).not.toContain('keys');
  });
});

describe('finding a command', () => {
  const firstOf = async (query: string) => {
    const fuzzy = createFuzzy();
    await fuzzy.load();
    return fuzzy.search(query, palette).map(({ item }) => item.name);
  };

  it.each([
    ['ledger', 'ledger'],
    ['ldgr', 'ledger'],
    ['pdown', 'page-down'],
    ['quit', 'quit'],
    ['delete all', 'reset'],
  ])('%s finds %s first', async (query, name) => {
    expect((await firstOf(query))[0]).toBe(name);
  });

  it('finds nothing where nothing is meant', async () => {
    expect(await firstOf('xyzzy')).toEqual([]);
  });

  it('finds what holds the query before the library is there', () => {
    const found = createFuzzy().search('Ledg', palette);
    expect(found.map(({ item }) => item.name)).toEqual(['ledger']);
  });

  it('puts what was used last first, newest first', () => {
    const names = paletteEntries(defaultKeymap, ['reset', 'gone', 'model']).map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['reset', 'model', 'as']);
    expect(new Set(names).size).toBe(commands.length);
  });
});

describe('keys that are named on the screen', () => {
  const places = (keymap = defaultKeymap) =>
    Object.values(placeHints(keymap)).flatMap((hints) => hints.map(([keys]) => keys));
  const rebound = createKeymap(
    new Map([
      ['history-search', ['alt+r']],
      ['history-previous', []],
      ['history-next', []],
      ['send', ['alt+enter']],
      ['complete', ['alt+t']],
      ['bottom', []],
    ]),
  );

  it('are those that are bound; what no key is bound to is left out', () => {
    expect(places()).toEqual(expect.arrayContaining(['Ctrl+R ↑', '↓', 'Tab ↑ ↓', 'End']));
    const hints = placeHints(rebound);
    expect(hints['history-search']).toEqual([
      ['Alt+R', 'older'],
      ['Alt+Enter', 'take it'],
      ['Esc', 'back to the draft'],
    ]);
    expect(hints.completions[0]).toEqual(['Alt+T', 'choose']);
    expect(places(rebound)).not.toContain('End');
  });

  it('also where editing keys stand for something else', () => {
    const keys = (keymap = defaultKeymap) =>
      keymap.groups[0]?.entries.find(({ name }) => name === 'edit')?.keys;
    expect(keys()?.[0]).toMatch(/ W /);
    expect(keys(createKeymap(new Map([['close', ['ctrl+w']]])))?.[0]).not.toMatch(/ W /);
  });

  it.each(['alt+e', undefined])('%s: in messages, rules and the welcome', async (key) => {
    const keys = new Map([
      ['external-editor', key ? [key] : []],
      ['bottom', key ? ['alt+z'] : []],
      ['users', []],
    ]);
    const ui = await opened({ settings: { keys }, columns: 100, rows: 24 });
    await ui.shows('/users', 'be another user');
    ui.terminal.write(pasteSequence('x'.repeat(maximumPromptBytes + 1)));
    await ui.shows('257 KiB of at most 256 KiB');
    expect(ui.text().includes('Alt+E shortens it')).toBe(key !== undefined);
    expect(ui.text()).not.toContain('Ctrl+G');
    ui.press('Ctrl+C');
    const lines = Array.from({ length: 60 }, (_, row) => `- row ${row}`).join('\n');
    ui.emit(wholeRequest('alice', 'C1', 'r', 'p', lines));
    await ui.shows('row 59');
    ui.press('PageUp');
    await ui.shows(key ? '▼ more below · Alt+Z ─' : '▼ more below ─');
    expect(ui.text()).not.toMatch(/End (?:back|─)/);
  });
});
