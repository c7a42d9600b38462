import { expect, it, vi } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { entryLines } from '../../src/ui/transcript/entry-lines.ts';
import {
  changed,
  delta,
  during,
  opening,
  submitted,
  timed,
  wholeRequest,
} from '../screen/events.ts';
import { openUi, type TestUi } from './open-ui.ts';

vi.mock('../../src/ui/transcript/entry-lines.ts', { spy: true });

/** Each of 46 rows. */
const answers = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const text = Array.from({ length: 46 }, (_, row) => `line ${row} of ${index}`).join('\n');
    return wholeRequest('alice', 'C1', `r${index}`, `prompt ${index}`, text);
  }).flat();
const files = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    changed('alice', `folder${index % 100}/file${index}.md`),
  ).flat();
const tabs = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    timed({ type: 'client.opened', user: 'alice', client: `C${index + 10}` }),
  ).flat();

/** An answer begins to stream in. */
async function streaming(before: readonly ReplEvent[]): Promise<TestUi> {
  const ui = openUi({ settings: { reducedMotion: true } });
  ui.emit(
    opening,
    before,
    submitted('alice', 'C1', 'r', 'p'),
    during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
    delta('alice', 'C1', 'r', 'it begins'),
  );
  await ui.shows('it begins');
  return ui;
}

const tokens = 10;

/** What the next tokens of one row take, each painted before the next one comes. */
async function streamTokens(ui: TestUi): Promise<{ bytes: number; wrapped: number }> {
  vi.mocked(entryLines).mockClear();
  const before = ui.terminal.bytes;
  for (let token = 0; token < tokens; token++) {
    ui.emit(delta('alice', 'C1', 'r', ` t${token}.`));
    await ui.shows(` t${token}.`);
  }
  return {
    bytes: ui.terminal.bytes - before,
    wrapped: vi.mocked(entryLines).mock.calls.filter(([{ kind }]) => kind === 'answer').length,
  };
}

it.each([
  ['an empty screen', []],
  ['10,000 lines', answers(220)],
  ['2,000 files', files(2_000)],
  ['50 tabs', tabs(47)],
])('a streamed token costs the same beside %s', async (_, before) => {
  const ui = await streaming(before);
  const { bytes, wrapped } = await streamTokens(ui);
  expect(bytes / tokens).toBeLessThan(100);
  // Only the part that grows, and once for each frame.
  expect(wrapped).toBeLessThanOrEqual(tokens);
});

it('a row that is added scrolls the window: few of its rows are written again', async () => {
  const ui = await streaming(answers(4));
  const rows = 24;
  const before = ui.terminal.bytes;
  for (let row = 0; row < rows; row++) {
    ui.emit(delta('alice', 'C1', 'r', `\nrow ${row} of the answer.`));
    await ui.shows(`row ${row} of`);
  }
  // Written whole, the window has some 2,500 bytes.
  expect((ui.terminal.bytes - before) / rows).toBeLessThan(400);
});

it('of a long answer that comes at once, only what is shown is wrapped', async () => {
  const ui = await streaming([]);
  vi.mocked(entryLines).mockClear();
  const list = Array.from({ length: 10_000 }, (_, index) => `- item **${index}**\n`).join('');
  ui.emit(delta('alice', 'C1', 'r', list));
  await ui.shows('item 9998');
  expect(vi.mocked(entryLines).mock.calls.length).toBeLessThan(10);
});
