import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../src/repl/command.ts';
import type { ReplEvent } from '../../../src/repl/events.ts';
import { changed, opening, submitted, timed } from '../../screen/events.ts';
import { pasteSequence } from '../../support/keys.ts';
import { openUi, type TestUi } from '../open-ui.ts';

type Diffed = Extract<ReplEvent, { type: 'file.diffed' }>;

const size = { columns: 120, rows: 30 };

/** A screen whose heart has these files of alice's, with the focus on them. */
async function openFiles(contents: Readonly<Record<string, string>>, { columns, rows } = size) {
  const ui: TestUi = openUi({
    columns,
    rows,
    execute: async (command) => {
      if (command.type === 'open') answer(command);
      if (command.type === 'diff') diff(command);
    },
  });
  const written = new Map(Object.entries(contents));
  const revisions = new Map<string, number>();

  function answer({ path, preview }: Extract<Command, { type: 'open' }>) {
    const content = written.get(path);
    if (content === undefined) throw new Error('gone');
    const revision = revisions.get(path) ?? 1;
    const passing = preview ? ({ preview } as const) : {};
    ui.emit(timed({ type: 'file.opened', user: 'alice', path, revision, content, ...passing }));
  }
  function diff({ path, since = 'change' }: Extract<Command, { type: 'diff' }>) {
    const hunk = { oldStart: 1, oldLines: 1, newStart: 1, newLines: 1 };
    const lines = since === 'change' ? ['-before', '+after'] : ['-at the start', '+after'];
    const event: Omit<Diffed, 'time'> = {
      type: 'file.diffed',
      user: 'alice',
      path,
      since,
      from: since === 'change' ? 3 : 1,
      to: 4,
      author: { client: 'C1', request: 'R7' },
      hunks: [{ ...hunk, lines }],
    };
    ui.emit(timed(event));
  }
  const write = (path: string, content: string) => {
    const revision = (revisions.get(path) ?? 0) + 1;
    revisions.set(path, revision);
    written.set(path, content);
    const [event] = changed('alice', path, Buffer.byteLength(content), 'C1', 'R1');
    if (event) ui.emit([{ ...event, revision } as ReplEvent]);
  };
  const remove = (path: string) => {
    written.delete(path);
    ui.emit(
      timed({
        type: 'file.changed',
        user: 'alice',
        path,
        operation: 'deleted',
        revision: 1,
        size: 0,
        writer: 'C1',
      }),
    );
  };
  ui.emit(opening);
  for (const [path, content] of Object.entries(contents)) write(path, content);
  ui.press('Ctrl+X');
  ui.terminal.write('f');
  await ui.shows("▸alice's files");
  return { ...ui, write, remove };
}

const closeWith = async (ui: TestUi, ...gone: readonly string[]) => {
  ui.press('Escape');
  await ui.hides(...gone);
};

