import { filesText } from '../../screen/files-text.ts';
import type { ScreenState } from '../../screen/state.ts';
import { cell, column, type Line } from '../row.tsx';
import { secondary, userColour } from '../theme.ts';

const activities = {
  idle: '',
  queued: ' queued',
  working: ' working',
  answered: ' unread',
  failed: ' failed',
};

/** The users to choose from, and the name that is being typed for another one. */
export function usersLines(state: ScreenState, cursor: number, name: string): readonly Line[] {
  const rows = state.users.map((user, index): Line => {
    const clients = user.clients.map(
      (id) => `${id}${activities[state.clients.get(id)?.activity ?? 'idle']}`,
    );
    return [
      cell(index === cursor && name === '' ? '› ' : '  '),
      cell(column(user.name, 20), { color: userColour(user.colour), bold: true }),
      cell(column(filesText(user.files), 20), secondary),
      cell(clients.length > 0 ? clients.join(', ') : 'no client yet', secondary),
    ];
  });
  const typed: Line = [
    cell(name === '' ? '  ' : '› '),
    ...(name === '' ? [cell('or type a name', secondary)] : [cell(name), cell('▏', secondary)]),
  ];
  return [...rows, [], typed];
}
