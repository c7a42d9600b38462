import type { Entry } from '../../screen/transcript.ts';
import type { Line } from '../rows/row.tsx';
import { lineText, markFound } from '../search/mark-found.ts';
import { soughtPattern } from '../search/sought.ts';
import { type Anchor, linesOf, scrollToRow, type TranscriptView, visibleRows } from './window.ts';

/** An occurrence of what is sought: the n-th of its entry, and the entry's row that it begins in. */
export interface Match {
  readonly entry: number;
  readonly nth: number;
  readonly row: number;
}

/** A search in one client's transcript, as far as it got with the last key. */
export interface TranscriptSearch {
  readonly text: string;
  /** It is still being typed. */
  readonly typing: boolean;
  /** Where the window was when it began. */
  readonly from?: Anchor;
  readonly current?: Match;
  /** The current one's number, 0 where there is none. Counted from the oldest. */
  readonly at: number;
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** Counted from the newest on, so that what is everywhere is not sought everywhere. */
const maximumMatches = 1_000;

/** Whether an entry can hold the text at all, so that few entries have to be laid out. */
function mayHold(text: string): (entry: Entry) => boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '');
  const word = soughtPattern(longest);
  const has = (text: string) => text.search(word) !== -1;
  return (entry) => {
    switch (entry.kind) {
      case 'fate':
        return true;
      case 'tool':
        return [entry.tool, entry.subject, entry.arguments, entry.result].some(has);
      case 'notice':
        return has(entry.text) || has(entry.advice ?? '');
      case 'answer':
        return has(entry.text) || has(entry.held);
      case 'prompt':
        return has(entry.text);
    }
  };
}

/** A piece of a row, in UTF-16 units of its text, and the occurrence that it belongs to. */
interface Piece {
  readonly nth: number;
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** Where the text occurs in the rows of one entry. */
function piecesIn(lines: readonly Line[], sought: RegExp): readonly Piece[] {
  const starts: number[] = [];
  const indents: number[] = [];
  let joined = '';
  for (const line of lines) {
    const text = lineText(line);
    const trimmed = text.trimStart();
    starts.push(joined.length);
    indents.push(text.length - trimmed.length);
    joined += `${trimmed.trimEnd()}\n`;
  }
  const pieces: Piece[] = [];
  let row = 0;
  let nth = 0;
  for (const { 0: found, index } of joined.matchAll(sought)) {
    while ((starts[row + 1] ?? Number.POSITIVE_INFINITY) <= index) row++;
    let at = row;
    for (const part of found.split('\n')) {
      const start = Math.max(0, index - (starts[at] ?? 0)) + (indents[at] ?? 0);
      const from = at === row ? start : (indents[at] ?? 0);
      pieces.push({ nth, row: at, start: from, end: from + part.length });
      at++;
    }
    nth++;
  }
  return pieces;
}

/** The occurrences from the oldest on; of too many, the newest. */
export function findMatches(
  view: TranscriptView,
  text: string,
): { readonly matches: readonly Match[]; readonly more: boolean } {
  if (text.trim() === '') return { matches: [], more: false };
  const sought = soughtPattern(text, true);
  const holds = mayHold(text);
  const found: Match[] = [];
  for (let index = view.entries.length - 1; index >= 0; index--) {
    const entry = view.entries[index];
    if (!entry || !holds(entry)) continue;
    const own = new Map<number, Match>();
    for (const { nth, row } of piecesIn(linesOf(entry, view), sought)) {
      if (!own.has(nth)) own.set(nth, { entry: view.first + index, nth, row });
    }
    for (const match of [...own.values()].reverse()) {
      if (found.length === maximumMatches) return { matches: found.reverse(), more: true };
      found.push(match);
    }
  }
  return { matches: found.reverse(), more: false };
}

const isFrom = (match: Match, entry: number, row: number): boolean =>
  match.entry > entry || (match.entry === entry && match.row >= row);

const isSame = (one: Match | undefined, other: Match): boolean =>
  one?.entry === other.entry && one.nth === other.nth;

/** The search with this text: at the first occurrence from the top of the window at `from` on, else at the last one. */
export function searchTranscript(
  view: TranscriptView,
  from: Anchor | undefined,
  text: string,
  typing: boolean,
): TranscriptSearch {
  const { matches, more } = findMatches(view, text);
  const top = visibleRows(view, from).rows.find(({ row }) => row >= 0);
  const below = top ? matches.findIndex((match) => isFrom(match, top.entry, top.row)) : -1;
  const at = below >= 0 ? below : matches.length - 1;
  const current = matches[at];
  return {
    text,
    typing,
    at: at + 1,
    count: matches.length,
    more,
    ...(from && { from }),
    ...(current && { current }),
  };
}

/** The search at the next occurrence, or with -1 at the one before, around the ends. What is new is found, too. */
export function stepSearch(
  view: TranscriptView,
  search: TranscriptSearch,
  step: 1 | -1,
): TranscriptSearch {
  const { matches, more } = findMatches(view, search.text);
  const before = matches.findIndex((match) => isSame(search.current, match));
  const at = matches.length === 0 ? -1 : (before + step + matches.length) % matches.length;
  const current = matches[at];
  const { current: _, ...rest } = search;
  const typing = false;
  return { ...rest, typing, at: at + 1, count: matches.length, more, ...(current && { current }) };
}

/** The anchor with which the current occurrence can be seen. */
export const anchorOf = (
  view: TranscriptView,
  anchor: Anchor | undefined,
  { current }: TranscriptSearch,
): Anchor | undefined => (current ? scrollToRow(view, anchor, current) : anchor);

/** Marks the occurrences in the rows of the window; `lines` are as `visibleRows` gives them. */
export function markMatches(
  view: TranscriptView,
  rows: ReturnType<typeof visibleRows>['rows'],
  { text, current }: TranscriptSearch,
): readonly Line[] {
  if (text.trim() === '') return rows.map(({ line }) => line);
  const sought = soughtPattern(text, true);
  const known = new Map<number, readonly Piece[]>();
  return rows.map(({ line, entry, row }) => {
    if (row < 0) return line;
    const found = view.entries[entry - view.first];
    if (!found) return line;
    const pieces = known.get(entry) ?? piecesIn(linesOf(found, view), sought);
    known.set(entry, pieces);
    const nth = current?.entry === entry ? current.nth : undefined;
    const own = pieces.filter((piece) => piece.row === row);
    return markFound(
      line,
      own.map(({ start, end, nth: at }) => ({ start, end, current: at === nth })),
    );
  });
}
