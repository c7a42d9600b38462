import stringWidth from 'string-width';

const style = /\x1b\[[\d;]*m/g;
/**
 * Characters of one column that join with none of their like: printable ASCII, Latin, general punctuation, lines, blocks,
 * shapes, Braille and the ticks, crosses and arrows of the screen.
 */
const plain =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2500-\u25fc\u2713-\u2718\u27f3\u2800-\u28ff]*$/;

/**
 * string-width for those who ask it about every row of a screen: what is plain is counted. The original segments all that
 * is not ASCII, and its expressions for emoji take longest to compile of all that the first frame needs.
 */
export default function width(text, options) {
  if (typeof text !== 'string' || options !== undefined) return stringWidth(text, options);
  const bare = text.includes('\x1b') ? text.replace(style, '') : text;
  return plain.test(bare) ? bare.length : stringWidth(text);
}
