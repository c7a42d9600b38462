import type { ReplEvent } from '../repl/events.ts';
import { fileCount } from './files-text.ts';
import { safeLine } from './safe-text.ts';
import type { ScreenState } from './state.ts';
import { addNotice } from './transcript.ts';

type FileChanged = Extract<ReplEvent, { type: 'file.changed' }>;

/** The operator deletes files by a reset or one by one. */
export const isOfReset = ({ operation, writer }: FileChanged): boolean =>
  operation === 'deleted' && writer === 'operator';

/**
 * A reset is told as one deletion by the operator after the other, with no other event between them: they make one
 * notice, whose count grows, in the client that is in front. One alone is named.
 */
export function noteReset(state: ScreenState, { user, path }: FileChanged): ScreenState {
  const goesOn = state.reset?.user === user ? state.reset : undefined;
  const before = goesOn?.client ?? state.clients.get(state.selected ?? '');
  if (!before) return state;
  const files = (goesOn?.files ?? 0) + 1;
  const what = files === 1 ? `${safeLine(path)} was` : `${fileCount(files)} were`;
  const message = `${user}'s ${what} deleted`;
  const client = { ...before, transcript: addNotice(before.transcript, 'info', { message }) };
  return {
    ...state,
    clients: new Map(state.clients).set(client.id, client),
    reset: { user, files, client: before },
  };
}

/** Any other event ends it. */
export function endReset({ reset: _, ...state }: ScreenState): ScreenState {
  return state;
}
