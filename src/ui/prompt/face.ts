import { safeLine } from '../../screen/safe-text.ts';
import { clientLabel } from '../../screen/selectors.ts';
import type { ScreenClient } from '../../screen/state.ts';
import { glyphs, textWidth, truncate } from '../../screen/text.ts';
import type { ClientView } from '../view/view.ts';
import type { History } from './history.ts';
import { foundAt, type HistorySearch } from './history-search.ts';
import type { Content } from './pastes.ts';

/** What the prompt line shows: whose it is, and a text with a cursor in it. */
export interface PromptFace {
  readonly label: string;
  readonly shown: Content & { readonly cursor: number };
}

/** Columns. Longer user names are cut: the draft needs the room. */
const maximumName = 20;
const maximumNameInSearch = 10;
/** Columns of the query: its end is shown. */
const maximumQuery = 16;

const nameOf = (client: ScreenClient, columns: number): string =>
  `${truncate(client.user, columns)}·${clientLabel(client)} `;

/** `alice·C1 › `: whose prompt this is, in words. */
export const promptLabel = (client: ScreenClient | undefined): string =>
  `${client ? nameOf(client, maximumName) : ''}› `;

function lastColumns(text: string, columns: number): string {
  const kept: string[] = [];
  let used = 0;
  for (const glyph of glyphs(safeLine(text)).toReversed()) {
    used += glyph.width;
    if (used > columns) return `…${kept.join('')}`;
    kept.unshift(glyph.text);
  }
  return kept.join('');
}

/** `alice·C1 search "tea" › ` */
function searchLabel(client: ScreenClient | undefined, { query, failed }: HistorySearch): string {
  const name = client ? nameOf(client, maximumNameInSearch) : '';
  return `${name}${failed ? 'no match' : 'search'} "${lastColumns(query, maximumQuery)}" › `;
}

/** The draft, or what the search through the history has found, with the cursor where the match is. */
export function promptFace(
  client: ScreenClient | undefined,
  { draft, historySearch: search }: Pick<ClientView, 'draft' | 'historySearch'>,
  history: History,
): PromptFace {
  if (!search) return { label: promptLabel(client), shown: draft };
  const label = searchLabel(client, search);
  const entry = search.index === undefined ? undefined : history[search.index];
  if (!entry) return { label, shown: draft };
  return { label, shown: { ...entry, cursor: Math.max(0, foundAt(entry, search.query)) } };
}

/** Columns that are left for the draft. */
export const draftWidth = ({ label }: PromptFace, columns: number): number =>
  Math.max(1, columns - textWidth(label) - 2);
