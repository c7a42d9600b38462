import type { ReplEvent } from '../repl/events.ts';
import { reduceLedger } from '../repl/ledger.ts';
import { reduceRequest } from './reduce-request.ts';
import { reduceServer } from './reduce-server.ts';
import { reduceUsers } from './reduce-users.ts';
import type { ScreenState } from './state.ts';

/** Folds one event into what can be seen. Pure; whatever the event does not touch keeps its identity. */
export function reduce(state: ScreenState, event: ReplEvent): ScreenState {
  switch (event.type) {
    case 'server.started':
    case 'server.lost':
    case 'server.recycled':
      return { ...state, server: reduceServer(state.server, event) };
    case 'user.added':
    case 'client.opened':
    case 'client.closed':
    case 'client.selected':
    case 'file.changed':
    case 'file.opened':
      return reduceUsers(state, event);
    default: {
      const next = reduceRequest(state, event);
      const ledger = reduceLedger(next.ledger, event);
      return ledger === next.ledger ? next : { ...next, ledger };
    }
  }
}
