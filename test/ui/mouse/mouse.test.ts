import { describe, expect, it, vi } from 'vitest';
import { changed, delta, opening, submitted, timed, wholeRequest } from '../../screen/events.ts';
import { eventually } from '../../support/eventually.ts';
import { openUi, type TestUi } from '../open-ui.ts';

const withMouse = () => openUi({ settings: { mouse: true } });

const report = (button: number, x: number, y: number, final = 'M') =>
  `\u001b[<${button};${x + 1};${y + 1}${final}`;

/** Where a text stands on the screen. */
function find({ terminal }: TestUi, text: string): { readonly x: number; readonly y: number } {
  const rows = terminal.screen();
  const y = rows.findIndex((row) => row.includes(text));
  if (y < 0) throw new Error(`not on the screen: ${text}`);
  return { x: rows[y]?.indexOf(text) ?? 0, y };
}

function click(ui: TestUi, text: string) {
  const { x, y } = find(ui, text);
  ui.terminal.write(report(0, x + 1, y) + report(0, x + 1, y, 'm'));
}

const wheel = (ui: TestUi, direction: 'up' | 'down', text: string) => {
  const { x, y } = find(ui, text);
  ui.terminal.write(report(direction === 'up' ? 64 : 65, x, y));
};

const rows = (count: number) => Array.from({ length: count }, (_, row) => `row ${row}.`).join('\n');

describe('the mouse', () => {
  it('is left to the terminal unless it is asked for, and given back at the end', async () => {
    const without = openUi();
    await without.shows('starting the server');
    expect(without.terminal.modes().mouse).toBe('none');
    const ui = withMouse();
    await ui.shows('starting the server');
    await eventually(() => expect(ui.terminal.modes().mouse).toBe('vt200'));
    ui.ui.unmount();
    await ui.ui.waitUntilExit();
    await ui.terminal.settled();
    expect(ui.terminal.modes().mouse).toBe('none');
    expect(ui.terminal.written).toContain('\u001b[?1006l');
  });

  it('is taken and given back by /mouse', async () => {
    const ui = openUi();
    ui.emit(opening);
    ui.terminal.write('/mouse\r');
    await ui.shows('the mouse is on');
    await eventually(() => expect(ui.terminal.modes().mouse).toBe('vt200'));
    ui.terminal.write('/mouse\r');
    await ui.shows('the mouse is off');
    await eventually(() => expect(ui.terminal.modes().mouse).toBe('none'));
  });

  it('turns to a tab by a click, and to a user without a client', async () => {
    const ui = withMouse();
    ui.emit(opening, timed({ type: 'user.added', user: 'carol' }));
    await ui.shows('carol');
    click(ui, ' C2');
    await vi.waitFor(() => expect(ui.executed).toEqual([{ type: 'tab', client: 'C2' }]));
    click(ui, 'carol');
    await vi.waitFor(() => expect(ui.executed.at(-1)).toEqual({ type: 'user', user: 'carol' }));
    click(ui, 'offline model');
    await ui.terminal.settled();
    expect(ui.executed).toHaveLength(2);
  });

  it('scrolls what is under it', async () => {
    const ui = withMouse();
    ui.emit(opening, wholeRequest('alice', 'C1', 'r', 'long', rows(60)));
    await ui.shows('row 59.');
    wheel(ui, 'up', 'row 50.');
    await ui.shows('more below');
    await ui.hides('row 59.');
    wheel(ui, 'down', 'row 50.');
    await ui.shows('row 59.');
    await ui.hides('more below');
  });

  it('selects a file by a click, and opens it by a double click', async () => {
    const ui = withMouse();
    ui.emit(opening, changed('alice', 'a.md'), changed('alice', 'b.md'));
    await ui.shows('b.md');
    click(ui, ' a.md');
    await ui.shows("▸alice's files");
    await eventually(() => expect(ui.text()).toMatch(/›.*a\.md/));
    expect(ui.executed).not.toContainEqual({ type: 'open', user: 'alice', path: 'a.md' });
    click(ui, 'b.md ');
    click(ui, 'b.md ');
    await eventually(() =>
      expect(ui.executed).toContainEqual({ type: 'open', user: 'alice', path: 'b.md' }),
    );
    click(ui, 'alice·C1 ›');
    await ui.hides("▸alice's files");
  });

  it('selects a session by a click, and shows its request by a double click', async () => {
    const ui = withMouse();
    ui.emit(opening, wholeRequest('alice', 'C1', 'r1', 'first', rows(60)));
    ui.emit(wholeRequest('bob', 'C3', 'r2', 'second', 'b'));
    await ui.shows('2 created');
    const entries = () =>
      ui.terminal.screen().flatMap((row, y) => (/sessio ▕/.test(row) ? [y] : []));
    const [, older = 0] = entries();
    const at = report(0, 90, older);
    ui.terminal.write(at);
    await ui.shows('▸ledger');
    await eventually(() => expect(ui.terminal.screen()[older]).toMatch(/›C1/));
    ui.terminal.write(at + at);
    await ui.shows('› first');
  });

  it('never types: cut anywhere, in a chord, and beside keys', async () => {
    const ui = withMouse();
    ui.emit(opening);
    await ui.shows('alice·C1 ›');
    const sequence = report(0, 100, 5);
    for (let cut = 1; cut < sequence.length; cut++) {
      ui.terminal.write(`k${sequence.slice(0, cut)}`);
      // Up to here it may be a key: what is not there when the program has waited for it, comes too late.
      if (cut > 2) await new Promise((resolve) => setImmediate(resolve));
      ui.terminal.write(sequence.slice(cut));
    }
    ui.terminal.write(`e${report(35, 3, 3)}n${report(2, 3, 3)}d`);
    await ui.shows(`alice·C1 › ${'k'.repeat(sequence.length - 1)}end`);
  });

  it('has no part in a paste', async () => {
    const ui = withMouse();
    ui.emit(opening, submitted('alice', 'C1', 'r', 'p'), delta('alice', 'C1', 'r', 'x'));
    await ui.shows('alice·C1 ›');
    const { x, y } = find(ui, ' C2');
    ui.terminal.write(`\u001b[200~pasted ${report(0, x + 1, y)}\u001b[201~`);
    await ui.shows('pasted');
    expect(ui.executed).toEqual([]);
  });
});
