import type { Command } from '../../repl/command.ts';
import type { Repl } from '../../repl/repl.ts';
import type { ScreenEvent } from '../../screen/reduce.ts';
import { clientCalled, selectedClient } from '../../screen/selectors.ts';
import type { ScreenClient, ScreenState } from '../../screen/state.ts';
import type { Store } from '../../screen/store.ts';

const openRequests = (client: ScreenClient | undefined): readonly string[] =>
  client?.transcript.open.filter(({ ended }) => !ended).map(({ request }) => request) ?? [];

/**
 * Has the heart carry out commands. Closing a client takes its transcript away: what was going on there is told to the
 * screen, and which user one is with now.
 */
export function createExecute(
  repl: Pick<Repl, 'execute'>,
  screen: Store<ScreenState, ScreenEvent>,
): (command: Command) => Promise<void> {
  return (command) => {
    if (command.type !== 'close') return repl.execute(command);
    const state = screen.getState();
    const before = selectedClient(state);
    const closing = command.client === undefined ? before : clientCalled(state, command.client);
    const requests = openRequests(closing);
    const executed = repl.execute(command);
    // Which client comes next is told before the command has settled.
    const now = selectedClient(screen.getState());
    if (before && now && before.user !== now.user) {
      screen.dispatch({ type: 'user.left', closed: before.id });
    }
    if (!closing || requests.length === 0) return executed;
    const { id: closed } = closing;
    return executed.then(() => screen.dispatch({ type: 'requests.dropped', closed, requests }));
  };
}
