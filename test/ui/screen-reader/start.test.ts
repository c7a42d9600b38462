import { describe, expect, it, vi } from 'vitest';
import { ReplError } from '../../../src/repl/errors.ts';
import { changed, during, opening, submitted, timed, wholeRequest } from '../../screen/events.ts';
import { openLines } from './open-lines.ts';

const here = /alice, client C1 >$/;

describe('the lines for screen readers', () => {
  it('take a prompt, and write nothing but text and line ends', async () => {
    const { terminal, executed, emit, shows } = openLines();
    emit(opening);
    await shows(/alice, client C1 >$/);
    terminal.write('List my files\r');
    await vi.waitFor(() => expect(executed).toEqual([{ type: 'prompt', text: 'List my files' }]));
    emit(wholeRequest('alice', 'C1', 'r', 'List my files', 'There are none.'));
    await shows(/answer: There are none\.\n.*confirmed gone, 43 milliseconds\nalice, client C1 >$/);
    expect(terminal.written).not.toContain('\u001b');
    expect(terminal.modes().alternateScreen).toBe(false);
  });

  it('say what happens elsewhere above the line that is being typed', async () => {
    const { terminal, executed, emit, shows } = openLines();
    emit(opening);
    await shows(/alice, client C1 >$/);
    terminal.write('List my');
    await shows(/> List my$/);
    emit(changed('bob', 'b.md', 4, 'C3'));
    await shows(/> List my\nbob's file b\.md created, 4 bytes, by C3\nalice, client C1 > List my$/);
    terminal.write(' files\r');
    await vi.waitFor(() => expect(executed).toEqual([{ type: 'prompt', text: 'List my files' }]));
  });

  it('carry out slash commands, and print lists', async () => {
    const { terminal, executed, emit, shows } = openLines();
    emit(opening);
    for (const [line, expected] of [
      ['/users\r', /bob; 0 files; client C3$/m],
      ['/nonsense\r', /error: unknown command \/nonsense/],
      ['/panel\r', /\/panel is about a screen, and here is none/],
      ['/copy\r', /there is no answer to copy yet/],
    ] as const) {
      terminal.write(line);
      await shows(expected);
    }
    terminal.write('/tab C3\r');
    await vi.waitFor(() => expect(executed.at(-1)).toEqual({ type: 'tab', client: 'C3' }));
  });

  it('say why a command was refused', async () => {
    const { terminal, emit, shows } = openLines(async () => {
      throw new ReplError('client-unknown', 'there is no client C9', 'Known: C1.');
    });
    emit(opening);
    terminal.write('/tab C9\r');
    await shows(/error: there is no client C9\. Known: C1\./);
  });

  it('complete commands, users and files, and recall only what the user in front has sent', async () => {
    const { terminal, emit, press, shows, executed } = openLines();
    emit(opening, changed('alice', 'notes.md'));
    await shows(here);
    terminal.write('/op');
    press('Tab');
    terminal.write(' no');
    press('Tab');
    await shows(/> \/open notes\.md$/);
    press('Enter');
    await vi.waitFor(() => expect(executed).toEqual([{ type: 'open', path: 'notes.md' }]));
    emit(timed({ type: 'client.selected', user: 'bob', client: 'C3' }));
    await shows(/bob, client C3 >$/);
    press('Up');
    terminal.write('x');
    await shows(/bob, client C3 > x$/);
    press('Ctrl+C');
    emit(timed({ type: 'client.selected', user: 'alice', client: 'C1' }));
    await shows(/alice, client C1 >$/);
    press('Up');
    await shows(/alice, client C1 > \/open notes\.md$/);
  });

  it('never send a part of a paste', async () => {
    const { terminal, executed, emit, press, shows } = openLines();
    emit(opening);
    await shows(here);
    terminal.write('one\ntwo\nthree');
    await shows(/2 lines so far\. Enter sends them/);
    expect(executed).toEqual([]);
    press('Enter');
    await vi.waitFor(() => expect(executed).toEqual([{ type: 'prompt', text: 'one\ntwo\nthree' }]));
  });

  it('go on in a new line after a backslash', async () => {
    const { terminal, executed, emit, shows } = openLines();
    emit(opening);
    await shows(here);
    terminal.write('one\\\r');
    await shows(/^\.\.\. >$/m);
    terminal.write('two\r');
    await vi.waitFor(() => expect(executed).toEqual([{ type: 'prompt', text: 'one\ntwo' }]));
  });

  it('clear the line, cancel, and leave on Control C, in this order', async () => {
    const { ui, terminal, executed, emit, press, shows } = openLines();
    emit(opening, submitted('alice', 'C1', 'r', 'long'));
    emit(during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }));
    await shows('session sessio created');
    terminal.write('draft');
    press('Ctrl+C');
    await shows(/cleared/);
    press('Ctrl+C');
    await vi.waitFor(() => expect(executed).toEqual([{ type: 'cancel' }]));
    const ofRequest = { user: 'alice', client: 'C1', request: 'r', milliseconds: 5 };
    emit(timed({ type: 'request.cancelled', ...ofRequest }));
    await shows(/cancelled/);
    press('Ctrl+C');
    await shows(/Control C again leaves/);
    press('Ctrl+C');
    await ui.waitUntilExit();
    expect(terminal.stdin.isRaw).toBe(false);
    expect(ui.farewell()).toBe('sessions: 1 created, 1 live, 0 gone, 0 leaked\n');
  });
});
