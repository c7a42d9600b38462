import type { Highlight } from '../../screen/markdown.ts';
import { type Entry, isAnswer } from '../../screen/transcript.ts';
import { faint } from '../look/theme.ts';
import { cell, type Line } from '../rows/row.tsx';
import { entryLines } from './entry-lines.ts';

/** The transcript as it is to be drawn. */
export interface TranscriptView {
  readonly entries: readonly Entry[];
  /** The number of the first of the entries: entries keep their numbers when older ones are dropped. */
  readonly first: number;
  readonly width: number;
  readonly height: number;
  /** Whether tool calls are open, but for those in `toggled`. */
  readonly open: boolean;
  /** Calls that are as the others are not. */
  readonly toggled?: ReadonlySet<string> | undefined;
  /** Missing until it has been loaded. */
  readonly highlight?: Highlight | undefined;
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
  readonly highlight: Highlight | undefined;
  readonly lines: readonly Line[];
}

const cache = new WeakMap<Entry, CachedLines>();

const isOpen = (entry: Entry, { open, toggled }: TranscriptView): boolean =>
  entry.kind === 'tool' && toggled?.has(entry.call) ? !open : open;

/** The rows of an entry, where they have been made for this view. */
function knownLines(entry: Entry, view: TranscriptView): readonly Line[] | undefined {
  const { width, highlight } = view;
  const known = cache.get(entry);
  const isValid =
    known?.width === width && known.open === isOpen(entry, view) && known.highlight === highlight;
  return isValid ? known.lines : undefined;
}

/** The rows of an entry, made only where it or the way to draw it has changed. */
export function linesOf(entry: Entry, view: TranscriptView): readonly Line[] {
  const known = knownLines(entry, view);
  if (known) return known;
  const { width, highlight } = view;
  const open = isOpen(entry, view);
  const lines = entryLines(entry, width, open, highlight);
  cache.set(entry, { width, open, highlight, lines });
  return lines;
}

/** What stands between two entries: nothing in a list, a rule before a prompt, else a blank row. */
function separation(before: Entry | undefined, entry: Entry, width: number): readonly Line[] {
  if (!before || (entry.kind === 'answer' && entry.part > 0)) return [];
  if (entry.kind === 'prompt') return [[cell('─'.repeat(width), faint)]];
  const isList = before.kind === entry.kind && (entry.kind === 'tool' || entry.kind === 'notice');
  return isList ? [] : [[]];
}

/** Only as many entries are wrapped as the window needs: the cost does not grow with the transcript. */
function rowsOf(
  view: TranscriptView,
  index: number,
): { readonly before: readonly Line[]; readonly lines: readonly Line[] } {
  const entry = view.entries[index];
  if (!entry) return { before: [], lines: [] };
  const lines = linesOf(entry, view);
  if (lines.length === 0) return { before: [], lines };
  return { before: separation(view.entries[index - 1], entry, view.width), lines };
}

const count = (view: TranscriptView, index: number): number => {
  const { before, lines } = rowsOf(view, index);
  return before.length + lines.length;
};

/**
 * So many rows at a time the window moves up while an answer streams in. What one reads stands still meanwhile, and the
 * terminal is sent a fraction of what moving a row at a time takes. Fewer where the window is low.
 */
const streamingStep = 8;
const streamingShare = 4;
/** Behind what streams in there are at most its fate and some prompts that wait. */
const fewEntries = 20;

/** Rows at the window's end that are left to what is streaming in. */
function roomToGrow(view: TranscriptView): number {
  const { entries } = view;
  const from = Math.max(0, entries.length - fewEntries);
  const growing = entries.slice(from).findLastIndex((each) => isAnswer(each) && each.streaming);
  if (growing < 0) return 0;
  const last = from + growing;
  let rows = 0;
  for (let index = last; index >= 0; index--) {
    const part = entries[index];
    if (!part || !isAnswer(part)) break;
    // An earlier part that nobody has seen, since very much came at once, is not wrapped for this.
    const lines = index === last ? linesOf(part, view) : knownLines(part, view);
    rows += lines?.length ?? 0;
    if (!lines || part.part === 0) break;
  }
  const step = Math.max(1, Math.min(streamingStep, Math.floor(view.height / streamingShare)));
  return (step - (rows % step)) % step;
}

/** The anchor of a window that ends with the last row; undefined where everything fits. */
function endAnchor(view: TranscriptView): Anchor | undefined {
  let room = view.height - roomToGrow(view);
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

/** Whether rows of the transcript are below the window. An anchor from which all fits is the end as well. */
export const isScrolledUp = (view: TranscriptView, anchor: Anchor | undefined): boolean =>
  validAnchor(view, anchor) !== undefined;

/** The anchor of the first row; undefined where everything fits. */
export const scrollToTop = (view: TranscriptView): Anchor | undefined =>
  validAnchor(view, { entry: view.first, row: 0 });

/** A row of the window, and where it comes from. */
export interface VisibleRow {
  readonly line: Line;
  readonly entry: number;
  /** Counted among the entry's own rows; -1 for what stands before them. */
  readonly row: number;
}

/** The rows to draw, at most `height`, and whether there are more below. */
export function visibleRows(
  view: TranscriptView,
  anchor: Anchor | undefined,
): { readonly rows: readonly VisibleRow[]; readonly moreBelow: boolean } {
  const valid = validAnchor(view, anchor);
  const top = valid ?? endAnchor(view) ?? { entry: view.first, row: 0 };
  const rows: VisibleRow[] = [];
  let skip = top.row;
  for (let index = top.entry - view.first; index < view.entries.length; index++) {
    if (rows.length >= view.height) break;
    const { before, lines } = rowsOf(view, index);
    const last = Math.min(before.length + lines.length, skip + view.height - rows.length);
    for (let at = skip; at < last; at++) {
      const row = at - before.length;
      const line = before[at] ?? lines[row] ?? [];
      rows.push({ line, entry: view.first + index, row: Math.max(-1, row) });
    }
    skip = 0;
  }
  return { rows, moreBelow: valid !== undefined };
}

/** The window's rows as they are without a search or a selected call. */
export function visibleLines(
  view: TranscriptView,
  anchor: Anchor | undefined,
): { readonly lines: readonly Line[]; readonly moreBelow: boolean } {
  const { rows, moreBelow } = visibleRows(view, anchor);
  return { lines: rows.map(({ line }) => line), moreBelow };
}

/**
 * An anchor with which this row of an entry is in the window: the one given where it is, else with the row at `y`, in
 * the middle where that is left out.
 */
export function scrollToRow(
  view: TranscriptView,
  anchor: Anchor | undefined,
  target: { readonly entry: number; readonly row: number },
  y = Math.floor(view.height / 2),
): Anchor | undefined {
  const isThere = visibleRows(view, anchor).rows.some(
    ({ entry, row }) => entry === target.entry && row === target.row,
  );
  if (isThere) return anchor;
  const { before } = rowsOf(view, target.entry - view.first);
  const at = { entry: target.entry, row: before.length + target.row };
  // Where the window's end is reached before, the row is in the last one.
  return validAnchor(view, at) && scrollBy(view, at, -y);
}
