import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/repl/command.ts';
import { ReplError } from '../../src/repl/errors.ts';
import { changed, during, submitted, timed, wholeRequest } from '../screen/events.ts';
import { pasteSequence } from '../support/keys.ts';
import { close, executes, opened, type TestUi } from './open-ui.ts';

describe('keys', () => {
  it.each<[string, readonly string[], Command]>([
    ['a new client of this user', ['Ctrl+X', 'n'], { type: 'new', user: 'alice' }],
    ['to close this client', ['Ctrl+X', 'w'], { type: 'close', client: 'C1' }],
    ['that client', ['Ctrl+X', '3'], { type: 'tab', client: 'C3' }],
    ['the client beside', ['Shift+Right'], { type: 'tab', client: 'C2' }],
    ['the client before, around the end', ['Shift+Left'], { type: 'tab', client: 'C3' }],
    ['the client beside, by a chord', ['Ctrl+X', 'Right'], { type: 'tab', client: 'C2' }],
  ])('ask for %s', async (_name, keys, command) => {
    const ui = await opened();
    for (const key of keys) {
      if (key.length === 1) ui.terminal.write(key);
      else ui.press(key);
    }
    await executes(ui, command);
  });

  it('send what is typed to the client whose prompt line it was', async () => {
    const ui = await opened();
    ui.terminal.write('List my files\r');
    await executes(ui, { type: 'prompt', text: 'List my files', client: 'C1' });
    ui.emit(timed({ type: 'client.selected', user: 'bob', client: 'C3' }));
    ui.terminal.write('Mine, too\r');
    const mine: Command = { type: 'prompt', text: 'Mine, too', client: 'C3' };
    await vi.waitFor(() => expect(ui.executed.slice(1)).toEqual([mine]));
  });

  it('put a pasted text into the draft as it is', async () => {
    const ui = await opened();
    ui.terminal.write(pasteSequence('one\ntwo\nthree'));
    await ui.shows('one', 'two', 'three');
    expect(ui.executed).toEqual([]);
    ui.press('Enter');
    await executes(ui, { type: 'prompt', text: 'one\ntwo\nthree', client: 'C1' });
  });

  it('keep a line that can not be read in the editor, and say why', async () => {
    const ui = await opened();
    ui.terminal.write('/fils');
    ui.press('Enter');
    await ui.shows('alice·C1 › /fils', 'did you mean /files?');
    expect(ui.executed).toEqual([]);
    ui.press('Backspace');
    await ui.hides('did you mean');
  });

  it('say in one row why a pasted line of several rows can not be read', async () => {
    const ui = await opened({ columns: 80, rows: 24 });
    ui.terminal.write(pasteSequence('/user alice\nList my files\n'));
    await ui.shows('List my files');
    ui.press('Enter');
    await ui.shows('a user name is made of', 'alice␤List my f…');
    expect(ui.terminal.screen()[0]).toContain('alice ▸C1');
    expect(ui.terminal.screen()[22]).toContain('a user name is made of');
    expect(ui.terminal.screen()[23]).toContain('Enter send');
  });

  it('show a refused command to the client that gave it', async () => {
    const execute = async () => {
      throw new ReplError('client-unknown', 'there is no client C9', 'Known: C1.');
    };
    const ui = await opened({ execute });
    ui.terminal.write('/tab 9');
    ui.press('Enter');
    await ui.shows('✗ there is no client C9', 'Known: C1.');
  });

  it('say so where closing a client leads to another user, and only then', async () => {
    const heart: { closes?: TestUi['emit'] } = {};
    const next: Readonly<Record<string, readonly [string, string]>> = {
      C1: ['alice', 'C2'],
      C2: ['bob', 'C3'],
    };
    const ui = await opened({
      execute: async (command) => {
        const client = (command.type === 'close' && command.client) || '';
        const [user = '', selected = ''] = next[client] ?? [];
        heart.closes?.(
          timed(
            { type: 'client.selected', user, client: selected },
            { type: 'client.closed', user: 'alice', client },
          ),
        );
      },
    });
    heart.closes = ui.emit;
    ui.press('Ctrl+X');
    ui.terminal.write('w');
    await ui.shows('alice·C2 ›');
    expect(ui.text()).not.toContain('was closed');
    ui.press('Ctrl+X');
    ui.terminal.write('w');
    await ui.shows('bob·C3 ›', 'C2 was closed; this is bob');
  });

  it('clear the draft, then cancel, and leave only when pressed twice', async () => {
    const ui = await opened();
    ui.emit(
      submitted('alice', 'C1', 'r', 'p'),
      during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
    );
    ui.terminal.write('a draft');
    await ui.shows('a draft');
    ui.press('Ctrl+C');
    await ui.hides('a draft');
    expect(ui.executed).toEqual([]);
    ui.press('Ctrl+C');
    await executes(ui, { type: 'cancel', client: 'C1' });
    ui.emit(wholeRequest('alice', 'C1', 'r', '', '').slice(1));
    await ui.shows('gone ✓');
    ui.press('Ctrl+C');
    await ui.shows('Ctrl+C again leaves');
    ui.terminal.write('x');
    await ui.hides('Ctrl+C again leaves');
    ui.press('Backspace', 'Ctrl+C');
    await ui.shows('Ctrl+C again leaves');
    ui.press('Ctrl+C');
    await ui.ui.waitUntilExit();
  });

  it('leave by Ctrl+D on an empty prompt, and by /quit', async () => {
    const first = await opened();
    first.press('Ctrl+D');
    await first.ui.waitUntilExit();
    const second = await opened();
    second.terminal.write('/quit');
    second.press('Enter');
    await second.ui.waitUntilExit();
  });

  it('cancel by Esc, and keep the draft', async () => {
    const ui = await opened();
    ui.emit(
      submitted('alice', 'C1', 'r', 'p'),
      during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
    );
    ui.terminal.write('next thing');
    await ui.shows('next thing', 'created · Esc cancels');
    ui.press('Escape');
    await executes(ui, { type: 'cancel', client: 'C1' });
    expect(ui.text()).toContain('next thing');
  });

  it('walk through the history of this user only', async () => {
    const ui = await opened();
    ui.terminal.write('first of alice');
    ui.press('Enter');
    await vi.waitFor(() => expect(ui.executed).toHaveLength(1));
    ui.emit(timed({ type: 'client.selected', user: 'bob', client: 'C3' }));
    await ui.shows('bob·C3 › ask for');
    ui.press('Up');
    ui.terminal.write('x');
    await ui.shows('bob·C3 › x');
    ui.emit(timed({ type: 'client.selected', user: 'alice', client: 'C2' }));
    ui.press('Up');
    await ui.shows('alice·C2 › first of alice');
    ui.press('Down');
    await ui.shows('alice·C2 › ask for');
  });

  it('complete commands and file names, one candidate after the other', async () => {
    const ui = await opened();
    ui.emit(
      changed('alice', 'notes.md'),
      changed('alice', 'notes/old.md'),
      changed('bob', 'no.md'),
    );
    ui.terminal.write('/led');
    ui.press('Tab');
    await ui.shows('alice·C1 › /ledger');
    ui.press('Ctrl+U');
    ui.terminal.write('read @no');
    ui.press('Tab');
    await ui.shows('alice·C1 › read @notes.md', '│ ▸ notes.md', '│   notes/old.md');
    ui.press('Tab');
    await ui.shows('alice·C1 › read @notes/old.md', '│   notes.md', '│ ▸ notes/old.md');
    expect(ui.text()).not.toContain('no.md   ');
  });

  it('open help with ? on an empty prompt only', async () => {
    const ui = await opened();
    ui.terminal.write('?');
    await ui.shows('─ Help ─', 'Shift+Enter', '/user [name]');
    expect(ui.terminal.screen().at(-1)).toMatch(/^ ↑ ↓ scroll · PgUp PgDn page · Esc close$/);
    await close(ui, '─ Help ─');
    ui.terminal.write('why?');
    await ui.shows('alice·C1 › why?');
    expect(ui.text()).not.toContain('─ Help ─');
  });

  it('walk the file tree, close a directory, and open a file', async () => {
    const ui = await opened();
    ui.emit(changed('alice', 'docs/guide.md'), changed('alice', 'notes.md'));
    await ui.shows('guide.md', '▾ docs/');
    ui.press('Ctrl+X');
    ui.terminal.write('f');
    await ui.shows("▸alice's files", '›● notes.md', 'Esc back');
    ui.press('Home');
    await ui.shows('›▾ docs/');
    ui.press('Left');
    await ui.shows('›▸ docs/');
    await ui.hides('guide.md');
    ui.press('Down', 'Enter');
    await vi.waitFor(() =>
      expect(ui.executed).toContainEqual({ type: 'open', user: 'alice', path: 'notes.md' }),
    );
    const file = { path: 'notes.md', revision: 1, content: 'tea at four' };
    ui.emit(timed({ type: 'file.opened', user: 'alice', ...file }));
    await ui.shows('tea at four', "alice's notes.md · revision 1");
    await close(ui, 'tea at four');
    await ui.shows("▸alice's files");
    ui.emit(changed('alice', 'docs/new.md'));
    await ui.shows('▾ docs/', '● new.md');
    ui.terminal.write('typed');
    await ui.shows('alice·C1 › typed', "│ alice's files");
  });

  it('choose a user, or make one by typing a name', async () => {
    const ui = await opened();
    ui.emit(changed('alice', 'a.md'), changed('bob', 'a.md'), changed('bob', 'b.md'));
    ui.press('Ctrl+X');
    ui.terminal.write('u');
    await ui.shows('─ Users ─', '› alice', '1 file · 120 B', '2 files · 240 B', 'C1, C2');
    expect(ui.terminal.screen().at(-1)).toMatch(/^ ↑ ↓ choose · Enter turn to it · Esc close$/);
    ui.press('Down', 'Enter');
    await executes(ui, { type: 'identify' }, { type: 'user', user: 'bob' });
    await ui.hides('─ Users ─');
    ui.terminal.write('/users');
    ui.press('Enter');
    await ui.shows('─ Users ─');
    ui.terminal.write('carol');
    await ui.shows('› carol▏', '› create carol, a new user');
    await ui.hides('files · 240 B');
    ui.press('Enter');
    await executes(
      ui,
      { type: 'identify' },
      { type: 'user', user: 'bob' },
      { type: 'identify' },
      { type: 'user', user: 'carol' },
    );
  });

  it('show the panel as a second page where there is no room beside', async () => {
    const ui = await opened({ columns: 80, rows: 24 });
    ui.emit(changed('alice', 'notes.md'));
    expect(ui.text()).not.toContain('notes.md  ');
    ui.press('Ctrl+X');
    ui.terminal.write('b');
    await ui.shows("alice's files", 'ledger');
    ui.press('Ctrl+X');
    ui.terminal.write('b');
    await ui.shows('This is client C1');
  });

  it('empty the transcript by /clear, for this client only', async () => {
    const ui = await opened();
    ui.emit(wholeRequest('alice', 'C1', 'r', 'p', 'an old answer'));
    await ui.shows('an old answer');
    ui.terminal.write('/clear');
    ui.press('Enter');
    await ui.hides('an old answer');
    ui.emit(wholeRequest('alice', 'C1', 'r2', 'p', 'a new answer'));
    await ui.shows('a new answer');
    expect(ui.text()).not.toContain('an old answer');
  });

  it('say where answers come from by /model', async () => {
    const ui = await opened();
    ui.terminal.write('/model');
    ui.press('Enter');
    await ui.shows('It is no AI', '127.0.0.1:41233 (started by this program)', '1.0.85');
  });

  it('draw the screen anew by Ctrl+L', async () => {
    const ui = await opened();
    ui.terminal.stderr.write('\u001b[5;5Hstale cells');
    await ui.shows('stale cells');
    ui.press('Ctrl+L');
    await ui.hides('stale cells');
    await ui.shows('alice·C1 ›', 'Enter send');
  });
});
