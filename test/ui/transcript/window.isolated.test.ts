import { describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../../src/screen/transcript.ts';
import { entryLines } from '../../../src/ui/transcript/entry-lines.ts';
import {
  type Anchor,
  scrollBy,
  scrollToRow,
  scrollToTop,
  type TranscriptView,
  visibleLines,
} from '../../../src/ui/transcript/window.ts';

vi.mock('../../../src/ui/transcript/entry-lines.ts', { spy: true });

const answer = (text: string): Entry => ({
  kind: 'answer',
  message: '',
  text,
  held: '',
  streaming: false,
  part: 0,
});
const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `L${from + index}`).join('\n');
const view = (entries: readonly Entry[], height = 4, first = 0): TranscriptView => ({
  entries,
  first,
  width: 40,
  height,
  open: false,
});
const shown = (given: TranscriptView, anchor?: Anchor) =>
  visibleLines(given, anchor).lines.map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trim(),
  );

/** L0 to L5, a blank row, L6 to L9: eleven rows. */
const two = view([answer(lines(0, 6)), answer(lines(6, 4))]);

describe('the window on a transcript', () => {
  it('shows the end unless one has scrolled', () => {
    expect(shown(two)).toEqual(['L6', 'L7', 'L8', 'L9']);
    expect(visibleLines(two, undefined).moreBelow).toBe(false);
  });

  it('moves some rows at a time while an answer streams in, and ends with the last row', () => {
    const streaming = (count: number): Entry => ({
      kind: 'answer',
      message: '',
      text: lines(0, count),
      held: '',
      streaming: true,
      part: 0,
    });
    const tops = Array.from({ length: 12 }, (_, index) => {
      const rows = shown(view([streaming(20 + index)], 12));
      expect(rows.at(-1)).toBe(`L${19 + index}`);
      return rows[0];
    });
    expect(new Set(tops).size).toBe(5);
    expect(shown(view([{ ...streaming(31), streaming: false } as Entry], 12))).toHaveLength(12);
  });

  it('shows what there is where it does not fill the window', () => {
    expect(shown(view([answer('a'), answer('b')], 9))).toEqual(['a', '', 'b']);
  });

  it.each([
    [-1, ['', 'L6', 'L7', 'L8']],
    [-3, ['L4', 'L5', '', 'L6']],
    [-7, ['L0', 'L1', 'L2', 'L3']],
    [-100, ['L0', 'L1', 'L2', 'L3']],
    [5, ['L6', 'L7', 'L8', 'L9']],
  ])('moves by %i rows from the end, across entries', (rows, expected) => {
    expect(shown(two, scrollBy(two, undefined, rows))).toEqual(expected);
  });

  it('goes to the first row, and comes back to the end by scrolling down', () => {
    const top = scrollToTop(two);
    expect(shown(two, top)[0]).toBe('L0');
    expect(visibleLines(two, top).moreBelow).toBe(true);
    expect(scrollBy(two, top, 7)).toBeUndefined();
    expect(scrollBy(two, top, 6)).toBeDefined();
  });

  it('moves down and up again to the same row', () => {
    const top = scrollToTop(two);
    for (let rows = 1; rows < 7; rows++) {
      expect(scrollBy(two, scrollBy(two, top, rows), -rows)).toEqual(top);
    }
  });

  it('keeps its place when entries come at the end, and when old ones are dropped', () => {
    const anchor = scrollBy(two, undefined, -3);
    const more = view([...two.entries, answer(lines(10, 50))]);
    expect(shown(more, anchor)).toEqual(shown(two, anchor));
    const later = view([...two.entries.slice(1), answer(lines(10, 50))], 4, 1);
    expect(shown(later, { entry: 1, row: 1 })).toEqual(['L7', 'L8', 'L9', '']);
    expect(shown(later, anchor)[0]).toBe('L6');
  });

  it.each([100, 10_000, 100_000])(
    'builds no more rows for a frame of %i rows than it shows, and one part',
    (total) => {
      const perEntry = 50;
      const entries = Array.from({ length: total / perEntry }, (_, index) =>
        answer(lines(index * perEntry, perEntry)),
      );
      const large = view(entries, 40);
      const built = vi.mocked(entryLines);
      const rowsBuilt = () =>
        built.mock.results.reduce((sum, { value }) => sum + (value as unknown[]).length, 0);
      built.mockClear();
      expect(shown(large).at(-1)).toBe(`L${total - 1}`);
      expect(rowsBuilt()).toBeLessThanOrEqual(40 + perEntry);
      built.mockClear();
      expect(shown(large)).toHaveLength(40);
      expect(shown(large, scrollBy(large, undefined, -1))).toHaveLength(40);
      expect(rowsBuilt()).toBe(0);
      shown(large, scrollToTop(large));
      expect(rowsBuilt()).toBeLessThanOrEqual(40 + perEntry);
    },
  );

  it('has a rule before every prompt but the first', () => {
    const prompt = (text: string): Entry => ({ kind: 'prompt', request: text, text });
    const shownRows = shown(view([prompt('a'), answer('b'), prompt('c'), answer('d')], 9));
    expect(shownRows).toEqual(['› a', '', 'b', '─'.repeat(40), '› c', '', 'd']);
  });

  it('folds a long prompt, and shows all of it with the tool calls', () => {
    const long: Entry = { kind: 'prompt', request: 'r', text: lines(0, 30) };
    const folded = shown(view([long], 40));
    expect(folded).toHaveLength(8);
    expect(folded.at(-1)).toBe('… 23 more rows · /tools shows them');
    expect(shown({ ...view([long], 40), open: true })).toHaveLength(30);
  });

  it('opens a single tool call', () => {
    const tool = (call: string): Entry => ({
      kind: 'tool',
      call,
      tool: call,
      subject: '',
      arguments: `{ ${call} }`,
      state: 'ok',
      result: 'done',
    });
    const tools = view([tool('a'), tool('b')], 9);
    expect(shown(tools)).toEqual(['✓ a', '✓ b']);
    const one = shown({ ...tools, toggled: new Set(['b']) });
    expect(one).toEqual(['✓ a', '✓ b', '│ { b }', '→ done']);
    const others = shown({ ...tools, open: true, toggled: new Set(['b']) });
    expect(others).toEqual(['✓ a', '│ { a }', '→ done', '✓ b']);
  });

  it('brings a row into the window, and leaves the window where the row is in it', () => {
    const large = view([answer(lines(0, 100)), answer(lines(100, 100))], 10);
    for (const row of [0, 3, 50, 92, 99]) {
      for (const entry of [0, 1]) {
        const anchor = scrollToRow(large, undefined, { entry, row });
        expect(shown(large, anchor)).toContain(`L${entry * 100 + row}`);
        expect(scrollToRow(large, anchor, { entry, row })).toBe(anchor);
      }
    }
  });
});
