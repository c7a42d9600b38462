import original from 'string-width';
import { expect, it } from 'vitest';
import quick from '../../scripts/remembering/string-width.js';

/** Every character of the Basic Multilingual Plane that is one by itself. */
const characters = Array.from({ length: 0x10000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCharCode(code));

const wrong = (texts: readonly string[]) =>
  texts.filter((text) => quick(text) !== original(text)).slice(0, 20);

it('the quick width of a text is what string-width says', () => {
  expect(wrong(characters)).toEqual([]);
  // What may join with the character before or behind it.
  for (const joiner of ['a', '│', '\u0301', '\u200d', '\ufe0f', '\u20e3', '👍', '한', '字']) {
    expect(
      wrong(characters.filter((_, index) => index % 97 === 0).map((each) => `${joiner}${each}`)),
    ).toEqual([]);
    expect(
      wrong(characters.filter((_, index) => index % 97 === 3).map((each) => `${each}${joiner}x`)),
    ).toEqual([]);
  }
  expect(
    wrong(['\x1b[1;31m│ ✓ done\x1b[39m', '\x1b]8;;http://a\x07link\x1b]8;;\x07 ›', '']),
  ).toEqual([]);
});
