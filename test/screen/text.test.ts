import { describe, expect, test } from 'vitest';
import { graphemes } from '../../src/screen/graphemes.ts';
import { safeText } from '../../src/screen/safe-text.ts';
import {
  glyphs,
  padEnd,
  textWidth,
  truncate,
  truncateMiddle,
  wrapGlyphs,
  wrapText,
} from '../../src/screen/text.ts';
import { honestParts, hostileParts, randomText, seededRandom } from '../support/random-text.ts';

describe('wrapText', () => {
  test.each<[string, number, string[]]>([
    ['', 5, ['']],
    ['a\n\nb', 5, ['a', '', 'b']],
    ['hello world', 5, ['hello', 'world']],
    ['hello world', 6, ['hello', 'world']],
    ['hello world', 8, ['hello', 'world']],
    ['hello world', 11, ['hello world']],
    ['hello  world', 6, ['hello', 'world']],
    ['a bc', 3, ['a', 'bc']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['ab cdefgh', 3, ['ab', 'cde', 'fgh']],
    ['  indented text', 10, ['  indented', 'text']],
    ['      ', 3, ['   ', '   ']],
    ['    ab', 3, ['   ', ' ab']],
    ['a 漢字 b', 3, ['a', '漢', '字', 'b']],
    ['ends with spaces   ', 16, ['ends with spaces']],
    ['größe über', 5, ['größe', 'über']],
    ['größe  über', 6, ['größe', 'über']],
    ['漢字漢字', 4, ['漢字', '漢字']],
    ['漢字漢字', 3, ['漢', '字', '漢', '字']],
    ['ab漢字', 3, ['ab', '漢', '字']],
    ['漢字 abc', 4, ['漢字', 'abc']],
    ['漢字abc', 6, ['漢字', 'abc']],
    ['漢a', 1, ['…', 'a']],
    ['e\u0301e\u0301e\u0301', 2, ['e\u0301e\u0301', 'e\u0301']],
  ])('%j at %i', (text, width, rows) => {
    expect(wrapText(text, width)).toEqual(rows);
  });

  test('rows fit, break no cluster and lose nothing but spaces', () => {
    const random = seededRandom(6);
    for (let round = 0; round < 2000; round++) {
      const text = safeText(randomText(random, [...honestParts, ...hostileParts], 40));
      const width = 2 + Math.floor(random() * 30);
      const rows = wrapText(text, width);
      for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(width);
      expect(rows.join('').replaceAll(' ', '')).toBe(text.replace(/[ \n]/g, ''));
      expect(rows.flatMap((row) => glyphs(row)).filter(isInk)).toEqual(
        text.split('\n').flatMap((line) => glyphs(line).filter(isInk)),
      );
    }
  });

  test('plain text is wrapped as any other', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 3000; round++) {
      const text = randomText(random, ['a', 'bc', 'word', 'longer-word', ' ', ' ', '   '], 30);
      const width = 1 + Math.floor(random() * 20);
      // One letter beyond ASCII, in a word of its own behind it all, takes the slow path.
      const slow = wrapText(`${text}${' '.repeat(width)}é`, width);
      const fast = wrapText(`${text}${' '.repeat(width)}e`, width);
      expect(fast, JSON.stringify([text, width])).toEqual(slow.map((row) => row.replace('é', 'e')));
    }
  });

  test.each([
    ['words', 'lorem ipsum dolor '],
    ['one word', 'x'],
    ['spaces', ' '],
    ['ideographs', '漢字'],
    ['mixed', 'wörd 漢字 😀 '],
    ['jamo', '\u1100'],
    ['marks', safeText('\u0301'.repeat(90))],
  ])('wraps a quarter of a megabyte of %s at any width', (_name, part) => {
    const text = part.repeat(250_000 / part.length);
    for (const width of [1, 80, 500]) expect(wrapText(text, width).length).toBeGreaterThan(0);
  });
});

const isInk = (glyph: { text: string }) => glyph.text !== ' ';

test('wrapGlyphs breaks anywhere where asked to, and keeps every space', () => {
  const line = glyphs('a b  cé');
  const rows = wrapGlyphs(line, 2, 'anywhere').map(({ start, end }) =>
    line
      .slice(start, end)
      .map((glyph) => glyph.text)
      .join(''),
  );
  expect(rows).toEqual(['a ', 'b ', ' c', 'é']);
});

describe('truncate', () => {
  test.each([
    ['hello', 5, 'hello'],
    ['hello', 4, 'hel…'],
    ['hello', 1, '…'],
    ['hello', 0, ''],
    ['漢字', 4, '漢字'],
    ['漢字', 3, '漢…'],
    ['漢字', 2, '…'],
    ['', 3, ''],
  ])('%j to %i columns', (text, width, cut) => {
    expect(truncate(text, width)).toBe(cut);
  });

  test('looks at no more than it shows', () => {
    const long = '漢'.repeat(50_000_000);
    expect(truncate(long, 5)).toBe('漢漢…');
  });
});

test('padEnd fills up by columns and does not cut', () => {
  expect(padEnd('漢', 4)).toBe('漢  ');
  expect(padEnd('abcd', 3)).toBe('abcd');
});

test.each([
  ['docs/guide.md', 13, 'docs/guide.md'],
  ['docs/very/deep/guide.md', 13, 'docs/v…ide.md'],
  ['緑茶/緑茶/緑茶.md', 9, '緑茶/….md'],
  ['abcdef', 2, 'a…'],
])('%s cut in the middle to %i columns is %s', (text, width, cut) => {
  expect(truncateMiddle(text, width)).toBe(cut);
  expect(textWidth(cut)).toBeLessThanOrEqual(width);
});

test('takes letters and signs that join nothing apart as a segmenter does', () => {
  const random = seededRandom(7);
  const unjoined = 'aZ ~¡¬®ʿͰҀҊԯ‐‧‰⁞←↔☺⟳⠋⯿　〩ぁゖァヿ一龿！｠│█';
  for (let run = 0; run < 2_000; run++) {
    const line = Array.from({ length: 12 }, () => {
      const at = Math.floor(random() * unjoined.length);
      // Neighbours of these characters, which may join what stands before them, are no part of the short way.
      return String.fromCharCode(unjoined.charCodeAt(at) + Math.floor(random() * 3) - 1);
    }).join('');
    expect(glyphs(line).map(({ text }) => text)).toEqual([...graphemes(line)]);
  }
});
