import { filesText } from '../../screen/files-text.ts';
import { identityText, shortIdentity } from '../../screen/identity-text.ts';
import type { ScreenState } from '../../screen/state.ts';
import { attention, emphasis, good, secondary, userColour } from '../look/theme.ts';
import { cell, column, type Line } from '../rows/row.tsx';
import type { Overlay } from './overlay.ts';
import { choiceLine, type PickerContent } from './picker-lines.ts';
import { type UserChoice, userChoices } from './users.ts';

const activities = {
  idle: '',
  queued: ' queued',
  working: ' working',
  answered: ' unread',
  failed: ' failed',
};

function choiceCells(choice: UserChoice, { clients }: ScreenState): Line {
  if (choice.type === 'problem') return [cell(choice.problem, attention)];
  if (choice.type === 'create') {
    return [cell('create ', good), cell(choice.name, emphasis), cell(', a new user', secondary)];
  }
  const { name, colour, files, clients: ids, identity } = choice.user;
  const open = ids.map((id) => `${id}${activities[clients.get(id)?.activity ?? 'idle']}`);
  return [
    cell(column(name, 18), { color: userColour(colour), bold: true }),
    cell(` ${column(filesText(files), 18)} `, secondary),
    cell(open.length > 0 ? open.join(', ') : 'no client yet', secondary),
    ...(identity
      ? [cell(`  ${shortIdentity(identity)}`, identity.error ? attention : secondary)]
      : []),
  ];
}

/** The users to choose from, with their clients and files; at the end the name that was typed, for another one. */
export function usersContent(
  { cursor, query }: Extract<Overlay, { kind: 'users' }>,
  state: ScreenState,
): PickerContent {
  const choices = userChoices(state, query);
  const chosen = choices[cursor];
  const identity = chosen?.type === 'user' ? chosen.user.identity : undefined;
  return {
    ...(identity && { detail: () => identityText(identity) }),
    title: 'Users',
    query,
    placeholder: 'type to find a user, or a name for a new one',
    nothing: 'there is no user yet: type a name',
    length: choices.length,
    most: state.users.length + 1,
    cursor,
    rows: (from, to, width) =>
      choices
        .slice(from, to)
        .map((choice, index) =>
          choiceLine(from + index === cursor, choiceCells(choice, state), width),
        ),
  };
}
