import { stripVTControlCharacters } from 'node:util';
import { textWidth } from '../../screen/text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a terminal that becomes narrower breaks rows in two, as most do; the others cut them. */
export const breaksRows = ({ TERM = '', XTERM_VERSION, STY }: Environment): boolean =>
  XTERM_VERSION === undefined && STY === undefined && !/^(linux|rxvt|cons)/.test(TERM);

/** Where the cursor stands in a frame, from its top left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** How many rows the cursor is below the frame's top, once rows longer than `columns` were broken. */
export function rowsAbove(frame: readonly string[], { x, y }: Place, columns: number): number {
  const rows = (row: string) => Math.max(1, Math.ceil(textWidth(row) / columns));
  const above = frame.slice(0, y).reduce((sum, row) => sum + rows(row), 0);
  return above + Math.floor(x / columns);
}

/**
 * Erases a frame whose rows the terminal has broken, and leaves the cursor where Ink believes it to be: in the same row
 * of a frame of as many rows, with room for all of them.
 */
export function eraseBroken(frame: string, cursor: Place | undefined, columns: number): string {
  const rows = stripVTControlCharacters(frame).split('\n');
  const at = cursor ?? { x: 0, y: rows.length };
  const up = rowsAbove(rows, at, columns);
  const back = rows.length - at.y;
  return [
    '\r',
    up > 0 ? `\u001b[${up}A` : '',
    '\u001b[J',
    '\n'.repeat(rows.length),
    back > 0 ? `\u001b[${back}A` : '',
  ].join('');
}
