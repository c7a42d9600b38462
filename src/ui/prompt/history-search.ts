import { soughtPattern } from '../search/sought.ts';
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

export const emptyHistorySearch: HistorySearch = { query: '' };

/** Where an entry holds the query; -1 where it does not. */
export const foundAt = ({ text }: Content, query: string): number =>
  text.search(soughtPattern(query));

/** The newest entry before `end` (an index) that holds the query and is not `shown` once more. */
function newestBefore(
  history: History,
  query: string,
  end: number,
  shown?: string,
): number | undefined {
  for (let index = Math.min(end, history.length) - 1; index >= 0; index--) {
    const entry = history[index];
    if (entry && entry.text !== shown && foundAt(entry, query) !== -1) return index;
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
export function searchHistory(
  history: History,
  search: HistorySearch,
  query: string,
): HistorySearch {
  if (query === '') return emptyHistorySearch;
  const goesOn = search.index !== undefined && query.startsWith(search.query);
  const end = goesOn ? (search.index ?? 0) + 1 : history.length;
  return found(goesOn ? search : emptyHistorySearch, query, newestBefore(history, query, end));
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
    (entry, at) => at > index && entry.text !== shown && foundAt(entry, query) !== -1,
  );
  return newer === -1 ? search : { query, index: newer };
}
