import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/screen/transcript.ts';
import {
  type Anchor,
  scrollBy,
  scrollToTop,
  type TranscriptView,
  visibleLines,
} from '../../../src/ui/transcript/window.ts';

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

  it('shows 100,000 rows as fast as ten', () => {
    const entries = Array.from({ length: 1000 }, (_, index) => answer(lines(index * 100, 100)));
    const large = view(entries, 40);
    const start = performance.now();
    expect(shown(large).at(-1)).toBe('L99999');
    expect(shown(large)).toHaveLength(40);
    // Wrapping all of it takes far longer.
    expect(performance.now() - start).toBeLessThan(100);
  });
});
