import type { ReplEvent } from '../repl/events.ts';
import type { ScreenState } from './state.ts';
import { addNotice } from './transcript.ts';
import { isExpected, seedFailedText, skippedText, transferText } from './transfer-text.ts';

type TransferEvent = Extract<
  ReplEvent,
  {
    type: `transfer.${string}` | 'file.imported' | 'file.exported' | 'file.skipped' | 'seed.failed';
  }
>;

/** Skipped files that are told one by one; how many there are is told in any case. */
const maximumTold = 20;

/** A notice where the operator sees it: in the client in front if it is this user's, else in the user's first. */
function tell(
  state: ScreenState,
  name: string,
  level: 'info' | 'error',
  message: string,
): ScreenState {
  const inFront = state.clients.get(state.selected ?? '');
  const [first = ''] = state.users.find((user) => user.name === name)?.clients ?? [];
  const client = inFront?.user === name ? inFront : state.clients.get(first);
  if (!client) return state;
  const transcript = addNotice(client.transcript, level, { message });
  return { ...state, clients: new Map(state.clients).set(client.id, { ...client, transcript }) };
}

function noteSkipped(
  state: ScreenState,
  event: Extract<TransferEvent, { type: 'file.skipped' }>,
): ScreenState {
  if (isExpected(event)) return state;
  const { user, transfer } = event;
  const told = (state.skipped?.get(transfer) ?? 0) + 1;
  if (told > maximumTold) return state;
  const skipped = new Map(state.skipped).set(transfer, told);
  return tell({ ...state, skipped }, user, 'error', skippedText(event));
}

/** Imports and exports: what was left out, and what came of the whole. The files themselves stand in the tree. */
export function reduceTransfer(state: ScreenState, event: TransferEvent): ScreenState {
  switch (event.type) {
    case 'file.skipped':
      return noteSkipped(state, event);
    case 'seed.failed':
      return tell(state, event.user, 'error', seedFailedText(event));
    case 'transfer.completed': {
      const skipped = new Map(state.skipped);
      skipped.delete(event.transfer);
      const next = skipped.size === state.skipped?.size ? state : { ...state, skipped };
      // What a user starts with is no news where all went well.
      if (event.seed && !event.stopped) return next;
      return tell(next, event.user, event.stopped ? 'error' : 'info', transferText(event));
    }
    default:
      return state;
  }
}
