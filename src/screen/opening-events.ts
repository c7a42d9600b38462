import type { ReplEvent, UntimedReplEvent } from '../repl/events.ts';
import { filesIn, type ScreenFile } from './file-tree.ts';
import type { ScreenState } from './state.ts';

function serverEvents({ server }: ScreenState): readonly UntimedReplEvent[] {
  if (server.status === 'starting') return [];
  if (server.status === 'lost') {
    const { address, error, retrying } = server;
    return [{ type: 'server.lost', address, error, retrying }];
  }
  const { up, kind, version, source } = server;
  return up.map((address) => ({ type: 'server.started', address, kind, version, source }));
}

const byTime = (a: ScreenFile, b: ScreenFile) => Date.parse(a.changedAt) - Date.parse(b.changedAt);

/**
 * Events that lead to what there is now, for whoever has not heard those that did: server, users, clients, files and who
 * is in front. What was said before, and the sessions that are over, are left out.
 */
export function openingEvents(state: ScreenState, time: string): readonly ReplEvent[] {
  const { users, clients, selected } = state;
  const front = selected === undefined ? undefined : clients.get(selected);
  const now = (event: UntimedReplEvent): ReplEvent => ({ ...event, time });
  return [
    ...serverEvents(state).map(now),
    ...users.flatMap(({ name: user, source, identity }) => [
      now({ type: 'user.added', user, ...(source && { source }) }),
      ...(identity ? [now({ type: 'user.identified', user, ...identity })] : []),
    ]),
    // In the order in which they were opened.
    ...[...clients.values()].flatMap(({ id: client, user, name }) => [
      now({ type: 'client.opened', user, client }),
      ...(name === undefined ? [] : [now({ type: 'client.renamed', user, client, name })]),
    ]),
    ...(front ? [now({ type: 'client.selected', user: front.user, client: front.id })] : []),
    ...users.flatMap(({ name: user, files }) =>
      // The newest change comes last.
      [...filesIn(files)].sort(byTime).map(
        ({ path, revision, size, writer, origin, request, changedAt }): ReplEvent => ({
          type: 'file.changed',
          time: changedAt,
          user,
          path,
          operation: revision === 1 ? 'created' : 'updated',
          revision,
          size,
          writer,
          ...(origin !== undefined && { origin }),
          ...(request !== undefined && { request }),
        }),
      ),
    ),
  ];
}
