import type { SecretFinder } from './secrets.ts';

/** One escape sequence: CSI, a string (OSC, or DCS and the like) with its end, or two characters. */
const escapeSequence =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\](?:[^\u0007\u001b]|\u001b[^\\])*(?:\u0007|\u001b\\)|[PX^_](?:[^\u001b]|\u001b[^\\])*\u001b\\|[^[\]PX^_])/g;

/** An escape sequence that the end of a piece cut off. */
const cutSequence =
  /\u001b(?:\[[0-?]*[ -/]*|\](?:[^\u0007\u001b]|\u001b[^\\])*\u001b?|[PX^_](?:[^\u001b]|\u001b[^\\])*\u001b?)?$/;

/**
 * What asks the terminal something, sets how it reports keys and mouse, or is for its clipboard: it shows nothing, and a
 * player would do it to the terminal of whoever looks on.
 */
const unseen =
  /^\u001b(?:[\]PX^_]|\[[<>=?][\d;:]*u|\[[>=?]?[\d;]*[cn]|\[\?(?:1|9|100\d|1015|1016|2004|2031)[hl]|\[[>?][\d;]*[mq]$)/;

/** As many columns as there were: the screen stays as it is. */
const maskOf = (text: string): string => '•'.repeat(text.length);

/** Shorter beginnings of secrets do not wait for what follows: they would keep frames from being shown. */
const shortestHeld = 3;
/** Characters of what was written that are looked at again: as many as a piece of a secret has. */
const keptBefore = 8;
/** No sequence is waited for longer, in characters. */
const longestSequence = 256 * 1024;

/** Makes a terminal's output fit to be kept: what comes in pieces comes out in pieces. */
export interface TerminalText {
  next(piece: string): string;
  /** What was held back, at the end. */
  rest(): string;
}

/** Masks secrets, whatever colours they have in the middle, and leaves out what shows nothing. */
export function createTerminalText(secrets: SecretFinder): TerminalText {
  let held = '';
  /** The end of what was written, as it was. */
  let before = '';

  function clean(text: string): string {
    const { plain, sequences } = split(text);
    // What is typed is drawn a letter at a time: the first ones are written already.
    const masked = mask(before + plain, secrets).slice(before.length);
    before = (before + plain).slice(-keptBefore);
    let result = '';
    let at = 0;
    for (const { sequence, place } of sequences) {
      result += masked.slice(at, place);
      if (!unseen.test(sequence)) result += sequence;
      at = place;
    }
    return result + masked.slice(at);
  }

  /** How much of the text can be written: no sequence cut in two, and no secret. */
  function settledLength(text: string): number {
    const cut = cutSequence.exec(text);
    const length = cut && cut[0].length <= longestSequence ? cut.index : text.length;
    const { plain, sequences } = split(text.slice(0, length));
    const settled = secrets.settled(plain);
    if (plain.length - settled < shortestHeld) return length;
    return sequences.reduce(
      (sum, { sequence, place }) => (place <= settled ? sum + sequence.length : sum),
      settled,
    );
  }

  return {
    next(piece) {
      const text = held + piece;
      const length = settledLength(text);
      held = text.slice(length);
      return clean(text.slice(0, length));
    },
    rest() {
      const text = held.replace(cutSequence, '');
      held = '';
      return clean(text);
    },
  };
}

/** A text without its sequences, and those with their places in it. */
function split(text: string) {
  const sequences: { readonly sequence: string; readonly place: number }[] = [];
  let plain = '';
  let from = 0;
  for (const { 0: sequence, index } of text.matchAll(escapeSequence)) {
    plain += text.slice(from, index);
    from = index + sequence.length;
    sequences.push({ sequence, place: plain.length });
  }
  return { plain: plain + text.slice(from), sequences };
}

function mask(text: string, secrets: SecretFinder): string {
  let masked = '';
  let at = 0;
  for (const [start, end] of secrets.find(text)) {
    masked += text.slice(at, start) + maskOf(text.slice(start, end));
    at = end;
  }
  return masked + text.slice(at);
}
