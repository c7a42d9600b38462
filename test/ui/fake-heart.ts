import type { Command } from '../../src/repl/command.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import { createRoster } from '../../src/repl/roster.ts';
import { changed, during, submitted, timed, wholeRequest } from '../screen/events.ts';

/** Stands in every text of this user and in nobody else's. */
export const markOf = (user: string): string => `zq${user.slice(0, 1)}`;

/**
 * A heart without a server: users and clients are the real ones, every prompt is answered at once with text that bears
 * its user's mark, or begun and left open.
 */
export function createFakeHeart(emit: (events: readonly ReplEvent[]) => void) {
  let requests = 0;
  const open: (() => void)[] = [];
  const roster = createRoster(
    (event) => emit(timed(event)),
    (id, user) => ({
      id,
      user,
      async submit(prompt) {
        const request = `R${++requests}`;
        const answer = `${markOf(user)} **answer** to ${prompt}`;
        const whole = wholeRequest(user, id, request, prompt, answer);
        if (requests % 3 !== 0) return emit(whole);
        emit(submitted(user, id, request, prompt));
        emit(during(user, id, request, { type: 'session.created', server: '127.0.0.1:1' }));
        open.push(() => emit(whole.slice(2)));
      },
      cancel() {},
      async close() {},
    }),
  );

  async function execute(command: Command): Promise<void> {
    switch (command.type) {
      case 'prompt':
        return roster.clientNamed(command.client).submit(command.text);
      case 'as':
        return roster.clientOf(command.user, command.client).submit(command.text);
      case 'all':
        // What everybody is asked is nobody's own.
        for (const client of roster.oneClientOfEach()) {
          await client.submit(command.text.replaceAll('zq', ''));
        }
        return;
      case 'user':
        return roster.selectUser(command.user ?? roster.selected().user);
      case 'new':
        return roster.select(roster.openClient(command.user ?? roster.selected().user));
      case 'tab':
        return roster.select(roster.clientNamed(command.client));
      case 'close':
        return roster.closeClient(roster.clientNamed(command.client));
      default:
        return;
    }
  }

  return {
    execute,
    begin(...users: readonly string[]) {
      for (const user of users) roster.addUser(user);
      roster.selectUser(users[0] ?? '');
    },
    /** Something happens to this user's files or requests, whoever is in front. */
    write: (user: string, name: string) => emit(changed(user, `${markOf(user)}/${name}.md`)),
    endOne: () => open.shift()?.(),
    endAll() {
      for (const end of open.splice(0)) end();
    },
  };
}
