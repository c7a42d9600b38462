import { checkUserName } from '../../repl/names.ts';
import type { ScreenState, ScreenUser } from '../../screen/state.ts';
import type { Overlay } from './overlay.ts';

/** What one can choose: a user, or to create one of the name that was typed. */
export type UserChoice =
  | { readonly type: 'user'; readonly user: ScreenUser }
  | { readonly type: 'create'; readonly name: string }
  /** Nobody can be called so. */
  | { readonly type: 'problem'; readonly problem: string };

/** The user in front is chosen at first. */
export function usersOverlay({ users, clients, selected = '' }: ScreenState): Overlay {
  const name = clients.get(selected)?.user;
  const cursor = users.findIndex((user) => user.name === name);
  return { kind: 'users', cursor: Math.max(0, cursor), query: '' };
}

/** The users whose names hold what was typed; then, if nobody is called just so, that name for a new one. */
export function userChoices({ users }: ScreenState, query: string): readonly UserChoice[] {
  const wanted = query.normalize('NFC').toLowerCase();
  const found = users
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map((user): UserChoice => ({ type: 'user', user }));
  if (query === '') return found;
  const checked = checkUserName(query);
  if ('problem' in checked) {
    return found.length > 0 ? found : [{ type: 'problem', problem: checked.problem }];
  }
  const { name } = checked;
  const known = users.some((user) => user.name === name);
  return known ? found : [...found, { type: 'create', name }];
}
