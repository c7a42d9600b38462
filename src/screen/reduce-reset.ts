import type { ReplEvent } from '../repl/events.ts';
import { fileCount } from './files-text.ts';
import { safeLine } from './safe-text.ts';
import type { ScreenState } from './state.ts';
import { addNotice } from './transcript.ts';

type FileChanged = Extract<ReplEvent, { type: 'file.changed' }>;

/** What a model deletes is told by its tool call. */
export const isByOperator = ({ operation, writer, reset }: FileChanged): boolean =>
  operation === 'deleted' && (reset === true || writer === 'operator');

/**
 * Says what was deleted, in the client that is in front. The deletions of one reset come one after the other, with no
 * other event between them: they make one notice, whose count grows. One file alone is named.
 */
export function noteDeleted(state: ScreenState, { user, path, reset }: FileChanged): ScreenState {
  const goesOn = reset && state.reset?.user === user ? state.reset : undefined;
  const before = goesOn?.client ?? state.clients.get(state.selected ?? '');
  if (!before) return state;
  const files = (goesOn?.files ?? 0) + 1;
  const what = files === 1 ? `${safeLine(path)} was` : `${fileCount(files)} were`;
  const message = `${user}'s ${what} deleted`;
  const client = { ...before, transcript: addNotice(before.transcript, 'info', { message }) };
  const clients = new Map(state.clients).set(client.id, client);
  return { ...endReset(state), clients, ...(reset && { reset: { user, files, client: before } }) };
}

/** Any event but the deletions of a reset ends it. */
export function endReset({ reset: _, ...state }: ScreenState): ScreenState {
  return state;
}
