import { runView } from '../commands/run-view.ts';
import { type Controls, run, sceneNow } from '../controls.ts';
import { overlayKey } from '../keys/overlay-keys.ts';
import { panelKey } from '../keys/panel-keys.ts';
import type { Report } from '../terminal/sequences.ts';
import { scrollBy } from '../transcript/window.ts';
import { type Hit, hitAt } from './hit.ts';

export type MouseReport = Extract<Report, { type: 'mouse' }>;

/** Shift, Alt and Ctrl make no difference. */
const modifiers = 4 + 8 + 16;
const left = 0;
const wheelUp = 64;
const wheelDown = 65;

/** Rows that a notch of the wheel is. */
const notch = 3;

/** As long, in ms, may pass between the two halves of a double click. */
const doubleClick = 400;

function press(controls: Controls, focus: 'files' | 'ledger', name: string) {
  panelKey(controls, focus, { name, text: '' });
}

/** Scrolls what is under the pointer; a list that is walked through gets the focus by it. */
function wheel(controls: Controls, { part }: Hit, step: 1 | -1) {
  const { view } = controls;
  const key = step > 0 ? 'down' : 'up';
  switch (part) {
    case 'overlay': {
      const { overlay } = view.getState();
      const rows = overlay && 'query' in overlay ? 1 : notch;
      for (let row = 0; row < rows; row++) {
        const shown = view.getState().overlay;
        if (shown) overlayKey(controls, shown, { name: key, text: '' });
      }
      return;
    }
    case 'transcript': {
      const { clientId, clientView, transcript } = sceneNow(controls);
      if (!transcript) return;
      const anchor = scrollBy(transcript, clientView.anchor, notch * step);
      return view.dispatch({ type: 'scrolled', client: clientId, anchor });
    }
    case 'preview':
      for (let row = 0; row < notch; row++) press(controls, 'files', step > 0 ? 'J' : 'K');
      return;
    case 'files':
    case 'ledger':
      if (view.getState().focus !== part) return runView(controls, { type: 'view', view: part });
      return press(controls, part, key);
    case 'tabs':
    case 'prompt':
      return;
  }
}

function click(controls: Controls, hit: Hit, twice: boolean) {
  const { view } = controls;
  const { user, clientId } = sceneNow(controls);
  switch (hit.part) {
    case 'tabs':
      if (hit.command) run(controls, clientId, hit.command);
      return;
    case 'files':
      if (twice) return press(controls, 'files', 'enter');
      runView(controls, { type: 'view', view: 'files' });
      if (user && hit.path !== undefined) {
        view.dispatch({ type: 'tree-moved', user: user.name, path: hit.path });
      }
      return;
    case 'ledger':
      if (twice) return press(controls, 'ledger', 'enter');
      runView(controls, { type: 'view', view: 'ledger' });
      if (hit.session !== undefined) {
        view.dispatch({ type: 'ledger-moved', session: hit.session });
      }
      return;
    case 'transcript':
    case 'prompt':
      return view.dispatch({ type: 'focused', focus: 'prompt' });
    case 'overlay':
    case 'preview':
      return;
  }
}

/**
 * Carries out what the mouse does: the wheel scrolls, a click turns to a tab or selects a row, a double click opens it.
 * `time` in ms, from anywhere.
 */
export function createMouseHandler(
  controls: Controls,
): (report: MouseReport, time: number) => void {
  let last = { x: -1, y: -1, time: Number.NEGATIVE_INFINITY };
  return ({ button, x, y, pressed }, time) => {
    const which = button & ~modifiers;
    if (!pressed || ![left, wheelUp, wheelDown].includes(which)) return;
    const { screen, view } = controls;
    const hit = hitAt(screen.getState(), view.getState(), sceneNow(controls), x, y);
    view.dispatch({ type: 'key' });
    if (!hit) return;
    if (which !== left) return wheel(controls, hit, which === wheelDown ? 1 : -1);
    const twice = last.x === x && last.y === y && time - last.time <= doubleClick;
    last = twice ? { ...last, time: Number.NEGATIVE_INFINITY } : { x, y, time };
    click(controls, hit, twice);
  };
}
