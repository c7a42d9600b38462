import { soughtPattern } from '../search/sought.ts';
import type { FileDocument } from './document.ts';

/** A search within a file that is open. */
export interface FileSearch {
  readonly text: string;
  /** Keys go into the text; else they move. */
  readonly typing: boolean;
}

function search({ lines, rows }: FileDocument, text: string): readonly number[] {
  const pattern = soughtPattern(text);
  const holds = (line: string) => line.search(pattern) !== -1;
  const shows = (row: number | undefined) =>
    holds((rows[row ?? -1]?.cells ?? []).map((each) => each.text).join(''));
  const matching = new Set(lines.flatMap((line, index) => (holds(line) ? [index] : [])));
  const rowByLine = new Map<number, number>();
  rows.forEach(({ line }, row) => {
    if (!matching.has(line)) return;
    const before = rowByLine.get(line);
    if (before === undefined || (!shows(before) && shows(row))) rowByLine.set(line, row);
  });
  return [...rowByLine.values()];
}

const cache = new WeakMap<FileDocument, { text: string; rows: readonly number[] }>();

/**
 * The rows where the text is found, one for each line that holds it: the first that shows it, or the line's first
 * where it is broken across rows. Searched once for each text.
 */
export function rowsFound(document: FileDocument, text: string): readonly number[] {
  if (text === '') return [];
  const known = cache.get(document);
  if (known?.text === text) return known.rows;
  const rows = search(document, text);
  cache.set(document, { text, rows });
  return rows;
}

/** The next row found below `from` (1), or the one above it (-1), around the ends. */
export function nextFound(rows: readonly number[], from: number, step: 1 | -1): number | undefined {
  if (step === 1) return rows.find((row) => row > from) ?? rows[0];
  return rows.findLast((row) => row < from) ?? rows.at(-1);
}
