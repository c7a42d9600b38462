import type { Ledger } from '../repl/ledger.ts';
import { liveSessions } from '../repl/ledger.ts';
import { isSameName } from '../repl/names.ts';
import type { ScreenFile } from './file-tree.ts';
import { safeLine } from './safe-text.ts';
import type { ScreenClient, ScreenState, ScreenUser, ServerState } from './state.ts';

export const selectedClient = (state: ScreenState): ScreenClient | undefined =>
  state.selected === undefined ? undefined : state.clients.get(state.selected);

/** The user whose screen this is: the selected client's, and none other's. */
export function selectedUser(state: ScreenState): ScreenUser | undefined {
  const client = selectedClient(state);
  return client && state.users.find((user) => user.name === client.user);
}

/** The server, with where the answers come from for the user whose screen this is. */
export function serverInFront(state: ScreenState): ServerState {
  const source = selectedUser(state)?.source;
  return source && state.server.status === 'ready' ? { ...state.server, source } : state.server;
}

/** Clients in the order of the tabs: by user, then as they were opened. */
export const clientsInOrder = (state: ScreenState): readonly ScreenClient[] =>
  state.users.flatMap((user) => user.clients.flatMap((id) => state.clients.get(id) ?? []));

/** `C1`, or `C1 review` where the operator has named it. */
export const clientLabel = ({ id, name }: Pick<ScreenClient, 'id' | 'name'>): string =>
  name === undefined ? id : `${id} ${name}`;

/** The client of this id, or the one that the operator calls so. */
export const clientCalled = (state: ScreenState, called: string): ScreenClient | undefined =>
  state.clients.get(called) ??
  clientsInOrder(state).find(({ name }) => name !== undefined && isSameName(name, called));

/** It has told something, in the background, that the operator has not seen. */
export const isUnread = ({ activity }: ScreenClient): boolean =>
  activity === 'answered' || activity === 'failed';

/**
 * How a file is marked: `fresh` if it changed since its user's latest prompt was submitted, `faded` if since the one
 * before.
 */
export function markOf({ prompts }: ScreenUser, file: ScreenFile): 'fresh' | 'faded' | undefined {
  if (file.prompts === prompts) return 'fresh';
  return file.prompts === prompts - 1 ? 'faded' : undefined;
}

/**
 * `12 created · 12 gone · 0 leaked`, and what is live where something is. Where that takes more than `width` columns,
 * without the words and then the numbers that the others add up to: what leaked is said last of all.
 */
export function ledgerTotals(ledger: Ledger, width = Number.POSITIVE_INFINITY): string {
  const live = liveSessions(ledger);
  const leaked = `${ledger.leaked} leaked`;
  const rare = (count: number, word: string) => (count > 0 ? [`${count} ${word}`] : []);
  const fates = [
    ...rare(live, 'live'),
    `${ledger.gone} gone`,
    ...rare(ledger.cleared, 'gone late'),
    leaked,
  ].join(' · ');
  const forms = [`${ledger.created} created · ${fates}`, `${ledger.created}: ${fates}`, fates];
  return forms.find((form) => form.length <= width) ?? leaked;
}

const shownOfSession = 6;

/** How much of a session id people are shown, safe for a terminal. */
export const shortSession = (session: string): string =>
  safeLine(session.slice(0, shownOfSession), shownOfSession);
