import { describe, expect, it, vi } from 'vitest';
import { ReplError } from '../../../src/repl/errors.ts';
import { changed, timed } from '../../screen/events.ts';
import { pasteSequence } from '../../support/keys.ts';
import { opened, sent, type TestUi } from '../open-ui.ts';

const promptOf = (ui: TestUi) => vi.waitFor(() => expect(ui.executed).toHaveLength(1), 5_000);
const bobIsInFront = timed({ type: 'client.selected', user: 'bob', client: 'C3' });
const undo = '\x1f';
const redo = '\x1b_';

describe('typing', () => {
  it('loses and reorders nothing of hundreds of keys in one chunk', async () => {
    const ui = await opened();
    const words = Array.from({ length: 60 }, (_, index) => `word${index}漢👨‍👩‍👧é`);
    const typed = words.map((word) => `${word}xy\x7f\x7f gone\x17`).join('');
    // The last two words change places; the first gets a mark before it.
    const moved = '\x1b[1;5D\x1b[1;5D\x0b\x01!\x05\x19';
    ui.terminal.write(`${typed}end of it${moved}${undo}${redo}\r`);
    await promptOf(ui);
    expect(ui.executed).toEqual([
      { type: 'prompt', client: 'C1', text: `!${words.join(' ')} end of it` },
    ]);
  });

  it('undoes and redoes what was typed', async () => {
    const ui = await opened();
    ui.terminal.write('some text');
    await ui.shows('› some text');
    ui.terminal.write(undo);
    await ui.shows('› ask for');
    ui.terminal.write(redo);
    await ui.shows('› some text');
    ui.press('Ctrl+C');
    await ui.shows('› ask for');
    ui.terminal.write(undo);
    await ui.shows('› some text');
  });

  it('sends lines that were typed ahead only where pastes are known to come in brackets', async () => {
    const ui = await opened();
    ui.terminal.write('one\rtwo\r');
    await ui.shows('› one', '  two');
    expect(ui.executed).toEqual([]);
    ui.press('Ctrl+C');
    await ui.shows('ask for');
    ui.terminal.write(pasteSequence('a paste'));
    await ui.shows('› a paste');
    ui.press('Ctrl+C');
    await ui.shows('ask for');
    ui.terminal.write('one\rtwo\r');
    await vi.waitFor(() => expect(ui.executed).toMatchObject([{ text: 'one' }, { text: 'two' }]));
  });
});

describe('a paste', () => {
  const megabyte = 'lorem ipsum\n'.repeat(12_000).padEnd(1_048_576, 'x');

  it('of a megabyte is one thing: shown by a label, not sent, deleted at once', async () => {
    const ui = await opened();
    const bytes = pasteSequence(megabyte);
    for (let at = 0; at < bytes.length; at += 65_536) {
      ui.terminal.write(bytes.slice(at, at + 65_536));
    }
    await ui.shows('› [pasted 1,048,576 characters, 12,001 lines]');
    await ui.shows('too long to send: 1024 KiB of at most 256 KiB');
    ui.terminal.write(' and more');
    await ui.shows('lines] and more');
    ui.press('Enter');
    await ui.shows('lines] and more', 'a prompt has at most 256 KiB, this one has 1025 KiB');
    expect(ui.executed).toEqual([]);
    ui.terminal.write('\x17\x17\x7f');
    await ui.shows('› [pasted');
    ui.press('Backspace');
    await ui.shows('› ask for');
  });

  it('is sent whole, and comes back folded', async () => {
    const ui = await opened();
    const text = megabyte.slice(0, 250_000);
    ui.terminal.write('before ');
    ui.terminal.write(pasteSequence(text));
    ui.terminal.write(' after');
    await ui.shows('› before [pasted 250,000 characters, 12,001 lines] after');
    expect(ui.text()).not.toContain('too long');
    ui.press('Enter');
    await promptOf(ui);
    expect(ui.executed).toEqual([{ type: 'prompt', client: 'C1', text: `before ${text} after` }]);
    await ui.shows('› ask for');
    ui.press('Up');
    await ui.shows('› before [pasted 250,000 characters, 12,001 lines] after');
  });
});

