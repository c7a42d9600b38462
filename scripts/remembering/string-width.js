// Ink measures every row of the screen again for each frame, and most rows are what they were.
import stringWidth from 'string-width';
import { remember } from './remember.js';

const style = /\x1b\[[\d;]*m/g;
/**
 * Characters of one column that join with none of their like: printable ASCII, Latin, general punctuation, lines, blocks,
 * shapes, Braille and the ticks, crosses and arrows of the screen.
 */
const plain =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2500-\u25fc\u2713-\u2718\u27f3\u2800-\u28ff]*$/;

/**
 * What is plain is counted: string-width segments all that is not ASCII, and its expressions for emoji take longest to
 * compile of all that the first frame needs.
 */
function measure(text) {
  const bare = text.includes('\x1b') ? text.replace(style, '') : text;
  return plain.test(bare) ? bare.length : stringWidth(text);
}

const width = remember(measure, 4_096);

export default (text, options) =>
  options === undefined && typeof text === 'string' ? width(text) : stringWidth(text, options);
