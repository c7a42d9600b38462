import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { safeLine, safePiece, safeText } from '../../src/screen/safe-text.ts';
import { textWidth } from '../../src/screen/text.ts';
import { honestParts, hostileParts, randomText, seededRandom } from '../support/random-text.ts';

const forbidden =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}\p{Surrogate}]/u;
const allParts = [...honestParts, ...hostileParts, '\n'];

describe('safeText', () => {
  test.each([
    ['plain text\nstays', 'plain text\nstays'],
    ['größer 漢字 ไทย', 'größer 漢字 ไทย'],
    ['\x1b[31mred\x1b[0m', '␛[31mred␛[0m'],
    ['\x1b]0;title\x07', '␛]0;title␇'],
    ['nul\0 bell\x07 del\x7f', 'nul␀ bell␇ del␡'],
    ['\x9b2J', '‹U+009B›2J'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\tb', 'a  b'],
    ['exe.\u202efdp', 'exe.‹U+202E›fdp'],
    ['\u2066x\u2069', '‹U+2066›x‹U+2069›'],
    ['no\u200btes.md', 'no‹U+200B›tes.md'],
    ['\ufeffbom', '‹U+FEFF›bom'],
    ['a\u2028b', 'a‹U+2028›b'],
    ['a\u200db', 'a‹U+200D›b'],
    ['hidden \u{e0041}', 'hidden ‹U+E0041›'],
    ['half \ud83d', 'half \ufffd'],
    ['\udc00\ud800', '\ufffd\ufffd'],
    ['می\u200cخواهم', 'میخواهم'],
    ['葛\u{e0100}城', '葛城'],
  ])('%j is shown as %j', (raw, shown) => {
    expect(safeText(raw)).toBe(shown);
  });

  test.each([
    ['👨‍👩‍👧', '👨👩👧'],
    ['👩🏽‍🚀', '👩🚀'],
    ['👍🏽', '👍'],
    ['❤️', '❤'],
    ['❤️‍🔥', '❤🔥'],
    ['1️⃣', '1'],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '🏴'],
    ['🇩🇪', '🇩🇪'],
    ['น้ำ', 'น้\u0e4d\u0e32'],
  ])('%s is shown in a form of undisputed width', (raw, shown) => {
    expect(safeText(raw)).toBe(shown);
  });

  test('a mark without a letter, and too many marks, get something to stand on', () => {
    expect(safeText('\u0301a\n\u0301')).toBe('◌\u0301a\n◌\u0301');
    expect(safeText(`a${'\u0301'.repeat(20)}`)).toBe(
      `a${'\u0301'.repeat(8)}◌${'\u0301'.repeat(8)}◌${'\u0301'.repeat(4)}`,
    );
  });

  test('whatever comes in, nothing unsafe comes out, and safe text stays as it is', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 3000; round++) {
      const raw = randomText(random, allParts, 20);
      const safe = safeText(raw);
      expect(safe).not.toMatch(forbidden);
      expect(safeText(safe)).toBe(safe);
    }
  });

  test('a terminal that knows no clusters counts the columns as one that does', () => {
    const random = seededRandom(4);
    const columnsOf = (line: string) =>
      Array.from(line).reduce((sum, character) => sum + stringWidth(character), 0);
    for (let round = 0; round < 3000; round++) {
      const safe = safeText(randomText(random, [...honestParts, ...hostileParts], 20));
      for (const line of safe.split('\n')) {
        expect(columnsOf(line), JSON.stringify(line)).toBe(textWidth(line));
      }
    }
  });

  test.each([
    '\x1b[0m',
    '👨‍',
    '\u0301',
    '\ud83d',
    '\u{e0041}',
    '🏴\u{e0067}',
    '\t',
    '\r',
    'می\u200c',
  ])('makes a megabyte of %j safe', (part) => {
    expect(safeText(part.repeat(1_000_000 / part.length))).not.toMatch(forbidden);
  });
});

describe('safePiece', () => {
  test('text cut anywhere is shown as the whole would be', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 3000; round++) {
      // Of marks without end, which no honest text has, not all are held back.
      const raw = randomText(random, allParts, 12).replace(/\p{M}{9,}/gu, '');
      let held = '';
      let shown = '';
      for (let at = 0; at < raw.length; ) {
        const next = at + 1 + Math.floor(random() * 6);
        const piece = safePiece(held, raw.slice(at, next));
        shown += piece.text;
        held = piece.held;
        expect(piece.text).not.toMatch(forbidden);
        at = next;
      }
      expect(shown + safeText(held), JSON.stringify(raw)).toBe(safeText(raw));
    }
  });

  test('holds little back, however long a cluster grows', () => {
    let held = '';
    for (let round = 0; round < 300; round++) {
      ({ held } = safePiece(held, '\u0301'));
      expect(held.length).toBeLessThanOrEqual(64);
    }
  });
});

describe('safeLine', () => {
  test.each([
    ['a\nb', undefined, 'a␤b'],
    ['a\r\nb', undefined, 'a␤b'],
    ['notes.md', 8, 'notes.md'],
    ['notes.md', 6, 'notes…'],
    ['漢字漢字', 5, '漢字…'],
    ['漢字漢字', 4, '漢…'],
    ['\x1b[2J', 3, '␛[…'],
    ['x', 0, ''],
  ])('%j in %s columns is %j', (raw, max, shown) => {
    expect(safeLine(raw, max)).toBe(shown);
  });
});
