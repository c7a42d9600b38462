import type { Command } from '../../repl/command.ts';
import type { ScreenState } from '../../screen/state.ts';
import { pathAt } from '../files/files-lines.ts';
import type { Rectangle } from '../frame/layout.ts';
import type { Scene } from '../frame/scene.ts';
import { sessionAt } from '../ledger/ledger-lines.ts';
import { tabAt } from '../tabs/tab-line.ts';
import { userView, type ViewState } from '../view/view.ts';

/** What is at a place of the screen. */
export type Hit =
  | { readonly part: 'tabs'; readonly command?: Command }
  | { readonly part: 'files'; readonly path?: string }
  | { readonly part: 'ledger'; readonly session?: string }
  | { readonly part: 'overlay' | 'transcript' | 'preview' | 'prompt' };

const holds = ({ x, y, width, height }: Rectangle, atX: number, atY: number): boolean =>
  atX >= x && atX < x + width && atY >= y && atY < y + height;

/** What is at this cell, counted from the top left corner; undefined where nothing can be done. */
export function hitAt(
  state: ScreenState,
  view: ViewState,
  { layout, user }: Scene,
  x: number,
  y: number,
): Hit | undefined {
  if (layout.kind !== 'screen') return undefined;
  const isIn = (area: Rectangle | undefined): area is Rectangle =>
    area !== undefined && holds(area, x, y);
  if (isIn(layout.tabs)) {
    const command = tabAt(state, layout.tabs.width, x, view);
    return { part: 'tabs', ...(command && { command }) };
  }
  if (isIn(layout.prompt)) return { part: 'prompt' };
  if (isIn(layout.body) && view.overlay) return { part: 'overlay' };
  if (isIn(layout.transcript)) return { part: 'transcript' };
  if (isIn(layout.preview)) return { part: 'preview' };
  if (isIn(layout.files)) {
    if (!user) return { part: 'files' };
    const own = { ...userView(view, user.name), focused: view.focus === 'files' };
    const path = pathAt(user, own, layout.files.height, y - layout.files.y);
    return { part: 'files', ...(path !== undefined && { path }) };
  }
  if (isIn(layout.ledger)) {
    const { focus, ledgerCursor: cursor } = view;
    const own = { focused: focus === 'ledger', ...(cursor !== undefined && { cursor }) };
    const session = sessionAt(state.ledger, own, layout.ledger.height, y - layout.ledger.y);
    return { part: 'ledger', ...(session !== undefined && { session }) };
  }
  return undefined;
}
