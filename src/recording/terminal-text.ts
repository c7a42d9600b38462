import type { SecretFinder } from './secrets.ts';

/** One escape sequence: CSI, a string (OSC, DCS, …) with its end, or two characters. */
const escapeSequence =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_](?:[^\u0007\u001b]|\u001b[^\\])*(?:\u0007|\u001b\\)|[^[\]PX^_])/g;

/** An escape sequence that the end of a piece cut off. */
const cutSequence = /\u001b(?:\[[0-?]*[ -/]*|[\]PX^_](?:[^\u0007\u001b]|\u001b[^\\])*\u001b?)?$/;

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

  function clean(text: string): string {
    const sequences = [...text.matchAll(escapeSequence)];
    let plain = '';
    let from = 0;
    for (const { 0: sequence, index } of sequences) {
      plain += text.slice(from, index);
      from = index + sequence.length;
    }
    plain += text.slice(from);
    let masked = '';
    let at = 0;
    for (const [start, end] of secrets.find(plain)) {
      masked += plain.slice(at, start) + maskOf(plain.slice(start, end));
      at = end;
    }
    masked += plain.slice(at);
    let result = '';
    from = 0;
    at = 0;
    for (const { 0: sequence, index } of sequences) {
      const length = index - from;
      result += masked.slice(at, at + length);
      if (!unseen.test(sequence)) result += sequence;
      at += length;
      from = index + sequence.length;
    }
    return result + masked.slice(at);
  }

  /** How much of the text can be written: no sequence cut in two, and no secret. */
  function settledLength(text: string): number {
    const cut = cutSequence.exec(text);
    if (cut && cut[0].length <= longestSequence) return cut.index;
    const tail = text.slice(text.lastIndexOf('\u001b') + 1);
    // What ends a sequence is no text.
    if (tail.length !== text.length && escapeEndsWith(text)) return text.length;
    const unsure = text.length - secrets.settled(text);
    return unsure >= shortestHeld ? text.length - unsure : text.length;
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

/** Whether the text ends with an escape sequence. */
function escapeEndsWith(text: string): boolean {
  const start = text.lastIndexOf('\u001b');
  const sequence = text.slice(start).match(escapeSequence)?.[0];
  return sequence !== undefined && start + sequence.length === text.length;
}
