import { inlineSpans } from './markdown-inline.ts';
import { layOut, type Margin, type StyledLine } from './spans.ts';

export type { Span, SpanStyle, StyledLine } from './spans.ts';

const codeMargin: Margin = { first: [{ text: '  ' }], rest: [{ text: '  ' }] };
const fence = /^ {0,3}(`{3,}|~{3,})[ ]*([^`]*)$/;
const rule = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const heading = /^ {0,3}#{1,6} +(.*)$/;
const listItem = /^( *)([-*+]|\d{1,9}[.)]) +(?=\S)/;
const quote = /^ {0,3}> ?/;

/**
 * Renders safe Markdown as rows of at most `width` columns, line by line, so that what is still being streamed looks
 * right too: a mark without its partner is shown as it is. Nothing but paired marks is left out. Linear.
 */
export function markdownLines(text: string, width: number): StyledLine[] {
  const rows: StyledLine[] = [];
  const add = (more: readonly StyledLine[]) => {
    // Not spread into a call: a line may have more rows than a call may have arguments.
    for (const row of more) rows.push(row);
  };
  let openFence: string | undefined;
  for (const line of text.split('\n')) {
    const [, marks, info] = fence.exec(line) ?? [];
    if (openFence !== undefined) {
      if (marks?.startsWith(openFence) && info === '') openFence = undefined;
      else {
        add(layOut([{ text: line, style: 'code' }], codeMargin, width, 'anywhere'));
      }
    } else if (marks !== undefined) {
      openFence = marks;
      if (info !== undefined && info !== '') {
        add(layOut([{ text: info, style: 'dim' }], codeMargin, width));
      }
    } else if (rule.test(line)) {
      rows.push([{ text: '─'.repeat(width), style: 'rule' }]);
    } else add(paragraph(line, width));
  }
  return rows;
}

function paragraph(line: string, width: number): StyledLine[] {
  let rest = line;
  let quotes = 0;
  for (let found = quote.exec(rest); found !== null; found = quote.exec(rest)) {
    rest = rest.slice(found[0].length);
    quotes++;
  }
  const bars: StyledLine = quotes > 0 ? [{ text: '│ '.repeat(quotes), style: 'quote' }] : [];
  const [, title] = heading.exec(rest) ?? [];
  if (title !== undefined) {
    return layOut(inlineSpans(title, 'heading'), { first: bars, rest: bars }, width);
  }
  const [item, indent = '', bullet = ''] = listItem.exec(rest) ?? [];
  if (item !== undefined) {
    const mark = /\d/.test(bullet) ? `${bullet} ` : '• ';
    const indented: StyledLine = indent === '' ? bars : [...bars, { text: indent }];
    const first: StyledLine = [...indented, { text: mark, style: 'bullet' }];
    const hanging: StyledLine = [...bars, { text: ' '.repeat(indent.length + mark.length) }];
    return layOut(inlineSpans(rest.slice(item.length)), { first, rest: hanging }, width);
  }
  const [space = ''] = /^ */.exec(rest) ?? [];
  const margin: StyledLine = space === '' ? bars : [...bars, { text: space }];
  const content = inlineSpans(rest.slice(space.length), quotes > 0 ? 'quote' : undefined);
  return layOut(content, { first: margin, rest: margin }, width);
}
