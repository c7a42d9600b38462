import { blankRow, type CellStyle, plain, type StyledRow } from './styled-row.ts';

const csi = '\u001b[';
const goTo = (row: number, column: number): string => `${csi}${row + 1};${column + 1}H`;

/** Cells between two changes that cost no more to write again than to jump over. */
const longestGap = 4;
/** A window is scrolled by at most so many rows; further, there is little left that could be kept. */
const longestScroll = 12;
/** Rows below which scrolling is not worth its sequences. */
const fewestScrolled = 4;

const textAt = ({ texts }: StyledRow, column: number): string => texts[column] ?? ' ';
const styleAt = ({ styles }: StyledRow, column: number): CellStyle => styles[column] ?? plain;

/** Nobody sees of what colour a space is. */
function isSame(a: StyledRow, b: StyledRow, column: number): boolean {
  const text = textAt(a, column);
  if (text !== textAt(b, column)) return false;
  const [own, other] = [styleAt(a, column), styleAt(b, column)];
  return own === other || (text === ' ' && !own.onSpaces && !other.onSpaces);
}

function difference(a: StyledRow, b: StyledRow): number {
  if (a === b) return 0;
  const end = Math.max(a.texts.length, b.texts.length);
  let cells = 0;
  for (let column = 0; column < end; column++) if (!isSame(a, b, column)) cells++;
  return cells;
}

/** What makes the row of the screen, which shows `before`, show `next`. Begins and ends in plain style. */
function paintRow(before: StyledRow, next: StyledRow, row: number): string {
  const end = Math.max(before.texts.length, next.texts.length);
  let out = '';
  let style = plain;
  /** The column in which the cursor is, in this row. */
  let at = -1;
  const dress = (wanted: CellStyle) => {
    if (wanted === style) return;
    const codes = style === plain ? wanted.sgr : `0;${wanted.sgr}`;
    out += wanted === plain ? `${csi}m` : `${csi}${codes}m`;
    style = wanted;
  };
  const write = (column: number) => {
    const text = textAt(next, column);
    const wanted = styleAt(next, column);
    if (text !== ' ' || wanted.onSpaces || style.onSpaces) dress(wanted);
    out += text;
  };
  let column = 0;
  while (column < end) {
    if (isSame(before, next, column)) {
      column++;
      continue;
    }
    // A wide character is written whole.
    while (column > 0 && textAt(next, column) === '') column--;
    if (at < 0) out += goTo(row, column);
    else if (column - at <= longestGap) for (; at < column; at++) write(at);
    else out += `${csi}${column + 1}G`;
    if (column >= next.texts.length) {
      dress(plain);
      return `${out}${csi}K`;
    }
    do write(column++);
    while (
      column < next.texts.length &&
      (textAt(next, column) === '' || !isSame(before, next, column))
    );
    at = column;
  }
  dress(plain);
  return out;
}

interface Scroll {
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}

/**
 * The part of the screen that has moved up, and by how much, where to scroll it saves half of the cells that are to be
 * written or more.
 */
function scrolled(before: readonly StyledRow[], next: readonly StyledRow[]): Scroll | undefined {
  const written = (row: number, source: StyledRow | undefined): number =>
    difference(source ?? blankRow, next[row] ?? blankRow);
  const still = next.map((_, row) => written(row, before[row]));
  const first = still.findIndex((cells) => cells > 0);
  const last = still.findLastIndex((cells) => cells > 0);
  if (first < 0 || last - first < fewestScrolled) return undefined;
  const appeared = next.map((_, row) => written(row, blankRow) - (still[row] ?? 0));
  let best: Scroll | undefined;
  let most = still.reduce((sum, cells) => sum + cells, 0) / 2;
  for (let rows = 1; rows <= Math.min(longestScroll, last - first); rows++) {
    // The run of rows for which moving saves most, for each row at which the region may end.
    let saved = 0;
    let top = first;
    for (let end = first + rows; end <= last; end++) {
      if (saved <= 0) [saved, top] = [0, end - rows];
      saved += (still[end - rows] ?? 0) - written(end - rows, before[end]);
      const extra = appeared.slice(end - rows + 1, end + 1).reduce((sum, cells) => sum + cells, 0);
      if (saved - extra <= most) continue;
      most = saved - extra;
      best = { first: top, last: end, rows };
    }
  }
  return best;
}

/** What changes a screen that shows some rows into one that shows others, and how many rows of it are touched. */
export interface Painting {
  readonly output: string;
  readonly touched: number;
}

/** Leaves the cursor anywhere, in plain style. What neither rows nor their order have changed costs nothing. */
export function paint(before: readonly StyledRow[], next: readonly StyledRow[]): Painting {
  const scroll = scrolled(before, next);
  let output = '';
  let touched = 0;
  let shown = before;
  if (scroll) {
    const { first, last, rows } = scroll;
    const gone = Array.from({ length: rows }, () => blankRow);
    // A line feed at the end of the region scrolls it in every terminal.
    output += `${csi}${first + 1};${last + 1}r${goTo(last, 0)}${'\n'.repeat(rows)}${csi}r`;
    shown = before
      .slice(0, last + 1)
      .toSpliced(first, rows)
      .concat(gone, before.slice(last + 1));
    touched = last - first + 1;
  }
  next.forEach((row, index) => {
    const painted = paintRow(shown[index] ?? blankRow, row, index);
    if (painted !== '') touched++;
    output += painted;
  });
  return { output, touched };
}
