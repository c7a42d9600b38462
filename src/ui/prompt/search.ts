import type { History } from './history.ts';
import type { Content } from './pastes.ts';

/** A client searching its user's history: what it looks for, and what it has found. */
export interface HistorySearch {
  readonly query: string;
  /** The entry that is shown; the draft is while there is none. */
  readonly index?: number;
  /** Nothing (more) holds the query: the entry shown is the last that did. */
  readonly failed?: true;
}

export const emptySearch: HistorySearch = { query: '' };

/** In code units. */
const longestQuery = 200;

/** Where `query` stands in an entry, whatever the case; -1 where it does not. */
export function matchIn({ text }: Content, query: string): number {
  const exact = text.indexOf(query);
  return exact === -1 ? text.toLowerCase().indexOf(query.toLowerCase()) : exact;
}

/** The newest entry before `end` (an index) that holds the query and is not `shown` once more. */
function newestBefore(
  history: History,
  query: string,
  end: number,
  shown?: string,
): number | undefined {
  for (let index = Math.min(end, history.length) - 1; index >= 0; index--) {
    const entry = history[index];
    if (entry && entry.text !== shown && matchIn(entry, query) !== -1) return index;
  }
  return undefined;
}

const found = (
  { index: before }: HistorySearch,
  query: string,
  index: number | undefined,
): HistorySearch =>
  index !== undefined
    ? { query, index }
    : { query, failed: true, ...(before !== undefined && { index: before }) };

/** One letter more goes on from the entry that is shown; another query starts anew. */
export function searchFor(history: History, search: HistorySearch, typed: string): HistorySearch {
  const query = typed.slice(0, longestQuery);
  if (query === '') return emptySearch;
  const goesOn = search.index !== undefined && query.startsWith(search.query);
  const end = goesOn ? (search.index ?? 0) + 1 : history.length;
  return found(goesOn ? search : emptySearch, query, newestBefore(history, query, end));
}

/** The next older entry with another text. */
export function searchOlder(history: History, search: HistorySearch): HistorySearch {
  const { query, index = history.length } = search;
  return found(search, query, newestBefore(history, query, index, history[index]?.text));
}

/** Back to the next newer one. */
export function searchNewer(history: History, search: HistorySearch): HistorySearch {
  const { query, index = history.length } = search;
  const shown = history[index]?.text;
  const newer = history.findIndex(
    (entry, at) => at > index && entry.text !== shown && matchIn(entry, query) !== -1,
  );
  return newer === -1 ? search : { query, index: newer };
}
