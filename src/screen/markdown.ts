import { type Glyph, glyphs, joinGlyphs, wrapGlyphs } from './text.ts';

export type SpanStyle =
  | 'heading'
  | 'strong'
  | 'emphasis'
  | 'code'
  | 'quote'
  | 'bullet'
  | 'link'
  | 'rule'
  | 'dim';

export interface Span {
  readonly text: string;
  readonly style?: SpanStyle;
}

/** One row of the screen. */
export type StyledLine = readonly Span[];

/** What a row begins with: on the first row of a line, and on the rows that it is continued on. */
interface Margin {
  readonly first: StyledLine;
  readonly rest: StyledLine;
}

const noMargin: Margin = { first: [], rest: [] };
const codeMargin: StyledLine = [{ text: '  ' }];
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
  let openFence: string | undefined;
  for (const line of text.split('\n')) {
    const [, marks, info] = fence.exec(line) ?? [];
    if (openFence !== undefined) {
      if (marks?.startsWith(openFence) && info === '') openFence = undefined;
      else {
        const margin = { first: codeMargin, rest: codeMargin };
        rows.push(...layOut([{ text: line, style: 'code' }], margin, width, 'anywhere'));
      }
    } else if (marks !== undefined) {
      openFence = marks;
      if (info !== undefined && info !== '') {
        const margin = { first: codeMargin, rest: codeMargin };
        rows.push(...layOut([{ text: info, style: 'dim' }], margin, width));
      }
    } else if (rule.test(line)) {
      rows.push([{ text: '─'.repeat(width), style: 'rule' }]);
    } else rows.push(...paragraph(line, width));
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
    return layOut(inline(title, 'heading'), { first: bars, rest: bars }, width);
  }
  const [item, indent = '', bullet = ''] = listItem.exec(rest) ?? [];
  if (item !== undefined) {
    const mark = /\d/.test(bullet) ? `${bullet} ` : '• ';
    const indented: StyledLine = indent === '' ? bars : [...bars, { text: indent }];
    const first: StyledLine = [...indented, { text: mark, style: 'bullet' }];
    const hanging: StyledLine = [...bars, { text: ' '.repeat(indent.length + mark.length) }];
    return layOut(inline(rest.slice(item.length)), { first, rest: hanging }, width);
  }
  const [space = ''] = /^ */.exec(rest) ?? [];
  const margin: StyledLine = space === '' ? bars : [...bars, { text: space }];
  const content = inline(rest.slice(space.length), quotes > 0 ? 'quote' : undefined);
  return layOut(content, { first: margin, rest: margin }, width);
}

// In the order of their beginnings: an escape, code, a link, strong, emphasis. No content is matched here, only where
// something may begin, so that a mark without a partner costs nothing.
const beginnings = /\\[!-/:-@[-`{-~]|`+|\[|\*\*|__|\*|_/g;

/** Styles marks within a line; text outside of them gets `style`. */
function inline(text: string, style?: SpanStyle): Span[] {
  const spans: Span[] = [];
  // Where a closing mark was once sought in vain, no later one can be found either.
  const missing = new Set<string>();
  let plain = '';
  const push = (content: string, itsStyle = style) => {
    if (content !== '')
      spans.push(itsStyle ? { text: content, style: itsStyle } : { text: content });
  };
  const flush = () => {
    push(plain);
    plain = '';
  };
  const find = (mark: string, from: number): number => {
    const at = missing.has(mark) ? -1 : closing(text, mark, from);
    if (at === -1) missing.add(mark);
    return at;
  };
  let position = 0;
  while (position < text.length) {
    beginnings.lastIndex = position;
    const found = beginnings.exec(text);
    if (found === null) break;
    const mark = found[0];
    const start = found.index;
    const inner = start + mark.length;
    plain += text.slice(position, start);
    position = inner;
    if (mark.startsWith('\\')) plain += mark.slice(1);
    else if (mark === '[') {
      const middle = find('](', inner);
      const end = middle === -1 ? -1 : find(')', middle + 2);
      if (end === -1) plain += mark;
      else {
        flush();
        const [label, address] = [text.slice(inner, middle), text.slice(middle + 2, end)];
        push(label, 'link');
        if (address !== '' && address !== label) push(` (${address})`, 'dim');
        position = end + 1;
      }
    } else {
      const end = mark.startsWith('`') || opens(text, mark, start) ? find(mark, inner) : -1;
      if (end === -1) plain += mark;
      else {
        flush();
        const content = text.slice(inner, end);
        if (mark.startsWith('`')) push(content, 'code');
        else spans.push(...inline(content, mark.length === 2 ? 'strong' : 'emphasis'));
        position = end + mark.length;
      }
    }
  }
  plain += text.slice(position);
  flush();
  return spans;
}

const isWordAt = (text: string, index: number) => /[\p{L}\p{N}_]/u.test(text.charAt(index));
const isSpaceAt = (text: string, index: number) => /^\s?$/.test(text.charAt(index));

/** Whether `**`, `*`, `__` or `_` may begin something: not before a space, and `_` not within a word. */
function opens(text: string, mark: string, at: number): boolean {
  if (isSpaceAt(text, at + mark.length)) return false;
  return !mark.startsWith('_') || !isWordAt(text, at - 1);
}

/** Where the mark that closes begins, or -1. */
function closing(text: string, mark: string, from: number): number {
  const character = mark.charAt(0);
  for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at)) {
    let end = at;
    while (text.charAt(end) === character) end++;
    if (character === ']' || character === ')') return at;
    const fits = end - at === mark.length || (character !== '`' && end - at === 3);
    const after = character !== '_' || !isWordAt(text, end);
    if (fits && at > from && (character === '`' || (!isSpaceAt(text, at - 1) && after))) {
      return end - mark.length;
    }
    at = end;
  }
  return -1;
}

/** Wraps spans into rows, each beginning with its margin. Clusters are found across spans, as a terminal does. */
function layOut(
  spans: readonly Span[],
  margin: Margin,
  width: number,
  breaks: 'words' | 'anywhere' = 'words',
): StyledLine[] {
  const line = glyphs(spans.map((span) => span.text).join(''));
  const marginWidth = Math.max(spanWidth(margin.first), spanWidth(margin.rest));
  // Where the margin would leave no room, it goes rather than the text.
  const { first, rest } = marginWidth < width ? margin : noMargin;
  const room = marginWidth < width ? width - marginWidth : width;
  let span = 0;
  let spanEnd = spans[0]?.text.length ?? 0;
  let offset = 0;
  let next = 0;
  return wrapGlyphs(line, room, breaks).map((row, index) => {
    const styled: Span[] = [...(index === 0 ? first : rest)];
    let run: Glyph[] = [];
    const flush = () => {
      const style = spans[span]?.style;
      const text = joinGlyphs(run, room);
      if (text !== '') styled.push(style ? { text, style } : { text });
      run = [];
    };
    for (; next < row.end; next++) {
      const glyph = line[next];
      if (glyph === undefined) break;
      while (offset >= spanEnd && span < spans.length - 1) {
        flush();
        span++;
        spanEnd += spans[span]?.text.length ?? 0;
      }
      offset += glyph.text.length;
      if (next >= row.start) run.push(glyph);
    }
    flush();
    return styled;
  });
}

function spanWidth(spans: StyledLine): number {
  return spans.reduce((sum, { text }) => sum + glyphs(text).length, 0);
}
