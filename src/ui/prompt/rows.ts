import { graphemes } from '../../screen/graphemes.ts';
import { safeText } from '../../screen/safe-text.ts';
import { type Glyph, textWidth, truncate, wrapGlyphs } from '../../screen/text.ts';
import { boundaryFrom, lineEnd, lineStart } from './boundaries.ts';
import { type Content, type Paste, pasteAt } from './pastes.ts';

/** A grapheme cluster of the text, by its offset, with what is shown for it. */
interface Piece extends Glyph {
  readonly start: number;
}

/** A row on the screen, and the text `[start, end)` whose cursor positions are in it. */
export interface Row {
  readonly start: number;
  readonly end: number;
  /** Safe to show. */
  readonly shown: string;
  readonly pieces: readonly Piece[];
  /** The last row of its line: the cursor may stand at `end`, too. */
  readonly endsLine: boolean;
}

/** A part of one line that is laid out at once; all of it, if the line is not too long. */
export interface Section {
  readonly start: number;
  readonly end: number;
  readonly endsLine: boolean;
}

/** In code units: keeps the cost of a key the same however long the line is. A section begins a row. */
const sectionLength = 2048;

/** The section in which the cursor at `offset` is. */
export function sectionAt(text: string, offset: number): Section {
  const lineFrom = lineStart(text, offset);
  const lineTo = lineEnd(text, offset);
  const edge = (index: number) =>
    index === 0 ? lineFrom : Math.min(lineTo, boundaryFrom(text, lineFrom + index * sectionLength));
  let index = Math.floor((offset - lineFrom) / sectionLength);
  if (index > 0 && (edge(index) > offset || edge(index) === lineTo)) index--;
  const end = edge(index + 1);
  return { start: edge(index), end, endsLine: end === lineTo };
}

export function sectionBefore(text: string, { start }: Section): Section | undefined {
  return start === 0 ? undefined : sectionAt(text, start - 1);
}

export function sectionAfter(text: string, { end, endsLine }: Section): Section | undefined {
  if (!endsLine) return sectionAt(text, end);
  return end < text.length ? sectionAt(text, end + 1) : undefined;
}

/** The rows of a section, each at most `room` columns. */
export function rowsOf({ text, pastes }: Content, section: Section, room: number): readonly Row[] {
  const content = text.slice(section.start, section.end);
  const pieces = piecesOf(content, pastes, section.start, room);
  const wrapped = wrapGlyphs(pieces, room);
  return wrapped.map(({ start, end }, index) => {
    const following = wrapped[index + 1];
    const own = pieces.slice(start, following?.start);
    return {
      start: pieces[start]?.start ?? section.start,
      end: (following && pieces[following.start]?.start) ?? section.end,
      shown: own
        .slice(0, end - start)
        .map((piece) => piece.text)
        .join(''),
      pieces: own,
      endsLine: following === undefined && section.endsLine,
    };
  });
}

function piecesOf(
  content: string,
  pastes: readonly Paste[],
  from: number,
  room: number,
): readonly Piece[] {
  const pieces: Piece[] = [];
  // One look at the whole is much cheaper than one at each cluster, and rarely is there anything to hide.
  const isSafe = safeText(content) === content;
  let start = from;
  for (const cluster of graphemes(content)) {
    const label = isSafe ? undefined : pasteAt(pastes, cluster)?.label;
    const text = label ? truncate(label, room) : isSafe ? cluster : safeText(cluster);
    const width = textWidth(text);
    pieces.push(width <= room ? { start, text, width } : { start, text: '…', width: 1 });
    start += cluster.length;
  }
  return pieces;
}

/** Columns before the cursor at `offset`. */
export function columnOf(row: Row, offset: number): number {
  let column = 0;
  for (const piece of row.pieces) {
    if (piece.start >= offset) break;
    column += piece.width;
  }
  return column;
}

/** The cursor position in the row that is nearest before or at `column`. */
export function offsetOf(row: Row, column: number): number {
  let used = 0;
  for (const piece of row.pieces) {
    used += piece.width;
    if (used > column) return piece.start;
  }
  return row.endsLine ? row.end : (row.pieces.at(-1)?.start ?? row.start);
}
