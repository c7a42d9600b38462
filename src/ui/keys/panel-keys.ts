import { type Controls, sceneNow } from '../controls.ts';
import { lastLedgerTop } from '../ledger/ledger-lines.ts';
import { moveCursor } from '../list-window.ts';
import { filesKey } from './files-keys.ts';
import type { KeyPress } from './key-name.ts';
import { rowsMoved } from './overlay-keys.ts';

function ledgerKey(controls: Controls, { name }: KeyPress): boolean {
  const { layout } = sceneNow(controls);
  const height = (layout.kind === 'screen' && layout.ledger?.height) || 1;
  const moved = rowsMoved(name, Math.max(1, height - 2));
  if (moved === undefined) return name === 'enter';
  const { ledger } = controls.screen.getState();
  const { ledgerTop } = controls.view.getState();
  const top = moveCursor(lastLedgerTop(ledger, height) + 1, ledgerTop, moved);
  controls.view.dispatch({ type: 'ledger-scrolled', top });
  return true;
}

/** A key while the panel has the focus. False: it has no use for it, so that it is the prompt's. */
export function panelKey(controls: Controls, focus: 'files' | 'ledger', press: KeyPress): boolean {
  return focus === 'files' ? filesKey(controls, press) : ledgerKey(controls, press);
}
