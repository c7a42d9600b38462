import type { ScreenUser } from '../../screen/state.ts';
import { treeHits } from '../../screen/tree-hits.ts';
import { type TreeRow, treeRows } from '../../screen/tree-rows.ts';
import { type Controls, run, sceneNow } from '../controls.ts';
import { lastPreviewTop } from '../files/preview.ts';
import { cursorIndex, shownRows } from '../files/tree.ts';
import { moveCursor } from '../rows/list-window.ts';
import { soughtText, withoutLast } from '../search/sought.ts';
import { type UserView, userView } from '../view/view.ts';
import type { KeyPress } from './key-name.ts';
import { rowsMoved } from './overlay-keys.ts';

/** What a key in the tree goes by. */
interface Tree {
  readonly controls: Controls;
  readonly user: ScreenUser;
  readonly view: UserView;
  /** The selected row. */
  readonly row: TreeRow | undefined;
}

const moveTo = ({ controls, user }: Tree, path: string | undefined) => {
  if (path !== undefined) controls.view.dispatch({ type: 'tree-moved', user: user.name, path });
};

/** What is typed is searched for, and the best hit selected; without a text the tree comes back. */
function filterBy({ controls, user, row }: Tree, text: string | undefined) {
  const best = text ? treeHits(user.files, text).at(0)?.path : undefined;
  const cursor = best ?? row?.path;
  controls.view.dispatch({ type: 'tree-filtered', user: user.name, text, cursor });
}

/** Asks for the selected file, or what its last change made different. */
function ask({ controls, user, row }: Tree, type: 'open' | 'diff') {
  if (!row?.file) return;
  run(controls, sceneNow(controls).clientId, { type, user: user.name, path: row.path });
}

function toggle({ controls, user, row }: Tree) {
  if (row) controls.view.dispatch({ type: 'tree-toggled', user: user.name, path: row.path });
}

/** Closes the directory; where there is nothing to close goes to the one above. */
function goLeft(tree: Tree) {
  const { row, view } = tree;
  if (!row) return;
  if (!row.file && !view.closed.has(row.path)) return toggle(tree);
  const end = row.path.lastIndexOf('/');
  if (end > 0) moveTo(tree, row.path.slice(0, end));
}

/** Opens the directory; where it is open goes to its first row. */
function goRight(tree: Tree) {
  const { row, view, user } = tree;
  if (!row || row.file) return;
  if (view.closed.has(row.path)) return toggle(tree);
  const rows = treeRows(user.files, view.closed);
  moveTo(tree, rows.at(rows.indexOf(row.path) + 1)?.path);
}

function scrollPreview({ controls, user, view, row }: Tree, rows: number) {
  const { layout } = sceneNow(controls);
  const { previewed } = user;
  const area = layout.kind === 'screen' ? layout.preview : undefined;
  if (!area || !previewed || previewed.path !== row?.path) return;
  const last = lastPreviewTop(previewed, controls.view.getState(), area.width, area.height);
  const before = view.preview?.path === row.path ? Math.min(last, view.preview.top) : 0;
  const top = moveCursor(last + 1, before, rows);
  controls.view.dispatch({ type: 'preview-scrolled', user: user.name, path: row.path, top });
}

function filterKey(tree: Tree, filter: string, { name, text }: KeyPress): boolean {
  if (name === 'backspace') {
    filterBy(tree, filter === '' ? undefined : withoutLast(filter));
  } else if (name === 'enter') ask(tree, 'open');
  else if (text !== '') typeIntoFilter(tree.controls, text);
  return true;
}

function treeKey(tree: Tree, name: string): boolean {
  const { controls, row } = tree;
  switch (name) {
    case 'enter':
      if (row?.file) ask(tree, 'open');
      else toggle(tree);
      return true;
    case 'left':
      goLeft(tree);
      return true;
    case 'right':
      goRight(tree);
      return true;
    case '/':
      filterBy(tree, '');
      return true;
    case 'd':
      ask(tree, 'diff');
      return true;
    case 'm':
      controls.view.dispatch({ type: 'raw-toggled' });
      return true;
    case 'J':
    case 'K':
      scrollPreview(tree, name === 'J' ? 1 : -1);
      return true;
    default:
      return false;
  }
}

function treeOf(controls: Controls): Tree | undefined {
  const { user } = sceneNow(controls);
  if (!user) return undefined;
  const view = userView(controls.view.getState(), user.name);
  const rows = shownRows(user, view);
  return { controls, user, view, row: rows.at(cursorIndex(rows, user, view)) };
}

/** A key while the tree has the focus. False: it has no use for it. */
export function filesKey(controls: Controls, press: KeyPress): boolean {
  const tree = treeOf(controls);
  const { layout } = sceneNow(controls);
  if (!tree || layout.kind !== 'screen') return false;
  const { user, view } = tree;
  const moved = rowsMoved(press.name, Math.max(1, (layout.files?.height ?? 2) - 2));
  if (moved !== undefined) {
    const rows = shownRows(user, view);
    moveTo(tree, rows.at(moveCursor(rows.length, cursorIndex(rows, user, view), moved))?.path);
    return true;
  }
  if (view.filter !== undefined) return filterKey(tree, view.filter, press);
  // Nothing to walk through: a slash begins a command again.
  return user.files.files > 0 ? treeKey(tree, press.name) : press.name === 'enter';
}

/** Text goes into the filter of the tree. False: there is none. */
export function typeIntoFilter(controls: Controls, text: string): boolean {
  const tree = treeOf(controls);
  const { filter } = tree?.view ?? {};
  if (!tree || filter === undefined || controls.view.getState().focus !== 'files') return false;
  filterBy(tree, soughtText(filter, text));
  return true;
}

/** Shows the whole tree again. False: it was shown already. */
export function endFilter(controls: Controls): boolean {
  const tree = treeOf(controls);
  if (tree?.view.filter === undefined) return false;
  filterBy(tree, undefined);
  return true;
}
