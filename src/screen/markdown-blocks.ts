import { type Alignment, delimiterRow, tableCells } from './markdown-table-row.ts';

/** A piece of Markdown that is drawn by itself. `quotes`: how deep it stands in block quotes. */
export type MarkdownBlock = { readonly quotes: number } & (
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'rule' }
  | CodeBlock
  | TableBlock
);

export interface CodeBlock {
  readonly kind: 'code';
  /** Spaces before the fence: as many are taken from each line. */
  readonly indent: number;
  /** The fence that opened it. */
  readonly marks: string;
  /** What stands beside the fence. */
  readonly info: string;
  readonly lines: readonly string[];
  readonly closed: boolean;
  /** It began in an earlier part of the answer. */
  readonly continues: boolean;
}

export interface TableBlock {
  readonly kind: 'table';
  /** Empty where the table began in an earlier part of the answer. */
  readonly header: readonly string[];
  readonly alignments: readonly Alignment[];
  readonly rows: readonly (readonly string[])[];
  /** The columns' widths before they are made to fit, where the table's beginning has settled them. */
  readonly widths?: readonly number[];
}

/** The block in which a text ends, for the text that goes on from there. */
export type OpenBlock = { readonly quotes: number } & (
  | Pick<CodeBlock, 'kind' | 'indent' | 'marks' | 'info'>
  | {
      readonly kind: 'table';
      readonly alignments: readonly Alignment[];
      readonly widths: readonly number[];
    }
);

const fence = /^( *)(?:(`{3,})([^`]*)|(~{3,})(.*))$/;
const rule = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;

/** The line without the marks of at most `most` block quotes, and how many those are. */
function withoutQuotes(line: string, most = Number.POSITIVE_INFINITY) {
  let quotes = 0;
  let start = 0;
  while (quotes < most) {
    let at = start;
    while (at - start < 3 && line[at] === ' ') at++;
    if (line[at] !== '>') break;
    start = line[at + 1] === ' ' ? at + 2 : at + 1;
    quotes++;
  }
  return { quotes, rest: line.slice(start) };
}

function fenceOf(line: string) {
  const [, indent = '', ticks, ticksInfo, tildes, tildesInfo] = fence.exec(line) ?? [];
  const marks = ticks ?? tildes;
  if (marks === undefined) return undefined;
  return { indent: indent.length, marks, info: (ticksInfo ?? tildesInfo ?? '').trim() };
}

const closes = (line: string, marks: string): boolean => {
  const found = fenceOf(line);
  return found !== undefined && found.info === '' && found.marks.startsWith(marks);
};

const withoutIndent = (line: string, indent: number): string => {
  let at = 0;
  while (at < indent && line[at] === ' ') at++;
  return line.slice(at);
};

type Opened = Extract<OpenBlock, { kind: 'code' }>;

/** Divides safe Markdown into its blocks, in one pass; `open`: the block in which the text before it ended. */
export function markdownBlocks(text: string, open?: OpenBlock): readonly MarkdownBlock[] {
  const lines = text.split('\n');
  const blocks: MarkdownBlock[] = [];
  let next = 0;

  const takeCode = ({ quotes, indent, marks, info }: Opened, continues: boolean) => {
    const taken: string[] = [];
    let closed = false;
    for (; next < lines.length && !closed; next++) {
      const inner = withoutQuotes(lines[next] ?? '', quotes);
      if (inner.quotes < quotes) break;
      if (closes(inner.rest, marks)) closed = true;
      else taken.push(withoutIndent(inner.rest, indent));
    }
    blocks.push({ kind: 'code', quotes, indent, marks, info, lines: taken, closed, continues });
  };
  const takeTable = (
    quotes: number,
    table: Pick<TableBlock, 'header' | 'alignments' | 'widths'>,
  ) => {
    const rows: (readonly string[])[] = [];
    for (; next < lines.length; next++) {
      const inner = withoutQuotes(lines[next] ?? '', quotes);
      if (inner.quotes < quotes || !inner.rest.includes('|')) break;
      rows.push(tableCells(inner.rest, table.alignments.length));
    }
    blocks.push({ kind: 'table', quotes, ...table, rows });
  };

  if (open?.kind === 'code') takeCode(open, true);
  else if (open) {
    takeTable(open.quotes, { header: [], alignments: open.alignments, widths: open.widths });
  }
  while (next < lines.length) {
    const { quotes, rest } = withoutQuotes(lines[next] ?? '');
    next++;
    const opened = fenceOf(rest);
    const below = rest.includes('|') ? withoutQuotes(lines[next] ?? '', quotes) : undefined;
    const alignments = below?.quotes === quotes ? delimiterRow(below.rest) : undefined;
    const header = alignments && tableCells(rest);
    if (opened) takeCode({ kind: 'code', quotes, ...opened }, false);
    else if (header && alignments && header.length === alignments.length) {
      next++;
      takeTable(quotes, { header, alignments });
    } else if (rule.test(rest)) blocks.push({ kind: 'rule', quotes });
    else blocks.push({ kind: 'line', quotes, text: rest });
  }
  return blocks;
}
