import { expect, it } from 'vitest';
import { ReplError } from '../../src/repl/errors.ts';
import { changed, during, opening, submitted, timed } from '../screen/events.ts';
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
