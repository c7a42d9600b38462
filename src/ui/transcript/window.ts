import type { Entry } from '../../screen/transcript.ts';
import type { Line } from '../row.tsx';
import { entryLines } from './entry-lines.ts';

/** The transcript as it is to be drawn. */
export interface TranscriptView {
  readonly entries: readonly Entry[];
  /** The number of the first of the entries: entries keep their numbers when older ones are dropped. */
  readonly first: number;
  readonly width: number;
  readonly height: number;
  /** Whether tool calls are open. */
  readonly open: boolean;
}

/** The row at the top of the window. Without one, the window stays at the end. */
export interface Anchor {
  readonly entry: number;
  /** Counted from the entry's first row, the blank one before it included. */
  readonly row: number;
}

interface CachedLines {
  readonly width: number;
  readonly open: boolean;
  readonly lines: readonly Line[];
}

const cache = new WeakMap<Entry, CachedLines>();

function linesOf(entry: Entry, { width, open }: TranscriptView): readonly Line[] {
  const known = cache.get(entry);
  if (known?.width === width && known.open === open) return known.lines;
  const lines = entryLines(entry, width, open);
  cache.set(entry, { width, open, lines });
  return lines;
}

const blank: Line = [];

/** Entries are set apart by a blank row, but for those that make one list. */
function isSetApart(before: Entry | undefined, entry: Entry): boolean {
  if (!before || (entry.kind === 'answer' && entry.continues)) return false;
  return !(before.kind === entry.kind && (entry.kind === 'tool' || entry.kind === 'notice'));
}

/** Only as many entries are wrapped as the window needs: the cost does not grow with the transcript. */
function rowsOf(view: TranscriptView, index: number): { blanks: number; lines: readonly Line[] } {
  const entry = view.entries[index];
  if (!entry) return { blanks: 0, lines: [] };
  const lines = linesOf(entry, view);
  if (lines.length === 0) return { blanks: 0, lines };
  return { blanks: isSetApart(view.entries[index - 1], entry) ? 1 : 0, lines };
}

const count = (view: TranscriptView, index: number): number => {
  const { blanks, lines } = rowsOf(view, index);
  return blanks + lines.length;
};

/** The anchor of a window that ends with the last row; undefined where everything fits. */
function endAnchor(view: TranscriptView): Anchor | undefined {
  let room = view.height;
  for (let index = view.entries.length - 1; index >= 0; index--) {
    const rows = count(view, index);
    if (rows >= room) {
      const isStart = index === 0 && rows === room;
      return isStart ? undefined : { entry: view.first + index, row: rows - room };
    }
    room -= rows;
  }
  return undefined;
}

const isBefore = (a: Anchor, b: Anchor): boolean =>
  a.entry < b.entry || (a.entry === b.entry && a.row < b.row);

/** Brings an anchor back to what is there; undefined where that is the end. */
function validAnchor(view: TranscriptView, anchor: Anchor | undefined): Anchor | undefined {
  const end = endAnchor(view);
  if (!anchor || !end) return undefined;
  const first: Anchor = { entry: view.first, row: 0 };
  const inside = isBefore(anchor, first) ? first : anchor;
  const rows = count(view, inside.entry - view.first);
  const valid = { entry: inside.entry, row: Math.max(0, Math.min(inside.row, rows - 1)) };
  return isBefore(valid, end) ? valid : undefined;
}

/** Moves the window by so many rows, down if positive. Undefined: it is at the end and stays there. */
export function scrollBy(
  view: TranscriptView,
  anchor: Anchor | undefined,
  rows: number,
): Anchor | undefined {
  const from = validAnchor(view, anchor) ?? endAnchor(view);
  if (!from) return undefined;
  let entry = from.entry - view.first;
  let row = from.row + rows;
  while (row < 0 && entry > 0) {
    entry--;
    row += count(view, entry);
  }
  while (entry < view.entries.length - 1 && row >= count(view, entry)) {
    row -= count(view, entry);
    entry++;
  }
  return validAnchor(view, { entry: view.first + entry, row: Math.max(0, row) });
}

/** The anchor of the first row; undefined where everything fits. */
export const scrollToTop = (view: TranscriptView): Anchor | undefined =>
  validAnchor(view, { entry: view.first, row: 0 });

/** The rows to draw, at most `height`, and whether there are more below. */
export function visibleLines(
  view: TranscriptView,
  anchor: Anchor | undefined,
): { readonly lines: readonly Line[]; readonly moreBelow: boolean } {
  const valid = validAnchor(view, anchor);
  const top = valid ?? endAnchor(view) ?? { entry: view.first, row: 0 };
  const lines: Line[] = [];
  let skip = top.row;
  for (let index = top.entry - view.first; index < view.entries.length; index++) {
    if (lines.length >= view.height) break;
    const { blanks, lines: own } = rowsOf(view, index);
    if (skip < blanks) lines.push(blank);
    const from = Math.max(0, skip - blanks);
    lines.push(...own.slice(from, from + view.height - lines.length));
    skip = 0;
  }
  return { lines: lines.slice(0, view.height), moreBelow: valid !== undefined };
}
