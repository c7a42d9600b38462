import { type EditorState, edit } from './editor.ts';
import type { Content } from './pastes.ts';
import {
  columnOf,
  offsetOf,
  type Row,
  rowsOf,
  type Section,
  sectionAfter,
  sectionAt,
  sectionBefore,
} from './rows.ts';

/** The part of the prompt that can be seen. */
export interface EditorLayout {
  /** 1 to `maxRows` of them, safe to show, each narrower than `width`, so that the cursor fits behind it. */
  readonly rows: readonly string[];
  /** Index into `rows`. */
  readonly cursorRow: number;
  /** Columns before the cursor, less than `width`. */
  readonly cursorColumn: number;
  /** Only where not all of the text is in `rows`: how many of its lines are wholly above and below. */
  readonly folded?: { readonly linesAbove: number; readonly linesBelow: number };
}

/** One column stays free for a cursor behind the last character. */
const roomIn = (width: number) => Math.max(1, width - 1);

/**
 * Lays out the rows around the cursor, as many as fit into `maxRows` (1 or more), at `width` columns. What may not be
 * shown as it is stands there as a visible mark. The cost follows the rows, not the size of the text.
 */
export function layoutEditor(
  editor: Content & Pick<EditorState, 'cursor'>,
  width: number,
  maxRows: number,
): EditorLayout {
  const { text, cursor } = editor;
  const room = roomIn(width);
  const home = sectionAt(text, cursor);
  const rows = [...rowsOf(editor, home, room)];
  let cursorRow = rowAt(rows, cursor);
  let below = sectionAfter(text, home);
  while (below !== undefined && rows.length - cursorRow < maxRows) {
    rows.push(...rowsOf(editor, below, room));
    below = sectionAfter(text, below);
  }
  let above = sectionBefore(text, home);
  while (above !== undefined && cursorRow < maxRows) {
    const added = rowsOf(editor, above, room);
    rows.unshift(...added);
    cursorRow += added.length;
    above = sectionBefore(text, above);
  }
  const middle = cursorRow - Math.floor(maxRows / 2);
  const top = Math.max(0, Math.min(middle, rows.length - maxRows));
  const visible = rows.slice(top, top + maxRows);
  const row = rows[cursorRow];
  // Spaces that hang over the row's end keep the cursor in its last column.
  const column = row === undefined ? 0 : Math.min(columnOf(row, cursor), Math.max(0, width - 1));
  const layout = {
    rows: visible.map(({ shown }) => shown),
    cursorRow: cursorRow - top,
    cursorColumn: column,
  };
  const from = visible[0]?.start ?? 0;
  const to = visible.at(-1)?.end ?? text.length;
  if (from === 0 && to === text.length) return layout;
  const folded = {
    linesAbove: countLineEnds(text, 0, from),
    linesBelow: countLineEnds(text, to, text.length),
  };
  return { ...layout, folded };
}

/**
 * The state with the cursor one row of the screen up or down, keeping to the column that the move began in. Where
 * there is no such row, `undefined`: that is where the history begins.
 */
export function moveVertically(
  state: EditorState,
  direction: 'up' | 'down',
  width: number,
): EditorState | undefined {
  const { text, cursor } = state;
  const room = roomIn(width);
  const home = sectionAt(text, cursor);
  const rows = rowsOf(state, home, room);
  const index = rowAt(rows, cursor);
  const row = rows[index];
  const isUp = direction === 'up';
  const beyond = (section: Section | undefined) =>
    section && rowsOf(state, section, room).at(isUp ? -1 : 0);
  const target =
    rows[isUp ? index - 1 : index + 1] ??
    beyond(isUp ? sectionBefore(text, home) : sectionAfter(text, home));
  if (row === undefined || target === undefined) return undefined;
  const goalColumn = state.goalColumn ?? columnOf(row, cursor);
  return edit(state, { type: 'move', cursor: offsetOf(target, goalColumn), goalColumn });
}

function rowAt(rows: readonly Row[], offset: number): number {
  return Math.max(
    0,
    rows.findLastIndex((row) => row.start <= offset),
  );
}

function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    count++;
  }
  return count;
}
