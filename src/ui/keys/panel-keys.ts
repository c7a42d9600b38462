import { treeRows } from '../../screen/file-tree.ts';
import { type Controls, run, sceneNow } from '../controls.ts';
import { cursorIndex } from '../files/files-lines.ts';
import { lastLedgerTop } from '../ledger/ledger-lines.ts';
import { moveCursor } from '../list-window.ts';
import { userView } from '../view.ts';
import type { KeyPress } from './key-name.ts';
import { rowsMoved } from './overlay-keys.ts';

function filesKey(controls: Controls, { name }: KeyPress): boolean {
  const { user, clientId, layout } = sceneNow(controls);
  if (!user || layout.kind !== 'screen') return false;
  const { view } = controls;
  const { cursor, closed } = userView(view.getState(), user.name);
  const rows = treeRows(user.files, closed);
  const at = cursorIndex(rows, cursor);
  const row = rows[at];
  const moved = rowsMoved(name, Math.max(1, (layout.files?.height ?? 2) - 2));
  if (moved !== undefined) {
    const path = rows[moveCursor(rows.length, at, moved)]?.path;
    if (path !== undefined) view.dispatch({ type: 'tree-moved', user: user.name, path });
    return true;
  }
  if (!row) return name === 'enter';
  const toggles = name === 'enter' || name === (closed.has(row.path) ? 'right' : 'left');
  if (row.file) {
    if (name === 'enter') {
      run(controls, clientId, { type: 'open', user: user.name, path: row.path });
    }
    return ['enter', 'left', 'right'].includes(name);
  }
  if (toggles) view.dispatch({ type: 'tree-toggled', user: user.name, path: row.path });
  return toggles || name === 'left' || name === 'right';
}

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
