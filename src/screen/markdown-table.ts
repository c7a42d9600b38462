import type { OpenBlock, TableBlock } from './markdown-blocks.ts';
import { inlineSpans } from './markdown-inline.ts';
import type { Alignment } from './markdown-table-row.ts';
import { layOut, type Margin, type Span, type StyledLine, spanWidth } from './spans.ts';

const noMargin: Margin = { first: [], rest: [] };
const separator: Span = { text: ' │ ', style: 'rule' };
const separatorWidth = 3;
/** Columns are not made narrower than this, unless what is in them is: the table is turned into rows instead. */
const leastColumn = 8;

type Cell = readonly Span[];
type Columns = Pick<TableBlock, 'header' | 'rows' | 'alignments' | 'widths'>;

const headerCell = (text: string): Cell => inlineSpans(text, 'strong');
const bodyCell = (text: string): Cell => inlineSpans(text);

/** What each column needs to show every cell in one row; settled by the table's first part. */
function naturalWidths({ header, rows, alignments, widths }: Columns): readonly number[] {
  if (widths) return widths;
  const needed = alignments.map(() => 1);
  const note = (cell: Cell, column: number) => {
    needed[column] = Math.max(needed[column] ?? 1, spanWidth(cell));
  };
  header.map(headerCell).forEach(note);
  for (const row of rows) row.map(bodyCell).forEach(note);
  return needed;
}

/** What the rows of a table go by that follow in the next part of an answer. */
export function openTable(quotes: number, table: Columns): OpenBlock {
  return { kind: 'table', quotes, alignments: table.alignments, widths: naturalWidths(table) };
}

/** Widths that add up to at most `room`: the widest columns give first. Undefined where they can't be readable. */
function fitted(natural: readonly number[], room: number): readonly number[] | undefined {
  const total = natural.reduce((sum, width) => sum + width, 0);
  if (total <= room) return natural;
  const least = natural.map((width) => Math.min(width, leastColumn));
  if (least.reduce((sum, width) => sum + width, 0) > room) return undefined;
  // Shares the room evenly among those that want more than their share.
  const order = natural.map((_, column) => column);
  order.sort((one, other) => (natural[one] ?? 0) - (natural[other] ?? 0));
  const widths = [...natural];
  let left = room;
  order.forEach((column, done) => {
    const share = Math.floor(left / (order.length - done));
    const width = Math.min(natural[column] ?? 0, share);
    widths[column] = width;
    left -= width;
  });
  return widths;
}

function padded(cell: StyledLine, width: number, alignment: Alignment): StyledLine {
  const free = Math.max(0, width - spanWidth(cell));
  const left = alignment === 'left' ? 0 : alignment === 'right' ? free : Math.floor(free / 2);
  const spaces = (count: number): StyledLine => (count > 0 ? [{ text: ' '.repeat(count) }] : []);
  return [...spaces(left), ...cell, ...spaces(free - left)];
}

function gridRow(
  cells: readonly Cell[],
  widths: readonly number[],
  alignments: readonly Alignment[],
): readonly StyledLine[] {
  const wrapped = cells.map((cell, column) => layOut(cell, noMargin, widths[column] ?? 1));
  const height = Math.max(...wrapped.map((rows) => rows.length));
  return Array.from({ length: height }, (_, index) =>
    wrapped.flatMap((rows, column): StyledLine => {
      const content = padded(rows[index] ?? [], widths[column] ?? 1, alignments[column] ?? 'left');
      return column === 0 ? content : [separator, ...content];
    }),
  );
}

/** Each row as a list of its cells: for tables that are too wide, or have too many columns. */
function asList({ header, rows }: Columns, width: number): StyledLine[] {
  const titles = header.map(headerCell);
  const written = (cells: readonly string[]) =>
    cells.flatMap((text, column): StyledLine[] => {
      const title = titles[column];
      const named: Cell = title ? [...title, { text: ': ', style: 'dim' }] : [];
      return text === '' && !header[column]
        ? []
        : layOut([...named, ...bodyCell(text)], { first: [], rest: [{ text: '  ' }] }, width);
    });
  if (rows.length === 0) return titles.flatMap((title) => layOut(title, noMargin, width));
  const divider: StyledLine = [{ text: '─'.repeat(Math.min(width, leastColumn)), style: 'rule' }];
  return rows.flatMap((row, index) => (index === 0 ? written(row) : [divider, ...written(row)]));
}

/** A table as rows of at most `width` columns: aligned, shrunk, or a list of cells where it can't be a table. */
export function tableLines(table: Columns, width: number): readonly StyledLine[] {
  const { header, rows, alignments } = table;
  const count = alignments.length;
  const widths = fitted(naturalWidths(table), width - separatorWidth * (count - 1));
  if (!widths) return asList(table, width);
  const body = rows.flatMap((row) => gridRow(row.map(bodyCell), widths, alignments));
  if (header.length === 0) return body;
  const line = widths.map((each) => '─'.repeat(each)).join('─┼─');
  return [
    ...gridRow(header.map(headerCell), widths, alignments),
    [{ text: line, style: 'rule' }],
    ...body,
  ];
}
