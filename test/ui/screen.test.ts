import { describe, expect, it, vi } from 'vitest';
import { farewell } from '../../src/screen/farewell.ts';
import {
  changed,
  delta,
  during,
  opening,
  submitted,
  timed,
  wholeRequest,
} from '../screen/events.ts';
import { openUi } from './open-ui.ts';

const select = (user: string, client: string) => timed({ type: 'client.selected', user, client });

/** Nothing has been written for a while: long enough for a spinner to turn or a store to tell. */
async function quiet(bytes: () => number): Promise<number> {
  let before = bytes();
  await vi.waitFor(
    () => {
      const now = bytes();
      const changedSince = now !== before;
      before = now;
      if (changedSince) throw new Error('still writing');
    },
    { interval: 400, timeout: 5_000 },
  );
  return before;
}

describe('the screen', () => {
  it('shows its first frame before there is a server, and passes on what is typed', async () => {
    const { shows, emit, terminal, executed, press } = openUi();
    await shows('starting the server');
    emit(opening.slice(1));
    await shows('alice·C1 ›');
    terminal.write('Create notes.md');
    press('Enter');
    await vi.waitFor(() =>
      expect(executed).toEqual([{ type: 'prompt', text: 'Create notes.md', client: 'C1' }]),
    );
    emit(opening.slice(0, 1));
    await shows('offline model (not an AI)', '127.0.0.1:41233');
  });

  it('says on an empty transcript whose it is, that no AI answers, and what to try', async () => {
    const { emit, shows } = openUi();
    emit(opening);
    await shows('This is client C1 of alice', 'it is no AI', 'Create notes.md with three facts');
  });

  it('shows a request: prompt, tool row, answer and the fate of its session', async () => {
    const { emit, shows, press, hides } = openUi();
    emit(
      opening,
      submitted('alice', 'C1', 'r', 'Write it'),
      during(
        'alice',
        'C1',
        'r',
        { type: 'session.created', server: '127.0.0.1:1' },
        {
          type: 'tool.started',
          call: 't',
          tool: 'write_file',
          arguments: { path: 'notes.md', content: 'tea at four' },
        },
      ),
      changed('alice', 'notes.md', 11, 'C1', 'r'),
    );
    await shows('write_file notes.md · 11 B', '● notes.md', 'Esc cancels', '1 live');
    emit(
      during('alice', 'C1', 'r', {
        type: 'tool.completed',
        call: 't',
        tool: 'write_file',
        ok: true,
        result: 'Wrote 11 bytes.',
        handled: true,
        milliseconds: 3,
      }),
      delta('alice', 'C1', 'r', 'Done: **all** of it.'),
      wholeRequest('alice', 'C1', 'r', '', '').slice(3),
    );
    await shows('✓ write_file notes.md · 11 B · 3 ms', 'Done: all of it.', 'gone ✓ 43 ms');
    await hides('Wrote 11 bytes.');
    press('Ctrl+O');
    await shows(
      '→ Wrote 11 bytes.',
      '│   "content": "tea at four"',
      '│   "path": "notes.md"',
      '│ }',
    );
    press('Ctrl+O');
    await hides('Wrote 11 bytes.');
  });

  it('lets two clients stream at once, and the one behind does not touch the one in front', async () => {
    const { emit, shows, text } = openUi();
    emit(opening, submitted('alice', 'C1', 'r1', 'one'), submitted('bob', 'C3', 'r3', 'three'));
    emit(
      during('alice', 'C1', 'r1', { type: 'session.created', server: '127.0.0.1:1' }),
      during('bob', 'C3', 'r3', { type: 'session.created', server: '127.0.0.1:1' }),
    );
    for (let part = 0; part < 5; part++) {
      emit(delta('alice', 'C1', 'r1', `front${part} `), delta('bob', 'C3', 'r3', `back${part} `));
    }
    await shows('front0 front1 front2 front3 front4');
    expect(text()).not.toContain('back');
    expect(text()).toMatch(/C3[⠋⠙⠸⠴⠦⠇]/);
    emit(select('bob', 'C3'));
    await shows('back0 back1 back2 back3 back4');
    expect(text()).not.toContain('front');
  });

  it('shows no trace of another user: neither files, draft, scroll nor overlay', async () => {
    const { emit, shows, hides, terminal, text } = openUi();
    emit(opening, changed('alice', 'secret-of-alice.md'), changed('bob', 'plan-of-bob.md'));
    await shows('secret-of-alice.md');
    terminal.write('draft of alice');
    await shows('alice·C1 › draft of alice');
    const opened = { path: 'secret-of-alice.md', revision: 1, content: 'the content of it' };
    emit(timed({ type: 'file.opened', user: 'alice', ...opened }));
    await shows('the content of it');
    emit(select('bob', 'C3'));
    await shows("bob's files", 'plan-of-bob.md', 'bob·C3 ›');
    for (const trace of ['secret-of-alice', 'draft of alice', 'the content of it']) {
      expect(text()).not.toContain(trace);
    }
    emit(select('alice', 'C1'));
    await shows('alice·C1 › draft of alice', 'secret-of-alice.md');
    await hides('plan-of-bob.md');
  });

  it('says how large an opened file is, not how large it is once it is safe to show', async () => {
    const { emit, shows } = openUi();
    const content = '\u001b[2J\tüber\r\n\u202e';
    emit(
      opening,
      timed({ type: 'file.opened', user: 'alice', path: 'odd.txt', revision: 2, content }),
    );
    await shows(`alice's odd.txt · revision 2 · ${Buffer.byteLength(content)} B`);
  });

  it('marks what a client behind has answered until one turns to it', async () => {
    const { emit, shows, hides } = openUi();
    emit(opening, wholeRequest('bob', 'C3', 'r', 'p', 'a'));
    await shows('C3✓');
    emit(select('bob', 'C3'));
    await shows('▸C3');
    await hides('C3✓');
  });

  it('writes nothing while nothing changes', async () => {
    const { emit, shows, terminal } = openUi();
    emit(opening, wholeRequest('alice', 'C1', 'r', 'p', 'the answer'), changed('alice', 'a.md'));
    await shows('the answer', 'a.md');
    const before = await quiet(() => terminal.bytes);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(terminal.bytes).toBe(before);
  });

  it.each([
    [60, 16],
    [80, 24],
    [120, 40],
    [200, 60],
  ])('fills %i×%i exactly, and never scrolls it', async (columns, rows) => {
    const { emit, shows, terminal, press } = openUi({ columns, rows });
    const answer = Array.from({ length: 300 }, (_, line) => `line ${line}`).join('\n');
    emit(opening, wholeRequest('alice', 'C1', 'r', 'p', answer), changed('alice', 'a.md'));
    await shows('line 299', 'Enter send');
    expect(terminal.screen()[0]).toContain('alice ▸C1');
    expect(terminal.screen().at(-1)).toContain('Enter send');
    expect(terminal.scrollback()).toEqual([]);
    press('PageUp');
    await shows('more below');
    press('End');
    await shows('line 299');
    expect(terminal.screen()[0]).toContain('alice ▸C1');
  });

  it('follows every resize, and says so where there is too little room', async () => {
    const { emit, shows, hides, terminal } = openUi();
    emit(opening, changed('alice', 'a.md'));
    await shows("alice's files");
    terminal.resize(80, 20);
    await hides("alice's files");
    await shows('This is client C1 of alice', 'Enter send');
    terminal.resize(59, 15);
    await shows('Too small (59×15): needs 60×16 · Ctrl+C twice quits');
    terminal.resize(150, 50);
    await shows("alice's files", 'Enter send');
    await hides('Too small');
    expect(terminal.screen()[0]).toContain('alice ▸C1');
    expect(terminal.screen()[49]).toContain('Enter send');
    expect(terminal.written).not.toMatch(/\u001b\[[23]J/);
  });

  it('lets no name and no text from outside move the cursor or set a title', async () => {
    const { emit, shows, terminal } = openUi();
    const hostile = '\u001b]0;owned\u0007\u001b[2J\u001b[1;1Hpwned\u009b31m\u202e';
    emit(
      opening,
      submitted('alice', 'C1', 'r', hostile),
      delta('alice', 'C1', 'r', `${hostile} answered`),
      changed('alice', `${hostile}.md`),
    );
    await shows('answered', 'Enter send', "alice's files");
    expect(terminal.screen()[0]).toContain('alice ▸C1');
    expect(terminal.title()).toBe('');
    expect(terminal.written).not.toContain('\u001b[1;1H');
    expect(terminal.written).not.toContain('\u202e');
  });

  it('stays where one has scrolled to while more comes in', async () => {
    const { emit, shows, press, terminal } = openUi();
    const answer = Array.from({ length: 200 }, (_, line) => `line ${line}`).join('\n');
    emit(opening, wholeRequest('alice', 'C1', 'r', 'p', answer));
    await shows('line 199');
    press('PageUp', 'PageUp');
    await shows('more below');
    await quiet(() => terminal.bytes);
    const top = terminal.screen()[2];
    emit(wholeRequest('alice', 'C1', 'r2', 'again', answer));
    await shows('2 created');
    expect(terminal.screen()[2]).toBe(top);
  });

  it('goes on listening when it is gone, so that the farewell tells what leaving cancelled', async () => {
    const { ui, emit, shows } = openUi();
    const ofRequest = { user: 'alice', client: 'C1', request: 'r' };
    emit(
      opening,
      submitted('alice', 'C1', 'r', 'A long one'),
      during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
    );
    await shows('1 live');
    ui.unmount();
    await ui.waitUntilExit();
    emit(
      during(
        'alice',
        'C1',
        'r',
        { type: 'session.destroyed' },
        { type: 'session.confirmed-gone', milliseconds: 43 },
      ),
      timed({ type: 'request.cancelled', ...ofRequest, milliseconds: 60 }),
    );
    expect(farewell(ui.state())).toMatch(/⟳ cancelled · .*gone ✓ 43 ms/);
    expect(farewell(ui.state())).toContain('sessions: 1 created · 1 gone · 0 leaked');
  });

  it('gives the terminal back when it goes', async () => {
    const { ui, shows, terminal } = openUi();
    await shows('starting the server');
    expect(terminal.modes().alternateScreen).toBe(true);
    ui.unmount();
    await ui.waitUntilExit();
    await terminal.settled();
    expect(terminal.modes()).toMatchObject({
      alternateScreen: false,
      cursorVisible: true,
      bracketedPaste: false,
    });
    expect(terminal.stdin.isRaw).toBe(false);
  });
});
