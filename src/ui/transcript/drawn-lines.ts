import type { Line } from '../rows/row.tsx';
import type { ClientView } from '../view/view.ts';
import { markMatches } from './search.ts';
import { markCall } from './tool-cursor.ts';
import { type TranscriptView, visibleRows } from './window.ts';

/** The window's rows, with what is sought and the selected call marked. */
export function drawnLines(
  view: TranscriptView,
  { anchor, search, call }: Pick<ClientView, 'anchor' | 'search' | 'call'>,
): readonly Line[] {
  const { rows } = visibleRows(view, anchor);
  const lines = search ? markMatches(view, rows, search) : rows.map(({ line }) => line);
  return call === undefined ? lines : markCall(view, rows, lines, call);
}
