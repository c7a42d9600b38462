import { describe, expect, it } from 'vitest';
import { cell, type Line } from '../../../src/ui/rows/row.tsx';
import { lineText, markFound, partsFound } from '../../../src/ui/search/mark-found.ts';
import { searchLine } from '../../../src/ui/search/search-line.ts';
import {
  longestSought,
  soughtPattern,
  soughtText,
  withoutLast,
} from '../../../src/ui/search/sought.ts';

const mark = (line: Line, sought: string) =>
  markFound(line, partsFound(lineText(line), soughtPattern(sought)));

describe('what is sought', () => {
  it('is one line of plain text, and never too long', () => {
    expect(soughtText('gr', 'een\u0007tea\nand more')).toBe('green tea');
    expect(soughtText('', 'x'.repeat(1_000))).toHaveLength(longestSought);
    expect(withoutLast('te👨‍👩‍👧')).toBe('te');
    expect(withoutLast('')).toBe('');
  });

  it('is found as it stands, whatever the case, where it stands', () => {
    expect(partsFound('İtalya, Tea', soughtPattern('TEA'))).toEqual([{ start: 8, end: 11 }]);
    expect('a+b (c)'.search(soughtPattern('+B (C)'))).toBe(1);
    expect('ab'.search(soughtPattern('a.'))).toBe(-1);
    expect('far\nfrom he\nre'.search(soughtPattern('from here', true))).toBe(4);
    expect('far\nfrom'.search(soughtPattern('far from'))).toBe(-1);
  });

  it('is marked, and only that, also where the style changes within it', () => {
    const marked = mark([cell('Tea and te', { color: 'red' }), cell('as')], 'tea');
    expect(marked.map(({ text, style }) => [text, style?.inverse ?? false])).toEqual([
      ['Tea', true],
      [' and ', false],
      ['te', true],
      ['a', true],
      ['s', false],
    ]);
    const line = [cell('none')];
    expect(mark(line, 'tea')).toBe(line);
  });

  it('is shown safe, with which of the hits one is at', () => {
    const shown = (text: string, count: number, typing = false, more = false) =>
      lineText(searchLine({ text, typing }, { at: 2, count, more }));
    expect(shown('tea', 7)).toBe('/tea   2 of 7');
    expect(shown('t\u202e', 1_000, true, true)).toMatch(/^\/t[^\u202e]*▏ {3}2 of 1000\+$/u);
    expect(shown('tea', 0)).toBe('/tea   not found');
    expect(shown('', 0, true)).toBe('/▏   type what to find');
  });
});
