import { safeLine } from '../../screen/safe-text.ts';
import { ask, give } from '../commands/submit.ts';
import { comparedUsers, lastCompareTop } from '../compare/compare-lines.ts';
import { type Controls, run, sceneNow } from '../controls.ts';
import { maximumQuery, type Overlay, type Picker } from '../overlay/overlay.ts';
import { lastOverlayTop } from '../overlay/overlay-lines.ts';
import { findCommands } from '../overlay/palette.ts';
import { userChoices } from '../overlay/users.ts';
import { moveCursor } from '../rows/list-window.ts';
import { soughtText, withoutLast } from '../search/sought.ts';
import { fileOverlayKey, typeIntoSearch } from './file-overlay-keys.ts';
import type { KeyPress } from './key-name.ts';

const show = (controls: Controls, overlay: Overlay | undefined): void =>
  controls.view.dispatch({ type: 'overlay', overlay });

/** Rows that a key moves by; undefined for keys that do not move. */
export function rowsMoved(name: string, page: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    up: -1,
    down: 1,
    pageup: -page,
    pagedown: page,
    home: Number.NEGATIVE_INFINITY,
    end: Number.POSITIVE_INFINITY,
  };
  return moves[name];
}

function chooseUser(controls: Controls, { cursor, query }: Extract<Overlay, { kind: 'users' }>) {
  const state = controls.screen.getState();
  const choice = userChoices(state, query)[cursor];
  if (!choice || choice.type === 'problem') return;
  const user = choice.type === 'user' ? choice.user.name : choice.name;
  show(controls, undefined);
  run(controls, state.selected ?? '', { type: 'user', user });
}

/** Does what is chosen, or puts it into the prompt line where an argument is needed or wanted. */
function chooseCommand(
  controls: Controls,
  { cursor, found }: Extract<Overlay, { kind: 'commands' }>,
  withArgument: boolean,
) {
  const entry = found[cursor]?.item;
  if (!entry) return;
  if (withArgument && entry.argument === 'none') return;
  const line = `/${entry.name}`;
  show(controls, undefined);
  controls.view.dispatch({ type: 'used', command: entry.name });
  if (withArgument || entry.argument === 'needed') ask(controls, line);
  else give(controls, line);
}

function search(controls: Controls, { kind }: Picker, query: string) {
  if (kind === 'commands') return findCommands(controls, query);
  show(controls, { kind, query, cursor: 0 });
}

function pickerKey(controls: Controls, overlay: Picker, press: KeyPress) {
  const { name, text } = press;
  const { kind, cursor, query } = overlay;
  const length =
    kind === 'commands'
      ? overlay.found.length
      : userChoices(controls.screen.getState(), query).length;
  const moved = rowsMoved(name, 8);
  if (moved !== undefined) {
    return show(controls, { ...overlay, cursor: Math.max(0, moveCursor(length, cursor, moved)) });
  }
  if (name === 'enter' || name === 'tab') {
    if (kind === 'commands') return chooseCommand(controls, overlay, name === 'tab');
    return name === 'enter' ? chooseUser(controls, overlay) : undefined;
  }
  if (name === 'ctrl+u') return search(controls, overlay, '');
  if (name === 'backspace') {
    return search(controls, overlay, withoutLast(query));
  }
  if (text !== '') overlayPaste(controls, overlay, text);
}

/** Text goes into what is being typed, where something is: made safe, since it is shown. */
export function overlayPaste(controls: Controls, overlay: Overlay, text: string) {
  if (overlay.kind === 'file' || overlay.kind === 'diff')
    return typeIntoSearch(controls, overlay, text);
  if (!('query' in overlay)) return;
  const typed = safeLine(soughtText(overlay.query, text.trim() === '' ? text : text.trimStart()));
  search(controls, overlay, [...typed].slice(0, maximumQuery).join(''));
}

function compareKey(
  controls: Controls,
  overlay: Extract<Overlay, { kind: 'compare' }>,
  { name }: KeyPress,
) {
  if (name === 'q' || name === 'enter') return show(controls, undefined);
  const { layout } = sceneNow(controls);
  if (layout.kind !== 'screen') return;
  const state = controls.screen.getState();
  const { width, height } = layout.body;
  const { kind, first } = overlay;
  const sideways = name === 'left' ? -1 : name === 'right' ? 1 : 0;
  if (sideways !== 0) {
    const last = state.users.length - comparedUsers(width, state.users.length);
    return show(controls, { kind, first: moveCursor(last + 1, first, sideways) });
  }
  const moved = rowsMoved(name, Math.max(1, Math.floor(height / 2)));
  if (moved === undefined) return;
  const last = lastCompareTop(state, first, width, height);
  const top = moveCursor(last + 1, Math.min(last, overlay.top ?? last), moved);
  // At the end it stays there, whatever is said next.
  show(controls, { kind, first, ...(top < last && { top }) });
}

export function overlayKey(controls: Controls, overlay: Overlay, press: KeyPress) {
  if ('query' in overlay) return pickerKey(controls, overlay, press);
  if (overlay.kind === 'compare') return compareKey(controls, overlay, press);
  const isFile = overlay.kind === 'file' || overlay.kind === 'diff';
  if (isFile && fileOverlayKey(controls, overlay, press)) return;
  const { layout } = sceneNow(controls);
  if (press.name === 'q' || press.name === 'enter' || press.name === '?') {
    return show(controls, undefined);
  }
  if (layout.kind !== 'screen') return;
  const { width, height } = layout.body;
  const moved = rowsMoved(press.name, Math.max(1, height - 3));
  if (moved === undefined) return;
  const state = controls.screen.getState();
  const { raw, highlight } = controls.view.getState();
  const last = lastOverlayTop(overlay, state, width, height, {
    keys: controls.keys,
    raw,
    highlight,
  });
  show(controls, { ...overlay, top: moveCursor(last + 1, overlay.top, moved) });
}
