import { bytesText } from '../../screen/bytes-text.ts';
import { safeLine } from '../../screen/safe-text.ts';
import type { ScreenState } from '../../screen/state.ts';
import { cell, type Line } from '../row.tsx';
import { emphasis, secondary, userColour } from '../theme.ts';
import { boxLines, innerSize } from './box-lines.ts';
import { fileRows } from './file-lines.ts';
import { helpLines } from './help-lines.ts';
import { modelLines } from './model-lines.ts';
import type { Overlay } from './overlay.ts';
import { usersLines } from './users-lines.ts';

/** Those that are drawn as a box with a list in it. */
export type BoxedOverlay = Exclude<Overlay, { kind: 'compare' }>;

interface Content {
  readonly title: Line;
  /** How many rows there are in all. */
  readonly length: number;
  readonly rows: (from: number, to: number) => readonly Line[];
  readonly top: number;
}

const listed = (title: string, lines: readonly Line[], top: number): Content => ({
  title: [cell(title, emphasis)],
  length: lines.length,
  rows: (from, to) => lines.slice(from, to),
  top,
});

function fileContent(
  { user: name, top }: Extract<Overlay, { kind: 'file' }>,
  state: ScreenState,
  width: number,
): Content {
  const user = state.users.find((each) => each.name === name);
  const opened = user?.opened;
  if (!user || !opened) return listed('no file', [], 0);
  const rows = fileRows(opened, width);
  return {
    title: [
      cell(`${user.name}'s `, { color: userColour(user.colour), bold: true }),
      cell(safeLine(opened.path), emphasis),
      cell(` · revision ${opened.revision} · ${bytesText(opened.size)}`, secondary),
    ],
    length: rows.length,
    rows: (from, to) => rows.slice(from, to).map((row) => [cell(row)]),
    top,
  };
}

function content(overlay: BoxedOverlay, state: ScreenState, width: number): Content {
  switch (overlay.kind) {
    case 'help':
      return listed('Help', helpLines, overlay.top);
    case 'model':
      return listed('Model', modelLines(state.server, width), overlay.top);
    case 'users': {
      const lines = usersLines(state, overlay.cursor, overlay.name);
      return listed('Users', lines, 0);
    }
    case 'file':
      return fileContent(overlay, state, width);
  }
}

/** How far an overlay can be scrolled in a box of this size. */
export function lastOverlayTop(
  overlay: BoxedOverlay,
  state: ScreenState,
  width: number,
  height: number,
): number {
  const inner = innerSize(width, height);
  return Math.max(0, content(overlay, state, inner.width).length - inner.height);
}

/** An overlay as rows that fill `width` × `height` exactly. */
export function overlayLines(
  overlay: BoxedOverlay,
  state: ScreenState,
  width: number,
  height: number,
): readonly Line[] {
  const inner = innerSize(width, height);
  const { title, length, rows, top } = content(overlay, state, inner.width);
  const from = Math.min(top, Math.max(0, length - inner.height));
  const to = from + inner.height;
  const place = `${from + 1}–${Math.min(to, length)} of ${length}`;
  const footer = length > inner.height ? [cell(place, secondary)] : [];
  return boxLines(title, rows(from, to), footer, width, height);
}
