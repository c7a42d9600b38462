import { describe, expect, it } from 'vitest';
import { createReportFilter, type Report } from '../../../src/ui/terminal/sequences.ts';

function filtering() {
  const reports: Report[] = [];
  const filter = createReportFilter((report) => reports.push(report));
  return { filter, reports };
}

const click = '\u001b[<0;12;3M';
const clicked: Report = { type: 'mouse', button: 0, x: 11, y: 2, pressed: true };
const black = '\u001b]11;rgb:0000/0000/0000\u001b\\';

describe("a terminal's reports", () => {
  it('are taken out from between the keys', () => {
    const { filter, reports } = filtering();
    expect(filter.push(`a${click}b\u001b[A${black}c\u001b[<64;1;1M\u001b[<0;1;1m`)).toBe(
      'ab\u001b[Ac',
    );
    expect(reports).toEqual([
      clicked,
      { type: 'background', sequence: black },
      { type: 'mouse', button: 64, x: 0, y: 0, pressed: true },
      { type: 'mouse', button: 0, x: 0, y: 0, pressed: false },
    ]);
  });

  it('are found wherever they are cut', () => {
    const input = `x${click}y${black}z`;
    for (let first = 1; first < input.length; first++) {
      for (let second = first; second < input.length; second++) {
        const { filter, reports } = filtering();
        const pieces = [input.slice(0, first), input.slice(first, second), input.slice(second)];
        expect(pieces.map((piece) => filter.push(piece)).join('')).toBe('xyz');
        expect(reports).toEqual([clicked, { type: 'background', sequence: black }]);
      }
    }
  });

  it('are not typed, also if their beginning was taken for a key because it came alone', () => {
    for (const length of [1, 2]) {
      const { filter, reports } = filtering();
      expect(filter.push(click.slice(0, length))).toBe('');
      expect(filter.isUncertain()).toBe(true);
      expect(filter.flush()).toBe(click.slice(0, length));
      expect(filter.push(`${click.slice(length)}k`)).toBe('k');
      expect(reports).toEqual([clicked]);
    }
  });

  it('are waited for without an end where no key begins like that', () => {
    const { filter } = filtering();
    filter.push('\u001b[<0;1');
    expect(filter.isUncertain()).toBe(false);
    filter.push('2;3M');
    filter.push('\u001b]11;rgb:00');
    expect(filter.isUncertain()).toBe(false);
  });

  it('are no reports in a paste, which comes through as it is', () => {
    const paste = `\u001b[200~a${click}${black}\u001b[20\u001b[201~`;
    for (let cut = 0; cut <= paste.length; cut++) {
      const { filter, reports } = filtering();
      const given = filter.push(paste.slice(0, cut)) + filter.push(paste.slice(cut));
      expect(given + filter.push(`${click}k`)).toBe(`${paste}k`);
      expect(reports).toEqual([clicked]);
    }
  });

  it('leave every key as it is', () => {
    const keys = [
      '\u001b[A',
      '\u001b\u001b[A',
      '\u001bb',
      '\u001b[1;5C',
      '\u001b[99;5u',
      '\u001bOP',
      'é漢👍',
      '\u001b[?0u',
    ];
    const { filter, reports } = filtering();
    expect(filter.push(keys.join(''))).toBe(keys.join(''));
    for (const key of keys) expect(filter.push(key)).toBe(key);
    expect(reports).toEqual([]);
    expect(filter.push('\u001b') + filter.flush()).toBe('\u001b');
    expect(filter.push('\u001b[<0;99;') + filter.push('x')).toBe('\u001b[<0;99;x');
  });
});
