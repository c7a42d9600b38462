import type { ReplEvent, ReportedError } from '../repl/events.ts';
import { type Ledger, reduceLedger } from '../repl/ledger.ts';
import { reduceRequest } from './reduce-request.ts';
import { endReset, isByOperator, noteDeleted } from './reduce-reset.ts';
import { reduceServer, safeError } from './reduce-server.ts';
import { reduceTransfer } from './reduce-transfer.ts';
import { notePrompt, noteSeen, reduceUsers } from './reduce-users.ts';
import { safeLine, safeText } from './safe-text.ts';
import { selectedClient, shortSession } from './selectors.ts';
import type { ScreenState, ServerState } from './state.ts';
import { addNotice } from './transcript.ts';

/*
 * What the screen itself adds to the events.
 */

/** A command that a client's prompt line gave was refused. */
export interface RefusalEvent {
  readonly type: 'command.refused';
  readonly client: string;
  readonly error: ReportedError;
}

/** The operator closed the client in front, and is with another user for that. */
export interface LeftUserEvent {
  readonly type: 'user.left';
  readonly closed: string;
}

/** The operator closed a client that had these requests to do, and all of it is over. */
export interface RequestsDroppedEvent {
  readonly type: 'requests.dropped';
  readonly closed: string;
  readonly requests: readonly string[];
}

/** What these clients answered was shown, though none of them is in front. */
export interface AnswersSeenEvent {
  readonly type: 'answers.seen';
  readonly clients: readonly string[];
}

/** A replay went to another place of its recording, where things were like this. */
export interface SoughtEvent {
  readonly type: 'replay.sought';
  readonly state: ScreenState;
}

/** Something that the operator asked for has said this. */
export interface ToldEvent {
  readonly type: 'told';
  readonly client: string;
  readonly level: 'info' | 'error';
  readonly message: string;
}

export type ScreenEvent =
  | ReplEvent
  | ToldEvent
  | RefusalEvent
  | LeftUserEvent
  | RequestsDroppedEvent
  | AnswersSeenEvent
  | SoughtEvent;

const ofScreen: readonly string[] = [
  'told',
  'command.refused',
  'user.left',
  'requests.dropped',
  'answers.seen',
  'replay.sought',
];

/** Whether an event is the heart's, and not the screen's own. */
export const isReplEvent = (event: ScreenEvent): event is ReplEvent =>
  !ofScreen.includes(event.type);

/** A notice in this client's transcript, whose text is safe already. */
function notify(
  state: ScreenState,
  id: string | undefined,
  level: 'info' | 'error',
  notice: Pick<ReportedError, 'message' | 'advice'>,
): ScreenState {
  const client = id === undefined ? undefined : state.clients.get(id);
  if (!client) return state;
  const transcript = addNotice(client.transcript, level, notice);
  return { ...state, clients: new Map(state.clients).set(client.id, { ...client, transcript }) };
}

/** What became of the requests of a client that was closed. */
function droppedText(
  { entries }: Ledger,
  { closed, requests }: RequestsDroppedEvent,
): { readonly level: 'info' | 'error'; readonly message: string } {
  const sessions = entries.filter(({ request }) => requests.includes(request));
  const isLeaked = sessions.some(({ state }) => state === 'leaked');
  const fates = sessions.map(
    ({ session, state }) => `${shortSession(session)} ${state === 'gone' ? 'gone ✓' : state}`,
  );
  const what = requests.length === 1 ? 'its request was' : `its ${requests.length} requests were`;
  return {
    level: isLeaked ? 'error' : 'info',
    message: [`${closed} was closed: ${what} cancelled`, ...fates].join(' · '),
  };
}

