import type { LedgerEntry } from '../../repl/ledger.ts';
import { allEntries } from '../../screen/transcript.ts';
import { type Controls, run, sceneNow, sceneWith } from '../controls.ts';
import { ledgerCursor } from '../ledger/ledger-lines.ts';
import { moveCursor } from '../rows/list-window.ts';
import { aboveTheFrame } from '../transcript/transcript-keys.ts';
import { scrollBy } from '../transcript/window.ts';
import { filesKey } from './files-keys.ts';
import type { KeyPress } from './key-name.ts';
import { rowsMoved } from './overlay-keys.ts';

/** Turns to the client of a session, and to the request that the session served. */
function showRequest(controls: Controls, { client: id, request }: LedgerEntry): void {
  const { screen, view } = controls;
  const { selected = '', clients } = screen.getState();
  const transcript = clients.get(id)?.transcript;
  const index = transcript
    ? allEntries(transcript).findIndex(
        (entry) => entry.kind === 'prompt' && entry.request === request,
      )
    : -1;
  if (!transcript || index < 0 || controls.inline) {
    const old = controls.inline
      ? aboveTheFrame
      : `${request} is so old that it is no longer in the transcript of ${id}`;
    const text = transcript ? old : `${id} was closed, and its transcript with it`;
    view.dispatch({ type: 'message', text });
    return;
  }
  if (id !== selected) run(controls, selected, { type: 'tab', client: id });
  view.dispatch({ type: 'focused', focus: 'prompt' });
  const at = { entry: transcript.dropped + index, row: 0 };
  // The tab is turned to later: the window is that of its client even now.
  const { transcript: shown } = sceneWith(controls, id);
  view.dispatch({ type: 'scrolled', client: id, anchor: shown && scrollBy(shown, at, 0) });
}

function ledgerKey(controls: Controls, { name }: KeyPress): boolean {
  const { layout } = sceneNow(controls);
  const height = (layout.kind === 'screen' && layout.ledger?.height) || 1;
  const { ledger } = controls.screen.getState();
  const { entries } = ledger;
  const at = ledgerCursor(ledger, controls.view.getState().ledgerCursor);
  const moved = rowsMoved(name, Math.max(1, height - 3));
  const entry = entries[entries.length - 1 - moveCursor(entries.length, at, moved ?? 0)];
  if (moved !== undefined) {
    if (entry) controls.view.dispatch({ type: 'ledger-moved', session: entry.session });
    return true;
  }
  if (name !== 'enter') return false;
  if (entry) showRequest(controls, entry);
  return true;
}

/** A key while the panel has the focus. False: it has no use for it, so that it is the prompt's. */
export function panelKey(controls: Controls, focus: 'files' | 'ledger', press: KeyPress): boolean {
  return focus === 'files' ? filesKey(controls, press) : ledgerKey(controls, press);
}
