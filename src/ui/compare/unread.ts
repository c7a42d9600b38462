import { isUnread } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { Size } from '../frame/layout.ts';
import type { ViewState } from '../view/view.ts';
import { shownUsers } from './compare-lines.ts';

/** The clients behind whose answers stand side by side on the screen now: they are read by that. */
export function unreadCompared(
  { users, clients }: ScreenState,
  { overlay }: ViewState,
  { columns }: Size,
): readonly string[] {
  if (overlay?.kind !== 'compare') return [];
  return shownUsers(users, overlay.first, columns).flatMap(({ clients: [first = ''] }) => {
    const client = clients.get(first);
    return client && isUnread(client) ? [first] : [];
  });
}
