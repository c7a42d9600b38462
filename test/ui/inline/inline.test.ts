import { describe, expect, it } from 'vitest';
import { rowsAbove } from '../../../src/ui/inline/reflow.ts';
import { delta, during, opening, submitted, timed, wholeRequest } from '../../screen/events.ts';
import { eventually } from '../../support/eventually.ts';
import { openUi, type TestUi, type TestUiOptions } from '../open-ui.ts';

const open = (options: TestUiOptions = {}) =>
  openUi({ columns: 100, rows: 30, ...options, settings: { inline: true, ...options.settings } });

/** All that the terminal holds, and how often a text is in it. */
const everything = ({ terminal }: TestUi) =>
  [...terminal.scrollback(), ...terminal.screen()].join('\n').trimEnd();
const count = (ui: TestUi, text: string) => everything(ui).split(text).length - 1;

const bobInFront = timed({ type: 'client.selected', user: 'bob', client: 'C3' });
const aliceInFront = timed({ type: 'client.selected', user: 'alice', client: 'C1' });
const long = Array.from({ length: 60 }, (_, row) => `row ${row + 1} of it`).join('\n');

describe('in the normal screen', () => {
  it('a frame stands at the cursor, and what is finished goes above it, once', async () => {
    const ui = open();
    ui.emit(opening);
    await ui.shows('This is client C1', 'alice·C1 ›');
    expect(ui.terminal.modes().alternateScreen).toBe(false);
    ui.emit(wholeRequest('alice', 'C1', 'r1', 'first prompt', 'first answer'));
    await ui.shows('first answer', 'gone ✓ 43 ms');
    ui.emit(wholeRequest('alice', 'C1', 'r2', 'second prompt', 'second answer'));
    await ui.shows('second answer');
    await eventually(() => expect(count(ui, 'gone ✓ 43 ms')).toBe(2));
    await ui.hides('This is client C1');
    const text = everything(ui);
    expect(text).toMatch(/── alice·C1\n\n › first prompt\n\n {3}first answer\n\n ⟳ sessio created/);
    expect(text.indexOf('second answer')).toBeGreaterThan(text.indexOf('first answer'));
    for (const once of ['first prompt', 'first answer', 'second answer', '── alice·C1']) {
      expect([once, count(ui, once)]).toEqual([once, 1]);
    }
    expect(text.split('\n').at(-2)).toMatch(/^ alice·C1 ›/);
  });

  it('nothing is missing of a client that was in front for less than a frame', async () => {
    const ui = open();
    ui.emit(opening);
    await ui.shows('alice·C1 ›');
    // In one turn of the program, and within the time that painting waits.
    ui.emit(wholeRequest('alice', 'C1', 'r1', 'one', 'first answer'), bobInFront);
    ui.emit(wholeRequest('bob', 'C3', 'r2', 'two', 'second answer'), aliceInFront);
    ui.emit(wholeRequest('alice', 'C1', 'r3', 'three', 'third answer'), bobInFront, aliceInFront);
    await eventually(() => expect(everything(ui)).toContain('third answer'));
    const headings = everything(ui).match(/── .*|\w+ answer/g);
    expect(headings).toEqual([
      '── alice·C1',
      'first answer',
      '── bob·C3',
      'second answer',
      '── alice·C1',
      'third answer',
    ]);
  });

  it('a frame is never as tall as the terminal, however long an answer is; all of it is kept', async () => {
    const ui = open();
    ui.emit(opening, submitted('alice', 'C1', 'r', 'a long one'));
    ui.emit(during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }));
    ui.emit(delta('alice', 'C1', 'r', long));
    await ui.shows('row 60 of it', '1 live');
    expect(ui.text()).not.toContain('row 5 of it');
    // What scrolled by while it was growing was the frame's and not the transcript's.
    expect(ui.terminal.scrollback().join('\n')).not.toContain('row 1 of it\n');
    ui.emit(
      during(
        'alice',
        'C1',
        'r',
        { type: 'answer.completed', text: long },
        { type: 'session.destroyed' },
        { type: 'session.confirmed-gone', milliseconds: 43 },
      ),
      timed({
        type: 'request.completed',
        user: 'alice',
        client: 'C1',
        request: 'r',
        answer: long,
        milliseconds: 60,
      }),
    );
    await ui.shows('gone ✓ 43 ms');
    const rows = everything(ui).split('\n');
    const first = rows.indexOf('   row 1 of it');
    expect(first).toBeGreaterThan(0);
    expect(rows.slice(first, first + 60)).toEqual(long.split('\n').map((row) => `   ${row}`));
  });

  it('what another client did is written when one turns to it, under its name', async () => {
    const ui = open();
    ui.emit(opening, wholeRequest('alice', 'C1', 'r1', 'of alice', 'for alice'));
    await ui.shows('for alice');
    ui.emit(wholeRequest('bob', 'C3', 'r2', 'of bob', 'for bob'));
    await ui.shows('C3✓');
    expect(everything(ui)).not.toContain('for bob');
    ui.emit(bobInFront);
    await ui.shows('for bob', 'bob·C3 ›');
    expect(everything(ui)).toMatch(/── bob·C3\n\n › of bob/);
    ui.emit(aliceInFront, wholeRequest('alice', 'C1', 'r3', 'again', 'again for alice'));
    await ui.shows('again for alice');
    expect(count(ui, '── alice·C1')).toBe(2);
    expect(count(ui, 'for bob')).toBe(1);
  });

  it('files, ledger and help are looked at in the frame', async () => {
    const ui = open();
    ui.emit(opening, wholeRequest('alice', 'C1', 'r1', 'of alice', 'for alice'));
    await ui.shows('for alice');
    ui.press('Ctrl+X');
    ui.terminal.write('f');
    await ui.shows("alice's files", 'ledger');
    ui.press('Escape');
    await ui.hides("alice's files");
    ui.terminal.write('?');
    await ui.shows('Help', 'send the prompt');
    ui.press('Escape');
    await ui.hides('send the prompt');
    expect(count(ui, 'for alice')).toBe(1);
  });

  it('narrower and wider terminals keep one frame, and lose nothing', async () => {
    const ui = open({ columns: 120 });
    ui.emit(opening, wholeRequest('alice', 'C1', 'r1', 'of alice', 'for alice'));
    await ui.shows('for alice');
    ui.emit(
      submitted('alice', 'C1', 'r2', 'streams'),
      delta('alice', 'C1', 'r2', 'word '.repeat(60)),
    );
    await ui.shows('streams');
    const sizes = [
      [80, 30],
      [60, 20],
      [140, 40],
      [90, 24],
      [100, 30],
    ] as const;
    for (const [index, [columns, rows]] of sizes.entries()) {
      ui.terminal.resize(columns, rows);
      ui.terminal.write('x');
      await ui.shows(`alice·C1 › ${'x'.repeat(index + 1)}`);
      for (const once of [
        '·C1 › x',
        '? keys',
        ' ▸C1',
        'for alice',
        '› of alice',
        'waiting for its',
      ]) {
        expect([columns, once, count(ui, once)]).toEqual([columns, once, 1]);
      }
    }
  });

  it('leaving takes the frame away, and prints only what does not stand there yet', async () => {
    const ui = open();
    ui.emit(opening, wholeRequest('alice', 'C1', 'r1', 'of alice', 'for alice'));
    ui.emit(submitted('alice', 'C1', 'r2', 'not finished'));
    await ui.shows('for alice', 'not finished');
    ui.ui.unmount();
    await ui.ui.waitUntilExit();
    await ui.terminal.settled();
    expect(everything(ui)).not.toMatch(/alice·C1 ›|\? keys|not finished/);
    expect(ui.terminal.modes()).toMatchObject({ cursorVisible: true, bracketedPaste: false });
    ui.emit(
      timed({
        type: 'request.cancelled',
        user: 'alice',
        client: 'C1',
        request: 'r2',
        milliseconds: 1,
      }),
    );
    const farewell = ui.ui.farewell();
    expect(farewell).toContain('› not finished');
    expect(farewell).toContain('⟳ cancelled');
    expect(farewell).toContain('sessions: 1 created · 1 gone · 0 leaked');
    expect(farewell).not.toContain('for alice');
  });
});

