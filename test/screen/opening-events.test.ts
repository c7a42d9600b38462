import { expect, it } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { filesIn } from '../../src/screen/file-tree.ts';
import { openingEvents } from '../../src/screen/opening-events.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../../src/screen/state.ts';
import { changed, opening, timed, wholeRequest } from './events.ts';

const fold = (events: readonly ReplEvent[]) => events.reduce(reduce, initialScreenState);

/** What lasts of a state. */
const lasting = ({ server, users, clients, selected }: ScreenState) => ({
  server,
  selected,
  users: users.map(({ name, colour, clients: own, files, source, identity }) => {
    return { name, colour, own, files, source, identity };
  }),
  files: users.map(({ files }) => [...filesIn(files)].map(({ prompts: _, ...file }) => file)),
  clients: [...clients.values()].map(({ id, user, name }) => ({ id, user, name })),
});
const withoutTrees = (state: ScreenState) => {
  const { users, ...rest } = lasting(state);
  return { ...rest, users: users.map(({ files: _, ...user }) => user) };
};

it('lead to what there is, but for what was said', () => {
  const state = fold([
    ...opening,
    ...wholeRequest('alice', 'C1', 'R1', 'p', 'an answer'),
    ...changed('alice', 'docs/a.md', 4, 'C1'),
    ...changed('bob', 'b.md', 7, 'C3'),
    ...timed(
      { type: 'client.renamed', user: 'bob', client: 'C3', name: 'review' },
      { type: 'client.selected', user: 'bob', client: 'C3' },
      { type: 'user.identified', user: 'bob', variable: 'BOB_TOKEN', login: 'bob-b' },
    ),
  ]);
  const again = fold(openingEvents(state, '2026-01-01T13:00:00.000Z'));
  expect(withoutTrees(again)).toEqual(withoutTrees(state));
  expect(again.clients.get('C1')?.transcript.settled).toEqual([]);
});

it('tell of a server that is lost, and of none that is starting', () => {
  expect(openingEvents(initialScreenState, '')).toEqual([]);
  const error = { code: 'x', message: 'gone' };
  const lost = timed({ type: 'server.lost', address: '127.0.0.1:1', error, retrying: true });
  const state = fold([...opening, ...lost]);
  expect(fold(openingEvents(state, '')).server).toMatchObject({ status: 'lost', error });
});
