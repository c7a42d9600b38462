// Ink takes every row of the screen apart again for each frame, and most rows are what they were.
import * as original from '@alcalzone/ansi-tokenize';
import { remember } from './remember.js';

export * from '@alcalzone/ansi-tokenize';

/** Rows that are remembered, each as an object for each of its characters: those of some screens. */
const most = 256;

const tokens = remember((text) => original.tokenize(text), most);
const charsOfTokens = new WeakMap();

export const tokenize = (text, end) =>
  end === undefined ? tokens(text) : original.tokenize(text, end);

/** Characters in one style share its array, which makes them quick to compare. */
function styledChars(given) {
  const chars = original.styledCharsFromTokens(given);
  chars.forEach((char, index) => {
    const before = chars[index - 1]?.styles;
    const isSame =
      before?.length === char.styles.length && before.every((each, at) => each === char.styles[at]);
    if (isSame) char.styles = before;
  });
  return chars;
}

export function styledCharsFromTokens(given) {
  const known = charsOfTokens.get(given) ?? styledChars(given);
  charsOfTokens.set(given, known);
  return known;
}
