import { describe, expect, it } from 'vitest';
import { quote } from '../../src/files/quote.ts';

describe('quote', () => {
  it.each([
    ['plain', 'notes.md', '"notes.md"'],
    ['empty', '', '""'],
    ['quotes', 'a"b\\c', '"a\\"b\\\\c"'],
    ['control', 'a\n\x1b[2J\0', '"a\\u{a}\\u{1b}[2J\\u{0}"'],
    ['bidi', 'a\u202eb', '"a\\u{202e}b"'],
    ['zero width', 'a\u200bb\ufeff', '"a\\u{200b}b\\u{feff}"'],
    ['tags', 'a\u{e0041}', '"a\\u{e0041}"'],
    ['lone surrogates', '\ud83dx\ude00', '"\\u{d83d}x\\u{de00}"'],
    ['emoji', '👩\u200d🔥 1\ufe0f\u20e3', '"👩\u200d🔥 1\ufe0f\u20e3"'],
    ['the longest', 'x'.repeat(118), `"${'x'.repeat(118)}"`],
    ['too long', 'x'.repeat(119), `"${'x'.repeat(117)}…"`],
    ['huge', 'x'.repeat(1_000_000), `"${'x'.repeat(117)}…"`],
    ['never half a character', `${'😀'.repeat(80)}`, `"${'😀'.repeat(58)}…"`],
  ])('shows %s', (_name, text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });

  it('never shows more than 120 units', () => {
    for (const piece of ['x', '"', '\n', '\u202e', '😀', '\ud83d', 'x😀'])
      for (const times of [1, 10, 59, 60, 61, 117, 118, 119, 120, 121, 1000])
        expect(quote(piece.repeat(times)).length).toBeLessThanOrEqual(120);
  });
});
