import { serverInFront } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { DocumentLook } from '../files/document.ts';
import type { Keymap } from '../keys/keymap.ts';
import { emphasis, secondary } from '../look/theme.ts';
import { cell, type Line } from '../rows/row.tsx';
import { boxLines, innerSize } from './box-lines.ts';
import { documentLines, fileSearchLine, shownDocument } from './file-lines.ts';
import { helpLines } from './help-lines.ts';
import { modelLines } from './model-lines.ts';
import type { FileOverlay, Overlay, Picker } from './overlay.ts';
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
  /** Stands before the place in the list. */
  readonly footer?: Line;
}

const listed = (title: string, lines: readonly Line[], top: number): Content => ({
  title: [cell(title, emphasis)],
  length: lines.length,
  rows: (from, to) => lines.slice(from, to),
  top,
});

function fileContent(
  overlay: FileOverlay,
  state: ScreenState,
  width: number,
  look: DocumentLook,
): Content {
  const user = state.users.find((each) => each.name === overlay.user);
  const shown = shownDocument(overlay, user, width, look);
  if (!shown) return listed('no file', [], 0);
  const { title, document } = shown;
  const footer = fileSearchLine(overlay, document, overlay.top);
  return {
    title,
    length: document.rows.length,
    rows: (from, to) => documentLines(document, from, to, overlay.search?.text),
    top: overlay.top,
    ...(footer && { footer }),
  };
}

/** What overlays are drawn by beside the screen's state. */
interface Look extends DocumentLook {
  readonly keys: Keymap;
}

/** Those that are drawn as a box. */
export type Boxed = Exclude<Overlay, { kind: 'compare' }>;

type Scrolled = Exclude<Boxed, Picker>;

function content(overlay: Scrolled, state: ScreenState, width: number, look: Look): Content {
  switch (overlay.kind) {
    case 'help':
      return listed('Help', helpLines(look.keys, width), overlay.top);
    case 'model':
      return listed('Model', modelLines(serverInFront(state), width), overlay.top);
    case 'file':
    case 'diff':
      return fileContent(overlay, state, width, look);
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
  look: Look,
): number {
  const inner = innerSize(width, height);
  return Math.max(0, content(overlay, state, inner.width, look).length - inner.height);
}

/** An overlay as rows that fill `width` × `height` exactly. */
export function overlayLines(
  overlay: Boxed,
  state: ScreenState,
  width: number,
  height: number,
  look: Look,
): readonly Line[] {
  if ('query' in overlay)
    return pickerLines(pickerContent(overlay, state, look.keys), width, height);
  const inner = innerSize(width, height);
  const {
    title,
    length,
    rows,
    top,
    footer: said = [],
  } = content(overlay, state, inner.width, look);
  const from = Math.min(top, Math.max(0, length - inner.height));
  const to = from + inner.height;
  const place = `${from + 1}–${Math.min(to, length)} of ${length}`;
  const scrolled = length > inner.height ? [cell(place, secondary)] : [];
  const between = said.length > 0 && scrolled.length > 0 ? [cell(' · ', secondary)] : [];
  const footer = [...said, ...between, ...scrolled];
  return boxLines(title, rows(from, to), footer, width, height);
}
