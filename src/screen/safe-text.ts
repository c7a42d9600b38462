import { graphemeAt } from './graphemes.ts';
import { truncate } from './text.ts';

const plain = /^[\n\x20-\x7e]*$/;

// Terminals disagree on how many columns a joined, toned or presentation-selected emoji takes, and one column too
// many breaks the row. All agree on its parts: they are shown instead (a family as its members, a keycap as its digit).
const emojiSequence =
  /(\p{Extended_Pictographic})(?:\p{Emoji_Modifier}\ufe0f?|[\ufe0e\ufe0f]\p{Emoji_Modifier}?)?(?:\u200d(?=\p{Extended_Pictographic}))?/gu;
const keycap = /([0-9#*])(?:\ufe0f\u20e3*|\u20e3+)/g;
const subdivisionFlag = /(\u{1f3f4})[\u{e0030}-\u{e007a}]{2,6}\u{e007f}/gu;

// Shown alike with and without in a terminal, and common in honest text: Persian, Hindi and Sinhala words, variants
// of ideographs.
const joinerInWord =
  /(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}])[\u200c\u200d]/gu;
const ideographVariant = /(\p{Ideographic})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/gu;

const control = /[\0-\x09\x0b-\x1f\x7f]/g;
const unseen = /[\x80-\x9f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/gu;

/** A mark without a letter would sit on whatever stands before the text; too many of them grow out of the row. */
const dottedCircle = '\u25cc';
const markWithoutBase = /(^|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Regional_Indicator}])(?=\p{M})/gu;

function controlPicture(character: string): string {
  return character === '\x7f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0));
}

function codePointMark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

/**
 * Makes text from outside safe to show: what comes out holds no control character but `\n`, nothing that changes the
 * direction of text, nothing invisible, and no cluster on whose width terminals disagree. Controls become their
 * pictures (`␛`), invisible characters a mark (`‹U+202E›`), a tab two spaces. Idempotent; linear.
 */
export function safeText(text: string): string {
  if (plain.test(text)) return text;
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/\r\n?/g, '\n')
      .replace(subdivisionFlag, '$1')
      .replace(emojiSequence, '$1')
      .replace(keycap, '$1')
      .replace(joinerInWord, '')
      .replace(ideographVariant, '$1')
      // Thai and Lao "am" is one letter of its own column, but one cluster with the letter before it: in two parts it
      // looks the same and is counted right.
      .replace(/\u0e33/g, '\u0e4d\u0e32')
      .replace(/\u0eb3/g, '\u0ecd\u0eb2')
      .replace(markWithoutBase, `$1${dottedCircle}`)
      .replace(/\p{M}{8}(?=\p{M})/gu, `$&${dottedCircle}`)
      .replace(/\t/g, '  ')
      .replace(control, controlPicture)
      .replace(unseen, codePointMark)
  );
}

/** `safeText` on a single line, a new line shown as `␤`; cut to `max` columns where given. */
export function safeLine(text: string, max?: number): string {
  const line = safeText(text).replace(/\n/g, '\u2424');
  return max === undefined ? line : truncate(line, max);
}

const longestHeld = 64;

/** What a stream's next piece may still change: its last grapheme cluster, raw. */
export type HeldText = string;

/**
 * `safeText` for text that comes in pieces, which may be cut anywhere: between the halves of a character, in `\r\n`,
 * within an emoji. Returns what is safe to show now, and what to hand over with the next piece. After the last one,
 * `safeText(held)` is the rest. The texts, joined, are `safeText` of all the pieces joined.
 */
export function safePiece(held: HeldText, piece: string): { text: string; held: HeldText } {
  const raw = held + piece;
  if (raw === '') return { text: '', held: '' };
  // Half a character may turn out to belong to the cluster before it.
  const endsInHalf = /[\ud800-\udbff]$/.test(raw.slice(-1)) && raw.length > 1;
  const last = graphemeAt(raw, raw.length - (endsInHalf ? 2 : 1)).start;
  if (raw.length - last > longestHeld) return { text: safeText(raw), held: '' };
  return { text: safeText(raw.slice(0, last)), held: raw.slice(last) };
}