it('counts the rows above the cursor as a narrower terminal breaks them', () => {
  const frame = ['x'.repeat(100), '', '漢'.repeat(30), 'short'];
  expect(rowsAbove(frame, { x: 3, y: 3 }, 100)).toBe(3);
  expect(rowsAbove(frame, { x: 3, y: 3 }, 50)).toBe(2 + 1 + 2);
  expect(rowsAbove(frame, { x: 45, y: 3 }, 40)).toBe(3 + 1 + 2 + 1);
});

it('shows a file and what a change of it made different in the frame, and gives the frame back', async () => {
  const ui = open();
  ui.emit(opening, wholeRequest('alice', 'C1', 'r1', 'of alice', 'for alice'));
  await ui.shows('for alice');
  ui.terminal.write('/open notes.md\r');
  await eventually(() => expect(ui.executed).toHaveLength(1));
  const file = { user: 'alice', path: 'notes.md' };
  ui.emit(timed({ type: 'file.opened', ...file, revision: 1, content: 'tea at four' }));
  await ui.shows("alice's notes.md · revision 1", 'tea at four');
  ui.press('Escape');
  await ui.hides('tea at four');
  const hunk = { oldStart: 0, oldLines: 0, newStart: 1, newLines: 1, lines: ['+tea at five'] };
  const author = { client: 'C1', request: 'r1' };
  const change = { since: 'change', from: 0, to: 1, author, hunks: [hunk] } as const;
  ui.emit(timed({ type: 'file.diffed', ...file, ...change }));
  await ui.shows('last change', 'tea at five');
  ui.press('Escape');
  await ui.hides('tea at five');
  expect(count(ui, 'for alice')).toBe(1);
});

it.each(['/clear', '/page-up', '/top'])(
  '%s says why it does nothing to what is above',
  async (line) => {
    const ui = open();
    ui.emit(opening, wholeRequest('alice', 'C1', 'r1', 'of alice', 'for alice'));
    await ui.shows('for alice');
    ui.terminal.write(`${line}\r`);
    await ui.shows('that is above the frame');
  },
);
