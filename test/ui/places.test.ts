import { expect, it } from 'vitest';
import { ReplError } from '../../src/repl/errors.ts';
import { changed, during, opening, submitted, timed, wholeRequest } from '../screen/events.ts';
import { pasteSequence } from '../support/keys.ts';
import { close, executes, opened, openUi, sent } from './open-ui.ts';

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

it.each([
  ['files', 80],
  ['ledger', 80],
  ['files', 120],
])(
  'lands at the prompt of the client that one turns to, out of the %s at %i',
  async (name, columns) => {
    const ui = await opened({ columns, rows: 24 });
    ui.press('Ctrl+X');
    ui.terminal.write(name.charAt(0));
    await ui.shows(name === 'files' ? "▸alice's files" : '▸ledger');
    ui.emit(timed({ type: 'client.selected', user: 'alice', client: 'C2' }));
    await ui.shows('▸C2', 'This is client C2 of alice', 'Enter send');
    expect(ui.text()).not.toMatch(/▸(?:alice's|ledger)/);
  },
);

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

it('scrolls where one sends to this client, and not where another one answers', async () => {
  const ui = await opened({ columns: 80, rows: 24 });
  const long = Array.from({ length: 60 }, (_, row) => `- row ${row}`).join('\n');
  ui.emit(wholeRequest('alice', 'C1', 'r', 'p', long));
  await ui.shows('row 59');
  ui.press('PageUp');
  await ui.hides('row 59');
  await sent(ui, '/as bob/C3 hello');
  await ui.shows('▼ more below');
  await sent(ui, '/as alice/C1 hello');
  await ui.shows('row 59');
});

it('goes to the end of the transcript by End, also where a draft stands', async () => {
  const ui = await opened({ columns: 80, rows: 24 });
  const long = Array.from({ length: 60 }, (_, row) => `- row ${row}`).join('\n');
  ui.emit(wholeRequest('alice', 'C1', 'r', 'p', long));
  ui.terminal.write('draft');
  await ui.shows('row 59', '› draft');
  ui.press('PageUp', 'Home');
  await ui.shows('▼ more below');
  // To the end of the line first.
  ui.press('End');
  ui.terminal.write('!');
  await ui.shows('› draft!', '▼ more below');
  ui.press('End');
  await ui.shows('row 59');
  ui.press('Home', 'Home');
  await ui.shows('row 0', '› draft!');
});

it('tells what became of the request of a client that was closed', async () => {
  const ui = await opened({
    execute: async (command) => {
      if (command.type !== 'close') return;
      ui.emit(
        timed({ type: 'client.selected', user: 'alice', client: 'C2' }),
        during(
          'alice',
          'C1',
          'R1',
          { type: 'session.destroyed' },
          { type: 'session.confirmed-gone', milliseconds: 9 },
        ),
        timed(
          {
            type: 'request.cancelled',
            user: 'alice',
            client: 'C1',
            request: 'R1',
            milliseconds: 9,
          },
          { type: 'client.closed', user: 'alice', client: 'C1' },
        ),
      );
    },
  });
  ui.emit(withToolCall);
  await ui.shows('list_files');
  ui.press('Ctrl+X');
  ui.terminal.write('w');
  await ui.shows('C1 was closed: its request was cancelled · sessio gone ✓', 'alice·C2 ›');
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

it('is not scrolled up by the ledger where all that is below can be seen', async () => {
  const ui = await opened();
  ui.emit(wholeRequest('alice', 'C1', 'r1', 'tea', 'one'));
  ui.emit(wholeRequest('alice', 'C1', 'r2', 'milk', 'two'));
  await ui.shows('› milk');
  ui.press('Ctrl+X');
  ui.terminal.write('l');
  await ui.shows('▸ledger');
  ui.press('Enter');
  await ui.hides('▸ledger');
  await ui.shows('› tea', '› milk', 'ask for something, or / for commands');
  expect(ui.text()).not.toContain('more below');
  ui.terminal.write('/');
  await ui.shows('alice·C1 › /');
});

it('says what / does where one has scrolled up, and Esc goes back to the end', async () => {
  const ui = await opened({ columns: 80, rows: 24 });
  const lines = Array.from({ length: 60 }, (_, row) => `- row ${row} of it`).join('\n');
  ui.emit(wholeRequest('alice', 'C1', 'r', 'p', lines));
  await ui.shows('row 59 of it', '› ask for something, or / for commands');
  ui.press('Home');
  await ui.shows('▼ more below', '› ask for something, or / to search');
  ui.terminal.resize(80, 100);
  await ui.shows('row 0 of it', 'row 59 of it', 'or / for commands');
  await ui.hides('▼ more below');
  ui.terminal.resize(80, 24);
  await ui.shows('▼ more below');
  await close(ui, '▼ more below');
  await ui.shows('row 59 of it', 'or / for commands');
});
