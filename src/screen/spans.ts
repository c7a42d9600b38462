import { type Glyph, glyphs, joinGlyphs, textWidth, wrapGlyphs } from './text.ts';

export type SpanStyle =
  | 'heading'
  | 'subheading'
  | 'strong'
  | 'emphasis'
  | 'struck'
  | 'code'
  | CodeStyle
  | 'quote'
  | 'bullet'
  | 'link'
  | 'rule'
  | 'dim';

/** What a part of highlighted code is. */
export type CodeStyle =
  | 'code-keyword'
  | 'code-string'
  | 'code-number'
  | 'code-name'
  | 'code-type'
  | 'code-comment'
  | 'code-added'
  | 'code-removed';

export interface Span {
  readonly text: string;
  readonly style?: SpanStyle;
}

/** One row of the screen. */
export type StyledLine = readonly Span[];

/** What a row begins with: on the first row of a line, and on the rows that it is continued on. */
export interface Margin {
  readonly first: StyledLine;
  readonly rest: StyledLine;
}

const noMargin: Margin = { first: [], rest: [] };
/** Below this a wide character would not fit. */
const leastRoom = 2;

/** Wraps spans into rows, each beginning with its margin. Clusters are found across spans, as a terminal does. */
export function layOut(
  spans: readonly Span[],
  margin: Margin,
  width: number,
  breaks: 'words' | 'anywhere' = 'words',
): StyledLine[] {
  const line = glyphs(spans.map((span) => span.text).join(''));
  const marginWidth = Math.max(spanWidth(margin.first), spanWidth(margin.rest));
  // Where the margin would leave no room, it goes rather than the text.
  const hasRoom = width - marginWidth >= leastRoom;
  const { first, rest } = hasRoom ? margin : noMargin;
  const room = hasRoom ? width - marginWidth : width;
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

/** Columns that a row takes. */
export function spanWidth(spans: StyledLine): number {
  return spans.reduce((sum, { text }) => sum + textWidth(text), 0);
}
