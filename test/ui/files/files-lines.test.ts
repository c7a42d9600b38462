import { describe, expect, it } from 'vitest';
import { reduce } from '../../../src/screen/reduce.ts';
import { selectedUser } from '../../../src/screen/selectors.ts';
import { initialScreenState } from '../../../src/screen/state.ts';
import { textWidth } from '../../../src/screen/text.ts';
import { filesLines } from '../../../src/ui/files/files-lines.ts';
import { whenText } from '../../../src/ui/files/when.ts';
import { changed, opening } from '../../screen/events.ts';

const now = Date.parse('2026-01-01T12:05:00.000Z');

function draw(paths: readonly string[], closed: readonly string[] = [], height = 10, width = 46) {
  const events = [...opening, ...paths.flatMap((path) => changed('alice', path))];
  const user = selectedUser(events.reduce(reduce, initialScreenState));
  if (!user) throw new Error('alice is there');
  const view = { focused: false, closed: new Set(closed) };
  return filesLines(user, view, width, height, now).map((line) =>
    line.map(({ text }) => text).join(''),
  );
}

describe('the files panel', () => {
  it('shows directories first, with size, writer and time, and marks what changed last', () => {
    const [title, ...rows] = draw(['notes.md', 'docs/a/deep.md', 'docs/guide.md']);
    expect(title).toMatch(/^ alice's files +3 files · 360 B $/);
    expect(rows.map((row) => row.slice(0, 18).trimEnd())).toEqual([
      ' ▾ docs/',
      '   ▾ a/',
      '     ● deep.md',
      '   ● guide.md',
      ' ● notes.md',
    ]);
    expect(rows[3]).toMatch(/ 120 B {2}C1 {4}\d\d:\d\d $/);
  });

  it('leaves out what lies in a closed directory', () => {
    expect(draw(['docs/guide.md', 'notes.md'], ['docs']).map((row) => row.slice(0, 10))).toEqual([
      expect.stringContaining('alice'),
      ' ▸ docs/  ',
      ' ● notes.m',
    ]);
  });

  it('shows no more rows than fit of 2,000 files, the newest change among them', () => {
    const paths = Array.from({ length: 2_000 }, (_, index) => `d${index % 50}/f${index}.md`);
    const rows = draw(paths, [], 12);
    expect(rows).toHaveLength(12);
    expect(rows.join('\n')).toContain('● f1999.md');
  });

  it.each([
    [60, /^ ● notes\.md +120 B {3}r1 {2}C1 {4}\d\d:\d\d $/],
    [49, /^ ● notes\.md +120 B {3}r1 {2}C1 {4}\d\d:\d\d $/],
    [48, /^ ● notes\.md +120 B {2}C1 {4}\d\d:\d\d $/],
    [44, /^ ● notes\.md +120 B {2}C1 {4}\d\d:\d\d $/],
    [42, /^ ● notes\.md +120 B {2}\d\d:\d\d $/],
    [35, /^ ● notes\.md +120 B $/],
    [30, /^ ● notes\.md +$/],
  ])('drops the least important column first: %i columns', (width, row) => {
    const line = draw(['notes.md'], [], 10, width)[1] ?? '';
    expect(line).toMatch(row);
    expect(textWidth(line)).toBe(width);
  });

  it('keeps something of a name however deep it lies', () => {
    const deep = `${'a/'.repeat(15)}deep.md`;
    for (const width of [44, 60]) {
      const last = draw([deep], [], 20, width).at(-1) ?? '';
      expect(textWidth(last)).toBe(width);
      expect(last).toMatch(/de/);
    }
  });

  it('keeps every row within the panel, whatever the name', () => {
    const rows = draw(['緑茶'.repeat(40), '\u001b[2J'.repeat(20), 'e\u0301'.repeat(80)]);
    for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(46);
    expect(rows.join('')).not.toContain('\u001b');
  });

  it.each([
    [new Date(2026, 10, 22, 9, 5), '09:05'],
    [new Date(2026, 10, 22, 23, 59), '23:59'],
    [new Date(2026, 10, 21, 23, 59), '21 Nov'],
    [new Date(2025, 11, 31), '2025'],
    [new Date(Number.NaN), ''],
  ])('says when a file changed, which stays true: %s', (then, text) => {
    expect(whenText(then.getTime(), new Date(2026, 10, 22, 12).getTime())).toBe(text);
  });
});
