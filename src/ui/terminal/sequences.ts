/** What a terminal reports by itself, between the keys. */
export type Report =
  | {
      readonly type: 'mouse';
      /** As the terminal counts them: 0 to 2, 64 and 65 for the wheel, with 4, 8, 16 for Shift, Alt, Ctrl. */
      readonly button: number;
      /** Cells from the top left corner, which is 0, 0. */
      readonly x: number;
      readonly y: number;
      readonly pressed: boolean;
    }
  /** Whole, as it came. */
  | { readonly type: 'background'; readonly sequence: string };

export interface ReportFilter {
  /** The part of the input that is keys, without what may still become a report. */
  push(input: string): string;
  /** Whether something is held back that may be a key after all. */
  isUncertain(): boolean;
  /** Gives up waiting: what was held back is keys. */
  flush(): string;
}

const mouse = /^\u001b\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])/;
const background = /^\u001b\]11;[^\u0007\u001b]{0,64}(?:\u0007|\u001b\\)/;
// No key begins like this.
const unfinished = /^\u001b(?:\[<[\d;]{0,17}|\]11;[^\u0007\u001b]{0,64}\u001b?)$/;
// These may be keys: Esc, Alt+[, Alt+]; and the beginning of a paste.
const uncertain = /^\u001b(?:\[(?:20{0,2})?|\]1{0,2})?$/;
const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

function readReport(
  text: string,
): { readonly length: number; readonly report: Report } | undefined {
  const [whole, button, column, row, final] = mouse.exec(text) ?? [];
  if (whole !== undefined) {
    const [x, y] = [Number(column) - 1, Number(row) - 1];
    const report = { type: 'mouse', button: Number(button), x, y, pressed: final === 'M' } as const;
    return { length: whole.length, report };
  }
  const [sequence] = background.exec(text) ?? [];
  return sequence === undefined
    ? undefined
    : { length: sequence.length, report: { type: 'background', sequence } };
}

/** How much of a text's end may be the beginning of `mark`. */
function overlap(text: string, mark: string): number {
  for (let length = Math.min(text.length, mark.length - 1); length > 0; length--) {
    if (text.endsWith(mark.slice(0, length))) return length;
  }
  return 0;
}

/**
 * Takes a terminal's reports out of what it sends, wherever the pieces are cut. Nothing in a paste is a report: whoever
 * wrote the text that is pasted could click with it.
 */
export function createReportFilter(onReport: (report: Report) => void): ReportFilter {
  let held = '';
  let pasting = false;
  /** What was given out as keys, and may turn out to be how a report began. */
  let given = '';

  function next(text: string): {
    readonly keys: string;
    readonly rest: string;
    readonly wait: boolean;
  } {
    if (pasting) {
      const end = text.indexOf(pasteEnd);
      if (end < 0) {
        const kept = text.length - overlap(text, pasteEnd);
        return { keys: text.slice(0, kept), rest: text.slice(kept), wait: true };
      }
      pasting = false;
      const after = end + pasteEnd.length;
      return { keys: text.slice(0, after), rest: text.slice(after), wait: false };
    }
    const start = text.indexOf('\u001b');
    if (start < 0) return { keys: text, rest: '', wait: false };
    if (start > 0) return { keys: text.slice(0, start), rest: text.slice(start), wait: false };
    const found = readReport(text);
    if (found) {
      onReport(found.report);
      return { keys: '', rest: text.slice(found.length), wait: false };
    }
    if (text.startsWith(pasteStart)) {
      pasting = true;
      return { keys: pasteStart, rest: text.slice(pasteStart.length), wait: false };
    }
    if (unfinished.test(text) || uncertain.test(text)) return { keys: '', rest: text, wait: true };
    return { keys: '\u001b', rest: text.slice(1), wait: false };
  }

  return {
    push(input) {
      const late = given === '' ? undefined : readReport(given + input);
      let rest = late ? input.slice(late.length - given.length) : held + input;
      if (late) onReport(late.report);
      held = '';
      given = '';
      let keys = '';
      while (rest !== '') {
        const step = next(rest);
        keys += step.keys;
        rest = step.rest;
        if (!step.wait) continue;
        held = rest;
        break;
      }
      return keys;
    },
    isUncertain: () => !pasting && uncertain.test(held),
    flush() {
      given = held;
      held = '';
      return given;
    },
  };
}
