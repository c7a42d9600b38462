import { describe, expect, it } from 'vitest';
import { timed } from '../screen/events.ts';
import { pasteSequence } from '../support/keys.ts';
import { executes, opened } from './open-ui.ts';

describe.each([
  [60, 16],
  [200, 60],
])('the palette at %i×%i', (columns, rows) => {
  it('finds a command, does it, and leaves the draft alone', async () => {
    const ui = await opened({ columns, rows });
    ui.terminal.write('a draft');
    ui.press('Ctrl+P');
    await ui.shows('─ Commands ─', '› /as', 'Ctrl+X u', 'alice·C1 › a draft');
    ui.terminal.write('clsd');
    ui.press('Backspace');
    ui.terminal.write('e');
    await ui.shows('› clse▏', '› /close [client]');
    await ui.hides('/ledger');
    ui.press('Enter');
    await executes(ui, { type: 'close', client: 'C1' });
    await ui.hides('─ Commands ─');
    expect(ui.text()).toContain('alice·C1 › a draft');
    ui.press('Ctrl+P');
    await ui.shows('› /close [client]');
    ui.press('Down', 'Up', 'End');
    await ui.shows('› /quit');
    ui.press('Ctrl+P');
    await ui.hides('─ Commands ─');
    expect(ui.terminal.screen()).toHaveLength(rows);
  });
});

describe('a command that needs an argument', () => {
  it('is put into the prompt line; the draft comes back when it was sent', async () => {
    const ui = await opened();
    ui.terminal.write('a draft');
    ui.press('Ctrl+X');
    ui.terminal.write('r');
    await ui.shows('alice·C1 › /rename');
    await ui.hides('a draft');
    ui.terminal.write('review');
    ui.press('Enter');
    await executes(ui, { type: 'rename', name: 'review', client: 'C1' });
    ui.emit(timed({ type: 'client.renamed', user: 'alice', client: 'C1', name: 'review' }));
    await ui.shows('▸C1 review', 'alice·C1 review › a draft');
    ui.emit(timed({ type: 'client.renamed', user: 'alice', client: 'C1' }));
    await ui.shows('alice·C1 › a draft');
    expect(ui.text()).not.toContain('review');
  });

  it.each(['Escape', 'Ctrl+C'])('gives way to the draft again by %s', async (key) => {
    const ui = await opened();
    ui.terminal.write('a draft');
    ui.press('Ctrl+P');
    await ui.shows('─ Commands ─');
    ui.terminal.write('open');
    await ui.shows('› /open <path>');
    ui.press('Enter');
    await ui.shows('alice·C1 › /open');
    ui.press(key);
    await ui.shows('alice·C1 › a draft');
    expect(ui.executed).toEqual([]);
  });

  it('is one that may have an argument, by Tab', async () => {
    const ui = await opened();
    ui.press('Ctrl+P');
    ui.terminal.write('/new');
    await ui.shows('› /new [user]');
    ui.press('Tab');
    await ui.shows('alice·C1 › /new');
    expect(ui.executed).toEqual([]);
  });
});

describe('the user picker', () => {
  it('finds by typing, and says what can not be a name', async () => {
    const ui = await opened();
    ui.press('Ctrl+X');
    ui.terminal.write('u');
    await ui.shows('› alice', 'bob', 'C1, C2');
    ui.terminal.write('BO');
    await ui.shows('› bob', 'create BO');
    await ui.hides('C1, C2');
    ui.press('Ctrl+U');
    ui.terminal.write(pasteSequence('a/b\nrest'));
    await ui.shows('› a/b▏', 'a user name is made of');
    ui.press('Enter', 'Backspace');
    await ui.shows('› a/▏');
    ui.press('Ctrl+U');
    await ui.shows('› alice');
    ui.terminal.write('bob');
    await ui.shows('› bob▏');
    await ui.hides('create');
    ui.press('Enter');
    await executes(ui, { type: 'identify' }, { type: 'user', user: 'bob' });
  });
});

describe('help', () => {
  it('is scrolled to its end at 60×16', async () => {
    const ui = await opened({ columns: 60, rows: 16 });
    ui.terminal.write('?');
    await ui.shows('─ Help ─', 'At the prompt', '1–9 of');
    ui.press('End');
    await ui.shows('with an argument');
    ui.press('PageUp');
    await ui.hides('with an argument');
    ui.terminal.write('q');
    await ui.hides('─ Help ─');
  });
});

describe('keys that a configuration binds', () => {
  const keys = new Map([
    ['new', ['ctrl+t']],
    ['reset', ['ctrl+x z']],
    ['send', ['alt+enter']],
    ['newline', ['enter']],
    ['help', []],
    ['complete', []],
  ]);

  it('do so, and those that were taken away do nothing', async () => {
    const ui = await opened({ settings: { keys } });
    await ui.shows('Alt+Enter send', 'Ctrl+T new client');
    ui.press('Ctrl+X');
    ui.terminal.write('n');
    ui.press('Ctrl+T');
    ui.press('Ctrl+X');
    ui.terminal.write('z');
    ui.terminal.write('?');
    await ui.shows('alice·C1 › ?');
    ui.press('Backspace');
    ui.terminal.write('/led');
    await ui.shows('alice·C1 › /led');
    ui.press('Tab', 'Left');
    ui.terminal.write('!');
    await ui.shows('alice·C1 › /le!d');
    ui.press('Ctrl+U', 'Delete');
    ui.terminal.write('?');
    await ui.shows('alice·C1 › ?');
    ui.press('Enter');
    ui.terminal.write('two');
    ui.press('Alt+Enter');
    await executes(
      ui,
      { type: 'new', user: 'alice' },
      { type: 'reset', user: 'alice' },
      { type: 'prompt', text: '?\ntwo', client: 'C1' },
    );
  });
});

describe('what is wrong is told where one looks', () => {
  it('a client that is not there, until the next key', async () => {
    const ui = await opened();
    ui.press('Ctrl+X');
    ui.terminal.write('7');
    await ui.shows('there is no client C7: Ctrl+X n opens one');
    expect(ui.executed).toEqual([]);
    ui.terminal.write('x');
    await ui.hides('there is no client');
  });

  it('but a key that means nothing does nothing', async () => {
    const ui = await opened();
    const before = ui.text();
    // F5, Ctrl+B, Ctrl+Z, Ctrl+S, Ctrl+Q, Alt+X, Insert, and Ctrl+X before a key that nothing is bound to.
    for (const sequence of [
      '\x1b[15~',
      '\x02',
      '\x1a',
      '\x13',
      '\x11',
      '\x1bx',
      '\x1b[2~',
      '\x18',
      'q',
    ]) {
      ui.terminal.write(sequence);
    }
    ui.terminal.write('end');
    await ui.shows('alice·C1 › end');
    expect(ui.executed).toEqual([]);
    ui.press('Ctrl+U');
    await ui.hides('› end');
    expect(ui.text()).toBe(before);
  });

  it.each(['escape', 'end', 'tab', 'enter'])('nor does the word "%s", typed fast', async (word) => {
    const ui = await opened();
    ui.terminal.write(word);
    await ui.shows(`alice·C1 › ${word}`);
  });
});
