import type { ReplEvent, ReportedError } from '../repl/events.ts';
import { reduceLedger } from '../repl/ledger.ts';
import { reduceRequest } from './reduce-request.ts';
import { reduceServer, safeError } from './reduce-server.ts';
import { reduceUsers } from './reduce-users.ts';
import type { ScreenState } from './state.ts';
import { addNotice } from './transcript.ts';

/** What the screen itself adds to the events: a command that a client's prompt line gave was refused. */
export interface RefusalEvent {
  readonly type: 'command.refused';
  readonly client: string;
  readonly error: ReportedError;
}

export type ScreenEvent = ReplEvent | RefusalEvent;

function addRefusal(state: ScreenState, { client: id, error }: RefusalEvent): ScreenState {
  const client = state.clients.get(id);
  if (!client) return state;
  const transcript = addNotice(client.transcript, 'error', safeError(error));
  return { ...state, clients: new Map(state.clients).set(id, { ...client, transcript }) };
}

/** Folds one event into what can be seen. Pure; whatever the event does not touch keeps its identity. */
export function reduce(state: ScreenState, event: ScreenEvent): ScreenState {
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
    case 'command.refused':
      return addRefusal(state, event);
    default: {
      const next = reduceRequest(state, event);
      const ledger = reduceLedger(next.ledger, event);
      return ledger === next.ledger ? next : { ...next, ledger };
    }
  }
}
