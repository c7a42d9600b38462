import stringWidth from 'string-width';
import { graphemes } from './graphemes.ts';

/** A grapheme cluster of safe text and the columns that it takes: what a row is made of. */
export interface Glyph {
  readonly text: string;
  readonly width: number;
}

/** Shows `[start, end)`; glyphs from `end` to the next row's `start` are the spaces that the break took. */
export interface GlyphRow {
  readonly start: number;
  readonly end: number;
}

const ellipsis = '…';
const printableAscii = /^[\x20-\x7e]*$/;

const asciiGlyphs: readonly Glyph[] = Array.from({ length: 128 }, (_, code) => ({
  text: String.fromCharCode(code),
  width: code < 0x20 || code === 0x7f ? 0 : 1,
}));

// Measuring a cluster costs microseconds, and texts repeat the same few thousand.
const knownGlyphs = new Map<string, Glyph>();
const knownGlyphsLimit = 20_000;
/** Clusters grow without limit (Hangul jamo, marks); what is longer than any real one is taken in code points. */
const longestCluster = 64;

function glyphOf(cluster: string): Glyph {
  const ascii = cluster.length === 1 ? asciiGlyphs[cluster.charCodeAt(0)] : undefined;
  const known = ascii ?? knownGlyphs.get(cluster);
  if (known !== undefined) return known;
  const glyph = { text: cluster, width: stringWidth(cluster) };
  if (knownGlyphs.size >= knownGlyphsLimit) knownGlyphs.clear();
  knownGlyphs.set(cluster, glyph);
  return glyph;
}

// Letters, signs and ideographs that are clusters of their own beside each other; of what joins, none is among them.
const unjoined =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/;

/** The glyphs of one line of safe text. */
export function glyphs(line: string): readonly Glyph[] {
  if (unjoined.test(line)) return Array.from(line, glyphOf);
  const result: Glyph[] = [];
  for (const cluster of graphemes(line)) {
    if (cluster.length <= longestCluster) result.push(glyphOf(cluster));
    else for (const character of cluster) result.push(glyphOf(character));
  }
  return result;
}

/** Columns that a line of safe text takes. */
export function textWidth(line: string): number {
  if (printableAscii.test(line)) return line.length;
  const known = knownGlyphs.get(line);
  if (known !== undefined) return known.width;
  return glyphs(line).reduce((sum, glyph) => sum + glyph.width, 0);
}

/**
 * Breaks a line into rows of at most `width` columns: at spaces, beside wide glyphs, and within a word that is longer
 * than a row; or, with `anywhere`, wherever a row is full. A glyph wider than `width` gets a row of its own, which the
 * caller has to cut.
 */
export function wrapGlyphs(
  line: readonly Glyph[],
  width: number,
  breaks: 'words' | 'anywhere' = 'words',
): readonly GlyphRow[] {
  const rows: GlyphRow[] = [];
  let start = 0;
  let used = 0;
  // Behind the row's last glyph that is no space; `start` while there is none.
  let inkEnd = 0;
  // Where the row may be broken (if `next` is beyond `start`), and the columns used up to where the next would start.
  let end = 0;
  let next = 0;
  let usedAtNext = 0;
  line.forEach((glyph, index) => {
    const isSpace = breaks === 'words' && glyph.text === ' ';
    // Spaces behind a word may hang over the row's end, so that the next row begins with a word.
    if (isSpace && inkEnd > start) {
      used += glyph.width;
      end = inkEnd;
      next = index + 1;
      usedAtNext = used;
      return;
    }
    const isBesideWide = glyph.width > 1 || (line[index - 1]?.width ?? 0) > 1;
    if (breaks === 'words' && isBesideWide && index > start && next < index) {
      end = index;
      next = index;
      usedAtNext = used;
    }
    if (used + glyph.width > width && index > start) {
      const isAtWord = next > start;
      rows.push({ start, end: isAtWord ? end : index });
      used -= isAtWord ? usedAtNext : used;
      start = isAtWord ? next : index;
      inkEnd = index;
    }
    used += glyph.width;
    if (!isSpace) inkEnd = index + 1;
  });
  rows.push({ start, end: used > width && inkEnd > start ? inkEnd : line.length });
  return rows;
}

function wrapAscii(line: string, width: number, rows: string[]): void {
  let start = 0;
  while (line.length - start > width) {
    // A space in the column after the last one ends a word that just fits.
    let space = start + width;
    while (space > start && line[space] !== ' ') space--;
    let end = space;
    while (end > start && line[end - 1] === ' ') end--;
    if (end === start) {
      rows.push(line.slice(start, start + width));
      start += width;
      continue;
    }
    rows.push(line.slice(start, end));
    start = space;
    while (line[start] === ' ') start++;
    if (start === line.length) return;
  }
  rows.push(line.slice(start));
}

/**
 * Breaks safe text into rows of at most `width` columns (1 or more), at spaces where it can. Only spaces at a break
 * are left out, and glyphs wider than a row, which become an ellipsis. Linear in the text's length.
 */
export function wrapText(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const line of text.split('\n')) {
    if (printableAscii.test(line)) {
      wrapAscii(line, width, rows);
      continue;
    }
    const parts = glyphs(line);
    for (const { start, end } of wrapGlyphs(parts, width)) {
      rows.push(joinGlyphs(parts.slice(start, end), width));
    }
  }
  return rows;
}

/** The glyphs' text; a glyph that can never fit into `width` columns is shown as an ellipsis. */
export function joinGlyphs(row: readonly Glyph[], width: number): string {
  return row.map((glyph) => (glyph.width > width ? ellipsis : glyph.text)).join('');
}

/** A line of safe text cut to `width` columns, with an ellipsis as the last one where something is missing. */
export function truncate(line: string, width: number): string {
  if (width <= 0) return '';
  // No glyph takes less than a column or more than `longestCluster` units, so more than this can't be needed.
  const reach = line.slice(0, (width + 1) * longestCluster);
  if (reach.length === line.length && textWidth(line) <= width) return line;
  let used = 0;
  let cut = '';
  for (const glyph of glyphs(reach)) {
    used += glyph.width;
    if (used > width - 1) break;
    cut += glyph.text;
  }
  return cut + ellipsis;
}

/** The same, with the ellipsis in the middle: of a path, where it lies and what it is called stay. */
export function truncateMiddle(line: string, width: number): string {
  if (width < 3 || textWidth(line) <= width) return truncate(line, width);
  const parts = glyphs(line);
  const endWidth = Math.ceil((width - 1) / 2);
  let used = 0;
  let from = parts.length;
  while (from > 0 && used + (parts[from - 1]?.width ?? 0) <= endWidth) {
    from--;
    used += parts[from]?.width ?? 0;
  }
  const end = parts.slice(from).map(({ text }) => text);
  return truncate(line, width - used) + end.join('');
}

/** A line of safe text filled up with spaces to `width` columns. Does not cut: see `truncate`. */
export function padEnd(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - textWidth(line)));
}