describe('completions', () => {
  it('are offered above the prompt while a command is typed, chosen with keys, and closed by Esc', async () => {
    const ui = await opened();
    ui.terminal.write('/');
    await ui.shows('─ Commands ─', '/user [name] ', 'turn to this user, creating it', '1–8 of ');
    ui.terminal.write('us');
    await ui.shows('│   /user [name] ', '│   /users ');
    expect(ui.terminal.screen().at(-1)).toMatch(/^ Tab ↑ ↓ choose · Esc close/);
    ui.press('Down');
    await ui.shows('│ ▸ /user [name] ', 'alice·C1 › /user');
    ui.press('Tab');
    await ui.shows('│ ▸ /users ', 'alice·C1 › /users');
    ui.press('Up');
    await ui.shows('│ ▸ /user [name] ');
    ui.press('Up');
    await ui.shows('│ ▸ /users ', 'alice·C1 › /users');
    ui.press('Escape');
    await ui.hides('Commands');
    await ui.shows('alice·C1 › /us');
    ui.terminal.write('e');
    await ui.shows('─ Commands ─');
    ui.press('Escape');
    await ui.hides('Commands');
    ui.terminal.write('rs\x7f');
    await ui.shows('─ Commands ─', '/users ');
    ui.terminal.write('s\r');
    await ui.shows('─ Users ─');
  });

  it('find letters that stand apart, clients by their user, and files of this user only', async () => {
    const ui = await opened();
    ui.emit(changed('alice', 'docs/guide.md'), changed('bob', 'docs/secret.md'));
    ui.terminal.write('/ldg');
    await ui.shows('│   /ledger ');
    ui.press('Ctrl+U');
    ui.terminal.write('/tab bo');
    await ui.shows('─ Clients ─', '│   C3  bob');
    ui.press('Ctrl+U');
    ui.terminal.write('/open d');
    await ui.shows('─ Files ─', '│   docs/guide.md');
    ui.press('Ctrl+U');
    ui.terminal.write('see @dmd');
    await ui.shows('─ Files ─', '│   docs/guide.md');
    expect(ui.text()).not.toContain('secret');
  });

  it('take a file into the prompt by Enter, and send only then', async () => {
    const ui = await opened();
    ui.emit(changed('alice', 'notes.md'), changed('alice', 'no.md'));
    ui.terminal.write('read @no');
    await ui.shows('─ Files ─');
    // In the order of the tree: no.md, notes.md.
    ui.press('Down', 'Down', 'Enter');
    await ui.hides('─ Files ─');
    await ui.shows('› read @notes.md');
    expect(ui.executed).toEqual([]);
    ui.press('Enter');
    await promptOf(ui);
    expect(ui.executed).toMatchObject([{ text: 'read @notes.md' }]);
  });

  it.each([
    [60, 16],
    [80, 24],
    [200, 60],
  ])('never cover the draft, at %i×%i', async (columns, rows) => {
    const ui = await opened({ columns, rows });
    for (let index = 0; index < 40; index++) ui.emit(changed('alice', `file-${index}.md`));
    ui.terminal.write('one\ntwo\n');
    ui.press('Ctrl+J');
    ui.terminal.write('see @');
    await ui.shows('─ Files ─', 'see @', '1–');
    const screen = ui.terminal.screen();
    const draft = screen.findIndex((row) => row.includes('see @'));
    expect(screen[draft - 3]).toContain('alice·C1 › one');
    expect(screen[draft - 4]).toMatch(/^─+/);
    expect(screen[draft - 5]).toMatch(/^╰─/);
    expect(screen[0]).toContain('alice');
    expect(screen[1]).toMatch(/^─+/);
    expect(screen.filter((row) => /^│ {3}file-\d+\.md/.test(row)).length).toBeLessThanOrEqual(8);
    ui.press('Up');
    await ui.shows('▸ file-9.md', 'see @file-9.md', 'of 40');
  });

  it('leave ↑ and ↓ to the history while nothing is typed', async () => {
    const ui = await opened();
    await sent(ui, '/tab C2');
    await sent(ui, '/tab C1');
    ui.press('Up');
    await ui.shows('› /tab C1');
    ui.press('Up');
    await ui.shows('› /tab C2');
    expect(ui.text()).not.toContain('Clients');
  });
});

describe('a refused line', () => {
  const refused = async () => {
    throw new ReplError('client-unknown', 'there is no client C9', 'Known: C1.');
  };

  it('comes back into the prompt', async () => {
    const ui = await opened({ execute: refused });
    ui.terminal.write('/tab C9\r');
    await ui.shows('✗ there is no client C9', 'alice·C1 › /tab C9');
  });

  it('comes back to the client that gave it, and never in the place of something new', async () => {
    const refuse: ((error: Error) => void)[] = [];
    const execute = () => new Promise<void>((_, reject) => refuse.push(reject));
    const ui = await opened({ execute });
    await sent(ui, '/open nothing');
    ui.emit(bobIsInFront);
    await ui.shows('bob·C3 › ask for');
    await sent(ui, '/open other');
    ui.terminal.write('new');
    await ui.shows('bob·C3 › new');
    for (const reject of refuse) reject(new ReplError('user-unknown', 'it is not there'));
    await ui.shows('✗ it is not there', 'bob·C3 › new');
    ui.emit(timed({ type: 'client.selected', user: 'alice', client: 'C1' }));
    await ui.shows('alice·C1 › /open nothing');
  });
});

describe('an editor of the operator', () => {
  it('gets the whole draft; keys that were typed with Ctrl+G come after what it leaves', async () => {
    const given: string[] = [];
    const ui = await opened({
      editText: async (text) => {
        given.push(text);
        return 'from the editor';
      },
    });
    const long = 'a line\n'.repeat(20);
    ui.terminal.write(pasteSequence(long));
    await ui.shows('[pasted');
    ui.terminal.write('end\x07 and more\r');
    await promptOf(ui);
    expect(given).toEqual([`${long}end`]);
    expect(ui.executed).toMatchObject([{ text: 'from the editor and more' }]);
  });

  it('leaves a paste folded where nothing was changed, and the draft where it fails', async () => {
    const results = [
      async (text: string) => text,
      async () => {
        throw new Error('it broke');
      },
    ];
    const ui = await opened({ editText: (text) => results.shift()?.(text) ?? Promise.resolve('') });
    ui.terminal.write(pasteSequence('a line\n'.repeat(20)));
    ui.press('Ctrl+G');
    await ui.shows('› [pasted 140 characters, 20 lines]', 'nothing was changed');
    ui.press('Ctrl+G');
    await ui.shows('› [pasted 140 characters, 20 lines]', 'it broke');
  });
});
