import { Box, Text } from 'ink';
import { createElement, memo, type ReactElement, useContext } from 'react';
import { padEnd, textWidth, truncate } from '../../screen/text.ts';
import { type Look, LookContext } from '../look/look.ts';
import type { Style } from '../look/theme.ts';
import { Spinner } from './spinner.tsx';

/** A piece of a row in one style. Its text is safe, and holds no line end. */
export interface Cell {
  readonly text: string;
  readonly style?: Style;
  /** The text is drawn as a spinner of one column. */
  readonly spinner?: boolean;
}

export type Line = readonly Cell[];

export const cell = (text: string, style?: Style): Cell => (style ? { text, style } : { text });

export const lineWidth = (line: Line): number =>
  line.reduce((sum, { text }) => sum + textWidth(text), 0);

/** Cuts a line to `width` columns, with an ellipsis where something is missing. */
export function fitLine(line: Line, width: number): Line {
  if (lineWidth(line) <= width) return line;
  const fitted: Cell[] = [];
  let room = width;
  for (const each of line) {
    const needed = textWidth(each.text);
    // A cell that just fits is cut as well when another follows: the ellipsis needs its last column.
    if (needed >= room) {
      fitted.push({ ...each, text: truncate(needed === room ? `${each.text} ` : each.text, room) });
      break;
    }
    fitted.push(each);
    room -= needed;
  }
  return fitted;
}

/** `left` at the left and `right` at the right of `width` columns; what does not fit is cut from the left part. */
export function spread(left: Line, right: Line, width: number): Line {
  const room = width - lineWidth(right);
  if (room < 1) return fitLine(left, width);
  const fitted = fitLine(left, Math.max(0, room - 1));
  return [...fitted, cell(' '.repeat(Math.max(0, room - lineWidth(fitted)))), ...right];
}

/** The text cut or filled up to exactly `width` columns. */
export const column = (text: string, width: number): string => padEnd(truncate(text, width), width);

/** The text at the right of `width` columns. */
export function rightColumn(text: string, width: number): string {
  const cut = truncate(text, width);
  return ' '.repeat(Math.max(0, width - textWidth(cut))) + cut;
}

const piece =
  (look: Look) =>
  ({ text, style, spinner }: Cell): ReactElement => {
    const drawn = look.style(style);
    return spinner
      ? createElement(Spinner, { still: look.still, style: drawn })
      : createElement(Text, drawn, text);
  };

const isSameCell = (a: Cell, b: Cell | undefined): boolean =>
  a === b || (a.text === b?.text && a.style === b.style && a.spinner === b.spinner);

/** Styles are constants, but for those that are made where they are used. */
const isSameLine = (a: Line, b: Line): boolean =>
  a === b || (a.length === b.length && a.every((each, index) => isSameCell(each, b[index])));

function DrawnRow({ line }: { readonly line: Line }): ReactElement {
  const look = useContext(LookContext);
  // Given as separate children: cells have no identity that could be a key.
  return createElement(
    Text,
    { wrap: 'truncate' },
    ...(line.length === 0 ? [' '] : line.map(piece(look))),
  );
}

/** One row of the screen. Never wraps. Of the rows of a frame, only those are made anew that look different. */
export const Row = memo(DrawnRow, (before, next) => isSameLine(before.line, next.line));

/** A column of rows, as many as there are lines. */
export function Rows({ lines }: { readonly lines: readonly Line[] }): ReactElement {
  return createElement(
    Box,
    { flexDirection: 'column' },
    ...lines.map((line) => createElement(Row, { line })),
  );
}
