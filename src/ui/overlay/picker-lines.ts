import { attention, emphasis, secondary } from '../look/theme.ts';
import { listTop } from '../rows/list-window.ts';
import { cell, fitLine, type Line } from '../rows/row.tsx';
import { boxLines, innerSize } from './box-lines.ts';

/** What one types to find, and what there is to choose from. */
export interface PickerContent {
  readonly title: string;
  readonly query: string;
  /** Said where nothing is typed yet. */
  readonly placeholder: string;
  /** Said where nothing is found. */
  readonly nothing: string;
  readonly length: number;
  /** Rows of at most `width` columns. */
  readonly rows: (from: number, to: number, width: number) => readonly Line[];
  readonly cursor: number;
  /** All of what a row of `width` columns has no room for, about the one at the cursor. */
  readonly detail?: (width: number) => string | undefined;
  /** Choices there can be at most: the box keeps its height while one types. */
  readonly most: number;
}

/** Wider rows are hard to follow from left to right. */
const maximumWidth = 110;

function queryLine({ query, placeholder }: PickerContent, width: number): Line {
  if (query === '') return [cell('› '), cell('▏', secondary), cell(placeholder, secondary)];
  const typed = fitLine([cell('› '), cell(query, emphasis)], width - 1);
  return [...typed, cell('▏', secondary)];
}

/** A list to choose from, in a box in the middle of `width` × `height`, which it fills exactly. */
export function pickerLines(
  content: PickerContent,
  width: number,
  height: number,
): readonly Line[] {
  const boxWidth = Math.min(width, maximumWidth);
  const boxHeight = Math.min(height, content.most + 4);
  const inner = innerSize(boxWidth, boxHeight);
  const shown = inner.height - 2;
  const from = listTop(content.length, shown, content.cursor);
  const rows =
    content.length === 0
      ? [[cell('  '), cell(content.nothing, secondary)]]
      : content.rows(from, Math.min(from + shown, content.length), inner.width);
  const detail = content.detail?.(inner.width);
  const rule =
    detail === undefined
      ? cell('─'.repeat(inner.width), secondary)
      : cell(`  ${detail}`, attention);
  const lines = [queryLine(content, inner.width), fitLine([rule], inner.width), ...rows];
  const footer =
    content.length > shown ? [cell(`${content.cursor + 1} of ${content.length}`, secondary)] : [];
  const box = boxLines([cell(content.title, emphasis)], lines, footer, boxWidth, boxHeight);
  const left = Math.floor((width - boxWidth) / 2);
  const placed = left === 0 ? box : box.map((line) => [cell(' '.repeat(left)), ...line]);
  return [...placed, ...Array.from({ length: height - boxHeight }, (): Line => [])];
}

/** A row with a mark before it where it is the one that Enter takes. */
export const choiceLine = (chosen: boolean, line: Line, width: number): Line =>
  fitLine([cell(chosen ? '› ' : '  ', chosen ? emphasis : undefined), ...line], width);
