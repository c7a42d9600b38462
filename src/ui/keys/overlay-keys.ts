import { type Controls, run, sceneNow } from '../controls.ts';
import { moveCursor } from '../list-window.ts';
import type { Overlay } from '../overlay/overlay.ts';
import { lastOverlayTop } from '../overlay/overlay-lines.ts';
import { fileOverlayKey, typeIntoSearch } from './file-overlay-keys.ts';
import type { KeyPress } from './key-name.ts';

type UsersOverlay = Extract<Overlay, { kind: 'users' }>;

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

function choose(controls: Controls, { cursor, name }: UsersOverlay) {
  const { users, selected = '' } = controls.screen.getState();
  const user = name === '' ? users[cursor]?.name : name;
  show(controls, undefined);
  if (user) run(controls, selected, { type: 'user', user });
}

function usersKey(controls: Controls, overlay: UsersOverlay, { name, text }: KeyPress) {
  const { users } = controls.screen.getState();
  const moved = rowsMoved(name, users.length);
  if (name === 'enter') return choose(controls, overlay);
  if (moved !== undefined) {
    const cursor = moveCursor(users.length, overlay.cursor, moved);
    return show(controls, { ...overlay, cursor, name: '' });
  }
  if (name === 'backspace') {
    return show(controls, { ...overlay, name: [...overlay.name].slice(0, -1).join('') });
  }
  if (text !== '') overlayPaste(controls, overlay, text);
}

/** Text goes into the name that is being typed, where there is one. */
export function overlayPaste(controls: Controls, overlay: Overlay, text: string) {
  if (overlay.kind === 'file' || overlay.kind === 'diff')
    return typeIntoSearch(controls, overlay, text);
  if (overlay.kind !== 'users') return;
  const name = (overlay.name + text).replace(/[^\p{L}\p{M}\p{N}\-_.]/gu, '').slice(0, 32);
  show(controls, { ...overlay, name });
}

export function overlayKey(controls: Controls, overlay: Overlay, press: KeyPress) {
  if (overlay.kind === 'users') return usersKey(controls, overlay, press);
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
  const { raw } = controls.view.getState();
  const last = lastOverlayTop(overlay, controls.screen.getState(), width, height, raw);
  show(controls, { ...overlay, top: moveCursor(last + 1, overlay.top, moved) });
}
