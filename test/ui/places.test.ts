import { expect, it } from 'vitest';
import { ReplError } from '../../src/repl/errors.ts';
import { changed, during, opening, submitted, timed, wholeRequest } from '../screen/events.ts';
import { pasteSequence } from '../support/keys.ts';
import { executes, opened, openUi } from './open-ui.ts';

/*
 * One key belongs to one place: where one has turned from the transcript, or something lies over it.
 */

const withToolCall = [
  ...submitted('alice', 'C1', 'R1', 'what about tea'),
  ...during(
    'alice',
    'C1',
    'R1',
    { type: 'session.created', server: '127.0.0.1:1' },
    { type: 'tool.started', call: 'c', tool: 'list_files', arguments: {} },
    {
      type: 'tool.completed',
      call: 'c',
      tool: 'list_files',
      ok: true,
      result: 'Nothing here.',
      handled: true,
      milliseconds: 1,
    },
  ),
];

it('takes what the history search has found, though a tool call was chosen before', async () => {
  const ui = await opened();
  ui.terminal.write('what about tea\r');
  ui.emit(withToolCall);
  await ui.shows('list_files');
  ui.press('Tab');
  await ui.shows('Enter open');
  ui.press('Ctrl+R');
  await ui.shows('search "" ›');
  ui.terminal.write('tea');
  await ui.shows('search "tea" › what about tea');
  ui.press('Enter');
  await ui.shows('alice·C1 › what about tea');
  expect(ui.text()).not.toContain('Nothing here.');
});

it('lets the history be searched for n, though the transcript was searched before', async () => {
  const ui = await opened();
  ui.terminal.write('now and then\r');
  await executes(ui, { type: 'prompt', text: 'now and then', client: 'C1' });
  ui.emit(withToolCall);
  ui.terminal.write('/search tea');
  await ui.shows('› /search tea');
  ui.press('Enter');
  await ui.shows('n N');
  ui.press('Ctrl+R');
  ui.terminal.write('n');
  await ui.shows('search "n" › ');
});

it('shows what a chord turns to, whatever lay over it', async () => {
  const ui = await opened();
  ui.terminal.write('?');
  await ui.shows('─ Help ─');
  ui.press('Ctrl+X');
  ui.terminal.write('f');
  await ui.shows("▸alice's files");
  expect(ui.text()).not.toContain('─ Help ─');
});

it('closes what lies over the screen by Ctrl+C, and keeps the draft', async () => {
  const ui = await opened();
  ui.terminal.write('a draft');
  ui.press('Ctrl+P');
  await ui.shows('─ Commands ─');
  ui.press('Ctrl+C');
  await ui.hides('─ Commands ─');
  expect(ui.text()).toContain('alice·C1 › a draft');
});

it('gives the panel the width that was wished for', async () => {
  const ui = openUi({ columns: 140, settings: { panel: { shown: true, width: 64 } } });
  ui.emit(opening);
  await ui.shows("alice's files");
  const row = ui.terminal.screen().find((each) => each.includes("alice's files")) ?? '';
  expect(row.indexOf('│')).toBe(140 - 64 - 1);
});

it('does not search what is above an inline frame, and says who does', async () => {
  const ui = openUi({ settings: { inline: true } });
  ui.emit(opening, timed({ type: 'user.added', user: 'eve' }));
  await ui.shows('alice·C1 ›');
  ui.terminal.write('/search tea\r');
  await ui.shows("the terminal's own search");
});

it('opens nothing where everybody was to be asked and nobody was', async () => {
  const ui = await opened({
    execute: async () => {
      throw new ReplError('client-limit', 'there is no client after C9999', 'Use a free number.');
    },
  });
  ui.terminal.write('/all what is tea\r');
  await ui.shows('there is no client after C9999', 'alice·C1 › /all what is tea');
  expect(ui.text()).not.toContain('bob C3 ');
  expect(ui.terminal.screen().at(-1)).toContain('Enter send');
});

it('shows what the tree is searched for made safe', async () => {
  const ui = await opened();
  ui.emit(changed('alice', 'notes.md'));
  ui.press('Ctrl+X');
  ui.terminal.write('f');
  await ui.shows("▸alice's files");
  ui.terminal.write('/');
  ui.terminal.write(pasteSequence('no\u202etes'));
  await ui.shows('0 of 1', '/no');
  expect(ui.terminal.written).not.toContain('\u202e');
});

it('deletes a user’s files only when asked twice in a row', async () => {
  const ui = await opened({ settings: { keys: new Map([['reset', ['ctrl+x z']]]) } });
  ui.emit(changed('alice', 'notes.md'));
  await ui.shows('notes.md');
  ui.press('Ctrl+X');
  ui.terminal.write('z');
  await ui.shows("this deletes alice's 1 file · 120 B for good: once more does it");
  ui.terminal.write('/new\r');
  await executes(ui, { type: 'new', user: 'alice' });
  ui.terminal.write('/reset\r');
  await ui.shows('alice·C1 › /reset', 'once more does it');
  ui.press('Enter');
  await executes(ui, { type: 'new', user: 'alice' }, { type: 'reset', user: 'alice' });
});

it('says what a chord that means nothing is, and where the keys are', async () => {
  const ui = await opened();
  ui.press('Ctrl+X');
  ui.terminal.write('z');
  await ui.shows('Ctrl+X z does nothing: ? shows the keys');
  ui.press('Right');
  await ui.hides('does nothing');
});

it('does nothing blindly where the terminal is too small, but leaves', async () => {
  const ui = await opened();
  ui.terminal.write('a draft');
  await ui.shows('a draft');
  ui.terminal.resize(50, 14);
  await ui.shows('Needs 60×16');
  ui.terminal.write('unseen');
  ui.terminal.write(pasteSequence('unseen'));
  ui.press('Enter', 'Ctrl+C', 'Ctrl+C');
  await ui.ui.waitUntilExit();
  expect(ui.executed).toEqual([]);
});

it('stays where one has scrolled to when another client is asked, and names a key that leads down', async () => {
  const ui = await opened({ columns: 80, rows: 24 });
  const lines = Array.from({ length: 60 }, (_, row) => `- row ${row} of it`).join('\n');
  ui.emit(wholeRequest('alice', 'C1', 'r', 'p', lines));
  await ui.shows('row 59 of it');
  ui.press('PageUp');
  await ui.shows('▼ more below · End');
  ui.terminal.write('/as bob/C3 tea');
  await ui.shows('▼ more below · PgDn');
  ui.press('Enter');
  await executes(ui, { type: 'as', user: 'bob', client: 'C3', text: 'tea' });
  await ui.shows('▼ more below · End');
});

it('brings the draft back as soon as the command that took its place is gone from the line', async () => {
  const ui = await opened();
  ui.terminal.write('a draft');
  ui.press('Ctrl+X');
  ui.terminal.write('r');
  await ui.shows('alice·C1 › /rename');
  ui.press('Ctrl+U');
  await ui.shows('alice·C1 › a draft');
});
