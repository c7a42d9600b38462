import {
  type CodeBlock,
  type MarkdownBlock,
  markdownBlocks,
  type OpenBlock,
} from './markdown-blocks.ts';
import { inlineSpans } from './markdown-inline.ts';
import { openTable, tableLines } from './markdown-table.ts';
import { layOut, type Margin, type Span, type StyledLine, spanWidth } from './spans.ts';

export type { OpenBlock } from './markdown-blocks.ts';
export type { Span, SpanStyle, StyledLine } from './spans.ts';

/** Lines of code with their parts styled; undefined for a language that is not known. The texts stay what they were. */
export type Highlight = (code: string, language: string) => readonly StyledLine[] | undefined;

export interface MarkdownOptions {
  /** The block in which the text before this one ended. */
  readonly open?: OpenBlock | undefined;
  /** The text's last line may still grow. */
  readonly growing?: boolean;
  readonly highlight?: Highlight | undefined;
}

const heading = /^ {0,3}(#{1,6}) +(.*)$/;
const listItem = /^( *)([-*+]|\d{1,9}[.)]) +(?=\S)/;
const task = /^\[([ xX])\] +(?=\S)/;
/** A table narrower than this would be no table: what stands before it goes. */
const leastTable = 10;

/**
 * Renders safe Markdown as rows of at most `width` columns. What is still being streamed looks right too: a mark
 * without its partner is shown as it is. Nothing but paired marks is left out. Linear.
 */
export function markdownLines(
  text: string,
  width: number,
  { open, growing = false, highlight }: MarkdownOptions = {},
): StyledLine[] {
  const blocks = markdownBlocks(text, open);
  const rows: StyledLine[] = [];
  blocks.forEach((block, index) => {
    const grows = growing && index === blocks.length - 1;
    // Not spread into a call: a line may have more rows than a call may have arguments.
    for (const row of blockRows(block, width, grows, highlight)) rows.push(row);
  });
  return rows;
}

function blockRows(
  block: MarkdownBlock,
  width: number,
  growing: boolean,
  highlight: Highlight | undefined,
): readonly StyledLine[] {
  const bars = barsOf(block.quotes);
  switch (block.kind) {
    case 'line':
      return lineRows(block.text, bars, width);
    case 'rule':
      return beside(bars, width, (room) => [[{ text: '─'.repeat(room), style: 'rule' }]]);
    case 'table':
      return beside(bars, width, (room) => tableLines(block, room));
    case 'code':
      return codeRows(block, bars, width, growing, highlight);
  }
}

/** The block in which a text ends, where that may go on in the text that follows it. */
export function openBlockAt(
  text: string,
  open: OpenBlock | undefined,
  following: string,
): OpenBlock | undefined {
  const last = markdownBlocks(text, open).at(-1);
  if (last?.kind === 'code' && !last.closed) {
    const { kind, quotes, indent, marks, info } = last;
    return { kind, quotes, indent, marks, info };
  }
  if (last?.kind !== 'table') return undefined;
  const line = following.slice(0, following.search(/\n|$/));
  return line.includes('|') ? openTable(last.quotes, last) : undefined;
}

const barsOf = (quotes: number): StyledLine =>
  quotes > 0 ? [{ text: '│ '.repeat(quotes), style: 'quote' }] : [];

/** Rows right of the bars of a quote; without the bars where they leave no room. */
function beside(
  bars: StyledLine,
  width: number,
  draw: (room: number) => readonly StyledLine[],
): readonly StyledLine[] {
  const room = width - spanWidth(bars);
  if (bars.length === 0 || room < leastTable) return draw(width);
  return draw(room).map((row) => [...bars, ...row]);
}

function codeRows(
  { indent, info, lines, closed, continues }: CodeBlock,
  bars: StyledLine,
  width: number,
  growing: boolean,
  highlight: Highlight | undefined,
): readonly StyledLine[] {
  const before: StyledLine = [...bars, { text: ' '.repeat(indent + 2) }];
  const margin: Margin = { first: before, rest: before };
  const [language = ''] = info.split(/[\s{,]/, 1);
  // A line that still grows is plain, so that a block is highlighted once a line and not once a token.
  const settled = growing && !closed ? lines.slice(0, -1) : lines;
  const styled = language === '' ? undefined : highlight?.(settled.join('\n'), language);
  const label =
    info === '' || continues ? [] : layOut([{ text: info, style: 'dim' }], margin, width);
  const code = lines.map((line, index): readonly Span[] =>
    index < settled.length && styled?.[index] ? styled[index] : [{ text: line, style: 'code' }],
  );
  return [...label, ...code.flatMap((spans) => layOut(spans, margin, width, 'anywhere'))];
}

function lineRows(text: string, bars: StyledLine, width: number): readonly StyledLine[] {
  const [, level, title] = heading.exec(text) ?? [];
  if (level !== undefined && title !== undefined) {
    const style = level.length <= 2 ? 'heading' : 'subheading';
    return layOut(inlineSpans(title, style), { first: bars, rest: bars }, width);
  }
  const [item, indent = '', bullet = ''] = listItem.exec(text) ?? [];
  if (item !== undefined) {
    const rest = text.slice(item.length);
    const [box, done] = task.exec(rest) ?? [];
    const mark = box === undefined ? bulletOf(bullet, indent) : done === ' ' ? '☐ ' : '✓ ';
    const indented: StyledLine = indent === '' ? bars : [...bars, { text: indent }];
    const first: StyledLine = [...indented, { text: mark, style: 'bullet' }];
    const hanging: StyledLine = [...bars, { text: ' '.repeat(indent.length + mark.length) }];
    return layOut(inlineSpans(rest.slice(box?.length ?? 0)), { first, rest: hanging }, width);
  }
  const [space = ''] = /^ */.exec(text) ?? [];
  const margin: StyledLine = space === '' ? bars : [...bars, { text: space }];
  const content = inlineSpans(text.slice(space.length), bars.length > 0 ? 'quote' : undefined);
  return layOut(content, { first: margin, rest: margin }, width);
}

/** Numbers stay; the marks of a list within a list differ from those around it. */
function bulletOf(bullet: string, indent: string): string {
  if (/\d/.test(bullet)) return `${bullet} `;
  return indent.length < 2 ? '• ' : '◦ ';
}