/** What the server answered when it was asked which sessions it knows. */
function sessionsText(sessions: readonly string[]): string {
  if (sessions.length === 0) return 'the server knows no session';
  const shown = sessions.slice(0, 10).map((session) => safeLine(shortSession(session)));
  const rest = sessions.length - shown.length;
  return `the server knows ${sessions.length}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const isAmongLost = (server: ServerState, { address }: { readonly address: string }): boolean =>
  server.status === 'ready' && server.lost.includes(safeLine(address));

/** What is said of the server where the operator is: that it was lost, that it is back, and no attempt in between. */
function serverNotice(
  before: ServerState,
  event: ReplEvent,
): ['info' | 'error', Pick<ReportedError, 'message' | 'advice'>] | undefined {
  if (event.type === 'server.lost') {
    if (event.retrying && (before.status === 'lost' || isAmongLost(before, event)))
      return undefined;
    const others = before.status === 'ready' && before.up.length > 1;
    const error = safeError(event.error);
    const message = others
      ? `${safeLine(event.address)}: ${error.message}; the others go on`
      : error.message;
    return ['error', { ...error, message }];
  }
  if (event.type !== 'server.started') return undefined;
  if (before.status === 'lost' || isAmongLost(before, event)) {
    return ['info', { message: `the server is back: ${safeLine(event.address)}` }];
  }
  return undefined;
}

/** Folds one event into what can be seen. Pure; whatever the event does not touch keeps its identity. */
export function reduce(state: ScreenState, event: ScreenEvent): ScreenState {
  if (event.type === 'replay.sought') return event.state;
  if (event.type === 'file.changed' && isByOperator(event)) {
    return noteDeleted(reduceUsers(state, event), event);
  }
  return fold(state.reset ? endReset(state) : state, event);
}

function fold(state: ScreenState, event: Exclude<ScreenEvent, SoughtEvent>): ScreenState {
  switch (event.type) {
    case 'server.started':
    case 'server.lost':
    case 'server.recycled':
    case 'server.ended': {
      const server = reduceServer(state.server, event);
      const next = { ...state, server, ledger: reduceLedger(state.ledger, event) };
      const notice = serverNotice(state.server, event);
      return notice ? notify(next, state.selected, ...notice) : next;
    }
    case 'server.recycle-failed':
      return notify(state, state.selected, 'error', {
        ...safeError(event.error),
        message: `the server could not be replaced: ${safeLine(event.error.message)}`,
      });
    case 'user.added':
    case 'user.identified':
    case 'client.opened':
    case 'client.closed':
    case 'client.renamed':
    case 'client.selected':
    case 'file.changed':
    case 'files.loaded':
    case 'file.opened':
    case 'file.diffed':
      return reduceUsers(state, event);
    case 'files.listed':
      return state;
    case 'transfer.started':
    case 'transfer.completed':
    case 'file.imported':
    case 'file.exported':
    case 'file.skipped':
    case 'seed.failed':
      return reduceTransfer(state, event);
    case 'store.lost':
      return notify(reduceUsers(state, event), state.selected, 'error', safeError(event.error));
    case 'store.restored':
      return notify(reduceUsers(state, event), state.selected, 'info', {
        message: 'the files can be reached again',
      });
    case 'told':
      return notify(state, event.client, event.level, { message: safeText(event.message) });
    case 'command.refused':
      return notify(state, event.client, 'error', safeError(event.error));
    case 'user.left': {
      const user = selectedClient(state)?.user ?? '';
      return notify(state, state.selected, 'info', {
        message: `${event.closed} was closed; this is ${user}`,
      });
    }
    case 'requests.dropped': {
      const { level, message } = droppedText(state.ledger, event);
      return notify(state, state.selected, level, { message });
    }
    case 'answers.seen':
      return event.clients.reduce(noteSeen, state);
    case 'server.sessions':
      return notify(state, state.selected, 'info', { message: sessionsText(event.sessions) });
    default: {
      const known = event.type === 'request.submitted' ? notePrompt(state, event.user) : state;
      const next = reduceRequest(known, event);
      const ledger = reduceLedger(next.ledger, event);
      return ledger === next.ledger ? next : { ...next, ledger };
    }
  }
}