describe('the files on the screen', () => {
  it('previews what the cursor comes to, with line numbers, and follows its changes', async () => {
    const ui = await openFiles({ 'docs/guide.txt': 'first line\nsecond line', 'notes.txt': 'tea' });
    await ui.shows('notes.txt', '1 tea');
    ui.press('Up');
    await ui.shows('docs/guide.txt', '1 first line', '2 second line');
    await ui.hides('1 tea');
    ui.write('docs/guide.txt', 'written again');
    await ui.shows('1 written again', 'r2 · 13 B');
    ui.press('Home');
    await ui.shows(' docs/', '1 file · 13 B');
    await ui.hides('written again');
    await closeWith(ui, "▸alice's files");
    await ui.shows('This is client C1');
  });

  it('asks once for each file that the cursor comes to, and not at all beside the tree', async () => {
    const ui = await openFiles({ 'a.txt': 'one', 'b.txt': 'two' });
    await ui.shows('1 two');
    ui.press('Up');
    await ui.shows('1 one');
    ui.press('Escape');
    await ui.shows('This is client C1');
    ui.write('a.txt', 'again');
    await ui.shows('5 B');
    expect(ui.executed).toEqual([
      { type: 'open', user: 'alice', path: 'b.txt', preview: true },
      { type: 'open', user: 'alice', path: 'a.txt', preview: true },
    ]);
  });

  it('scrolls the preview by J and K, renders Markdown or not by m', async () => {
    const lines = Array.from({ length: 60 }, (_, line) => `- **item ${line}**`).join('\n');
    const ui = await openFiles({ 'list.md': lines });
    await ui.shows('• item 0', '1–24 of 60');
    ui.terminal.write('JJJ');
    await ui.shows('4–27 of 60');
    ui.terminal.write('K');
    await ui.shows('3–26 of 60');
    ui.terminal.write('m');
    await ui.shows('3 - **item 2**', 'raw');
    ui.terminal.write('m');
    await ui.shows('• item 2');
  });

  it('opens and closes directories by ← and →, as in any tree', async () => {
    const ui = await openFiles({ 'a/b/deep.txt': 'x', 'a/c.txt': 'y' });
    await ui.shows('›  ● c.txt');
    ui.press('Left');
    await ui.shows('›▾ a/');
    ui.press('Left');
    await ui.shows('›▸ a/');
    await ui.hides('c.txt');
    ui.press('Right');
    await ui.shows('›▾ a/', 'c.txt');
    ui.press('Right');
    await ui.shows('›  ▾ b/');
    ui.press('Enter');
    await ui.shows('›  ▸ b/');
    ui.write('a/b/new.txt', 'z');
    await ui.shows('›  ▾ b/', '● new.txt');
  });

  it('searches paths by /, marks nothing else, and shows the tree again by Esc', async () => {
    const ui = await openFiles({
      'docs/guide.txt': 'g',
      'docs/old/tea.txt': 't',
      'notes.txt': 'n',
    });
    ui.press('Home', 'Left');
    await ui.shows('›▸ docs/');
    ui.terminal.write('/');
    ui.terminal.write('oltea');
    await ui.shows('/oltea▏', '1 of 3', 'docs/old/tea.txt', '1 t');
    await ui.hides('notes.txt');
    ui.press('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
    ui.terminal.write(pasteSequence('zzz\n'));
    await ui.shows('/zzz▏', 'no path matches: Esc shows all');
    ui.press('Backspace', 'Backspace', 'Backspace');
    ui.terminal.write('tea');
    await ui.shows('1 t');
    ui.press('Enter');
    await ui.shows("alice's docs/old/tea.txt · revision 1");
    await closeWith(ui, 'revision 1');
    await ui.shows('/tea▏');
    await closeWith(ui, '/tea▏');
    // What was closed is open where the cursor is.
    await ui.shows("▸alice's files", '● tea.txt', 'notes.txt');
  });

  it('searches within a file, goes from hit to hit, and closes the search before the file', async () => {
    const text = Array.from(
      { length: 200 },
      (_, line) => `${line % 50 === 7 ? 'Tea' : 'water'} ${line}`,
    );
    const ui = await openFiles({ 'long.txt': text.join('\n') });
    ui.press('Enter');
    await ui.shows("alice's long.txt", '1–23 of 200');
    ui.terminal.write('/');
    ui.terminal.write('tea');
    await ui.shows('/tea▏   1 of 4', '8–30 of 200');
    ui.press('Enter');
    await ui.hides('/tea▏');
    ui.terminal.write('nn');
    await ui.shows('/tea   3 of 4', 'Tea 107');
    ui.terminal.write('N');
    await ui.shows('/tea   2 of 4', 'Tea 57');
    await closeWith(ui, '/tea');
    await ui.shows("alice's long.txt");
    await closeWith(ui, "alice's long.txt ·");
  });

  it('shows the last change by d, and by d again all of its request', async () => {
    const ui = await openFiles({ 'notes.txt': 'after' });
    ui.terminal.write('d');
    await ui.shows("alice's notes.txt · last change · r3 → r4 · C1 R7", '1 - before', '1 + after');
    ui.terminal.write('d');
    await ui.shows('all of R7 · r1 → r4 · C1', '1 - at the start');
    ui.terminal.write('d');
    await ui.shows('last change', '1 - before');
    await closeWith(ui, 'last change');
    expect(
      ui.executed
        .filter(({ type }) => type === 'diff')
        .map((each) => 'since' in each && each.since),
    ).toEqual([false, 'request', 'change']);
  });

  it('keeps its place when files around it, or the one it is on, are deleted', async () => {
    const ui = await openFiles({ 'a.txt': '1', 'b.txt': '2', 'c.txt': '3' });
    ui.press('Up');
    await ui.shows('›● b.txt', '1 2');
    ui.remove('a.txt');
    await ui.shows('2 files');
    expect(ui.text()).toContain('›● b.txt');
    ui.remove('b.txt');
    await ui.shows('›● c.txt', '1 3');
    ui.remove('c.txt');
    await ui.shows('nothing yet', 'This is client C1');
    ui.terminal.write('/users');
    await ui.shows('alice·C1 › /users');
    ui.press('Ctrl+U', 'Ctrl+X');
    ui.terminal.write('f');
    ui.write('new.txt', 'back');
    await ui.shows('›● new.txt', '1 back');
  });

  it('lets marks fade with the next prompts, without a timer', async () => {
    const ui = await openFiles({ 'a.txt': '1' });
    ui.emit(submitted('alice', 'C1', 'R2', 'p'));
    ui.write('b.txt', '2');
    await ui.shows('● a.txt', '● b.txt');
    ui.emit(submitted('alice', 'C1', 'R3', 'p'));
    await ui.hides('● a.txt');
    expect(ui.text()).toContain('● b.txt');
  });

  it('shows nothing of alice’s to bob: neither preview, filter, diff nor cursor', async () => {
    const ui = await openFiles({ 'secret.txt': 'hush' });
    await ui.shows('1 hush');
    ui.terminal.write('/sec');
    await ui.shows('/sec▏');
    ui.emit(timed({ type: 'client.selected', user: 'bob', client: 'C3' }));
    await ui.shows("bob's files", 'bob·C3 ›');
    for (const trace of ['secret', 'hush', '/sec']) expect(ui.text()).not.toContain(trace);
  });

  it.each([
    [60, 16],
    [80, 24],
    [99, 30],
  ])('takes the second page at %i×%i, tree above and preview below', async (columns, rows) => {
    const contents = { 'docs/a.txt': 'in docs', 'notes.md': '# Tea' };
    const ui = await openFiles(contents, { columns, rows });
    await ui.shows("alice's files", '›● notes.md', 'Tea', 'r1 · 5 B');
    expect(ui.text()).not.toContain('ledger');
    expect(ui.terminal.screen()[0]).toContain('alice ▸C1');
    expect(ui.terminal.scrollback()).toEqual([]);
    ui.press('Up');
    await ui.shows('1 in docs');
    await closeWith(ui, "alice's files");
  });

  it('shows hostile content harmlessly, in the preview and in the whole', async () => {
    const ui = await openFiles({ 'evil.txt': '\u001b[2J\u001b[1;1H\u0000\u202eabc\u0007' });
    await ui.shows('1 ␛[2J␛[1;1H␀‹U+202E›abc␇');
    ui.press('Enter');
    await ui.shows("alice's evil.txt", '1 ␛[2J␛[1;1H␀‹U+202E›abc␇');
    expect(ui.terminal.written).not.toContain('\u001b[2J\u001b[1;1H\u0000');
    expect(ui.terminal.written).not.toContain('\u202e');
  });

  it('stays silent where a file is gone before it could be read', async () => {
    const ui = await openFiles({ 'a.txt': '1', 'b.txt': '2' });
    await ui.shows('1 2');
    ui.emit(changed('alice', 'ghost.txt'));
    ui.press('End');
    await ui.shows('›● ghost.txt');
    await vi.waitFor(() =>
      expect(ui.executed.at(-1)).toMatchObject({ path: 'ghost.txt', preview: true }),
    );
    // What the view does next is no reason to ask again.
    ui.terminal.write('mm');
    ui.press('Home');
    await ui.shows('1 1');
    const asked = ui.executed.filter((each) => 'path' in each && each.path === 'ghost.txt');
    expect(asked).toHaveLength(1);
    await closeWith(ui, "▸alice's files");
    // No notice of it in the transcript.
    await ui.shows('This is client C1');
  });
});

it('cuts a long path in its middle: what is shown of the file is said whole', async () => {
  const ui = openUi({ columns: 60, rows: 16 });
  const path = 'docs/very/deep/folder/with-a-long-file-name-for-a-guide.md';
  ui.emit(
    opening,
    timed({ type: 'file.opened', user: 'alice', path, revision: 2, content: 'text' }),
  );
  await ui.shows("alice's docs/", 'guide.md · revision 2 · 4 B', '…');
});
