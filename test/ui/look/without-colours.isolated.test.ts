import { describe, expect, it, vi } from 'vitest';
import type { ReplEvent } from '../../../src/repl/events.ts';
import type { LedgerEntry } from '../../../src/repl/ledger.ts';
import { reduce } from '../../../src/screen/reduce.ts';
import { initialScreenState } from '../../../src/screen/state.ts';
import { ledgerLines } from '../../../src/ui/ledger/ledger-lines.ts';
import { tabLine } from '../../../src/ui/tabs/tab-line.ts';
import {
  changed,
  delta,
  during,
  opening,
  submitted,
  timed,
  wholeRequest,
} from '../../screen/events.ts';
import { eventually } from '../../support/eventually.ts';
import { openUi, type TestUi } from '../open-ui.ts';

vi.hoisted(() => {
  process.env.FORCE_COLOR = '3';
});

const stateAfter = (...events: readonly (readonly ReplEvent[])[]) =>
  events.flat().reduce(reduce, initialScreenState);
const tabs = (...events: readonly (readonly ReplEvent[])[]) =>
  tabLine(stateAfter(opening, ...events), 120)
    .map(({ text }) => text)
    .join('');

const ofBob = { user: 'bob', client: 'C3', request: 'r' };
const prompt = submitted('bob', 'C3', 'r', 'p');
const created = during('bob', 'C3', 'r', { type: 'session.created', server: '127.0.0.1:1' });
const error = { code: 'model-failed', message: 'boom' };
const failed = timed({ type: 'request.failed', ...ofBob, error, milliseconds: 5 });
const answered = wholeRequest('bob', 'C3', 'r', 'p', 'a');

describe('what is told by colours is told by something else too', () => {
  it('what a client behind is doing: idle, queued, working, answered, failed', () => {
    const bars = [
      tabs(),
      tabs(prompt),
      tabs(prompt, created),
      tabs(answered),
      tabs(prompt, created, failed),
    ];
    expect(new Set(bars.map((line) => /C3(.)/.exec(line)?.[1])).size).toBe(bars.length);
  });

  it('how the server is: starting, up, lost and tried again, lost', () => {
    const lost = (retrying: boolean) =>
      timed({ type: 'server.lost', address: '127.0.0.1:41233', error, retrying });
    expect(tabs()).toMatch(/up · 0 live/);
    expect(tabs(lost(true))).toMatch(/lost, trying again/);
    expect(tabs(lost(false))).toMatch(/✗ server .* lost/);
    const starting = tabLine(initialScreenState, 120).map(({ text }) => text);
    expect(starting.join('')).toContain('starting');
    // The mark of a changed file stands for nothing else.
    for (const bar of [tabs(), tabs(lost(true)), tabs(answered)]) expect(bar).not.toContain('●');
  });

  it('what became of a session', () => {
    const states = ['live', 'answered', 'gone', 'leaked', 'cleared'] as const;
    const rows = states.map((state) => {
      const entry: LedgerEntry = {
        session: 's',
        user: 'bob',
        client: 'C3',
        request: 'r',
        created: '2026-01-01T12:00:00.000Z',
        milliseconds: 1,
        state,
      };
      const ledger = { ...initialScreenState.ledger, entries: [entry] };
      const [, , line = []] = ledgerLines(ledger, [], { focused: false }, 60, 8, 0);
      return line.map(({ text }) => text).join('');
    });
    expect(new Set(rows).size).toBe(states.length);
  });
});

/** Whether any cell has a colour. */
const hasColour = ({ terminal }: TestUi): boolean =>
  terminal.screen().some((row, y) =>
    Array.from(row).some((_, x) => {
      const { fg, bg } = terminal.cell(x, y);
      return fg !== 'default' || bg !== 'default';
    }),
  );

it('without colours the tab, the focus, changed files and tool calls are still marked', async () => {
  const ui = openUi({ colourless: true });
  const request = during(
    'alice',
    'C1',
    'r',
    { type: 'session.created', server: '127.0.0.1:1' },
    { type: 'tool.started', call: 'c', tool: 'write_file', arguments: { path: 'new.md' } },
  );
  ui.emit(opening, changed('alice', 'old.md'), submitted('alice', 'C1', 'r', 'p'), request);
  ui.emit(changed('alice', 'new.md', 3, 'C1', 'r'), delta('alice', 'C1', 'r', 'words'));
  await ui.shows('▸C1', '● new.md', 'write_file', 'words');
  expect(ui.terminal.cell(7, 0)).toMatchObject({ char: '▸', bold: true, inverse: true });
  ui.press('Ctrl+X');
  ui.terminal.write('f');
  await ui.shows("▸alice's files");
  await eventually(() => expect(ui.text()).toMatch(/›.*new\.md/));
  expect(hasColour(ui)).toBe(false);
  expect(hasColour(await opened())).toBe(true);
});

async function opened(): Promise<TestUi> {
  const ui = openUi();
  ui.emit(opening);
  await ui.shows('▸C1');
  return ui;
}

it('nothing moves where that is asked for', async () => {
  const ui = openUi({ settings: { reducedMotion: true } });
  ui.emit(opening, submitted('alice', 'C1', 'r', 'p'));
  await ui.shows('⠿ waiting for its session');
  const moving = openUi();
  moving.emit(opening, submitted('alice', 'C1', 'r', 'p'));
  await moving.shows('⠋ waiting for its session');
  const before = ui.terminal.bytes;
  await moving.shows('⠙ waiting for its session');
  expect(ui.terminal.bytes).toBe(before);
});

describe('the background', () => {
  const secondaryOf = ({ terminal }: TestUi) => {
    const y = terminal.screen().findIndex((row) => row.includes('The built-in'));
    return y < 0 ? undefined : terminal.cell(4, y).fg;
  };

  it('is asked for, and answered without a key being typed by that', async () => {
    const ui = openUi({ environment: { TERM: 'xterm-256color' } });
    ui.emit(opening);
    await eventually(() => expect(secondaryOf(ui)).toBe('#a8a8a8'));
    ui.terminal.write('typed');
    await ui.shows('alice·C1 › typed');
  });

  it('is not asked for where it is known', async () => {
    const ui = openUi({ environment: { TERM: 'xterm-256color', COLORFGBG: '0;15' } });
    ui.emit(opening);
    await eventually(() => expect(secondaryOf(ui)).toBe('#585858'));
    expect(ui.terminal.written).not.toContain('\u001b]11;?');
  });

  it('is as the operator says, and so is a colour', async () => {
    const ui = openUi({
      environment: { TERM: 'xterm-256color' },
      settings: { theme: 'light', colours: { secondary: '#123456' } },
    });
    ui.emit(opening);
    await eventually(() => expect(secondaryOf(ui)).toBe('#123456'));
    expect(ui.terminal.written).not.toContain('\u001b]11;?');
  });
});
