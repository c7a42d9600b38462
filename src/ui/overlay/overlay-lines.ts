import { bytesText } from '../../screen/bytes-text.ts';
import { safeLine } from '../../screen/safe-text.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { Keymap } from '../keys/keymap.ts';
import { cell, type Line } from '../row.tsx';
import { emphasis, secondary, userColour } from '../theme.ts';
import { boxLines, innerSize } from './box-lines.ts';
import { fileRows } from './file-lines.ts';
import { helpLines } from './help-lines.ts';
import { modelLines } from './model-lines.ts';
import type { Overlay, Picker } from './overlay.ts';
import { paletteEntries } from './palette.ts';
import { paletteContent } from './palette-lines.ts';
import { type PickerContent, pickerLines } from './picker-lines.ts';
import { usersContent } from './users-lines.ts';

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

/** Those that are drawn as a box. */
export type Boxed = Exclude<Overlay, { kind: 'compare' }>;

type Scrolled = Exclude<Boxed, Picker>;

function content(overlay: Scrolled, state: ScreenState, width: number, keys: Keymap): Content {
  switch (overlay.kind) {
    case 'help':
      return listed('Help', helpLines(keys, width), overlay.top);
    case 'model':
      return listed('Model', modelLines(state.server, width), overlay.top);
    case 'file':
      return fileContent(overlay, state, width);
  }
}

function pickerContent(overlay: Picker, state: ScreenState, keys: Keymap): PickerContent {
  return overlay.kind === 'users'
    ? usersContent(overlay, state)
    : paletteContent(overlay, paletteEntries(keys, []));
}

/** How far an overlay can be scrolled in a box of this size. */
export function lastOverlayTop(
  overlay: Scrolled,
  state: ScreenState,
  width: number,
  height: number,
  keys: Keymap,
): number {
  const inner = innerSize(width, height);
  return Math.max(0, content(overlay, state, inner.width, keys).length - inner.height);
}

/** An overlay as rows that fill `width` × `height` exactly. */
export function overlayLines(
  overlay: Boxed,
  state: ScreenState,
  width: number,
  height: number,
  keys: Keymap,
): readonly Line[] {
  if ('query' in overlay) return pickerLines(pickerContent(overlay, state, keys), width, height);
  const inner = innerSize(width, height);
  const { title, length, rows, top } = content(overlay, state, inner.width, keys);
  const from = Math.min(top, Math.max(0, length - inner.height));
  const to = from + inner.height;
  const place = `${from + 1}–${Math.min(to, length)} of ${length}`;
  const footer = length > inner.height ? [cell(place, secondary)] : [];
  return boxLines(title, rows(from, to), footer, width, height);
}
