import { bytesText } from '../../screen/bytes-text.ts';
import { isChanged, type TreeRow, treeRows } from '../../screen/file-tree.ts';
import { filesText } from '../../screen/files-text.ts';
import type { ScreenUser } from '../../screen/state.ts';
import { listTop } from '../list-window.ts';
import { cell, column, type Line, rightColumn, spread } from '../row.tsx';
import { attention, type Style, secondary, userColour } from '../theme.ts';
import { ageText } from './age.ts';

/** What the operator has done in the panel: it is kept for each user. */
export interface FilesView {
  readonly focused: boolean;
  /** The path of the row that is selected; any other row where it is gone. */
  readonly cursor?: string;
  readonly closed: ReadonlySet<string>;
}

/** The row that is selected: the first one where the path is not there. */
export const cursorIndex = (rows: readonly TreeRow[], cursor: string | undefined): number =>
  Math.max(
    0,
    rows.findIndex((row) => row.path === cursor),
  );

function titleLine(user: ScreenUser, focused: boolean, width: number): Line {
  const total = user.files.size === 0 ? 'empty' : filesText(user.files);
  const style: Style = { color: userColour(user.colour), bold: true };
  const mark = focused ? '▸' : ' ';
  return spread(
    [cell(`${mark}${user.name}'s files`, style)],
    [cell(`${total} `, secondary)],
    width,
  );
}

/** Size, revision, writer and age, in columns; the revision only where there is room. */
function details({ file }: TreeRow, width: number, now: number): string {
  if (!file) return '';
  const revision = width >= 50 ? rightColumn(`r${file.revision}`, 5) : '';
  const age = rightColumn(ageText(Date.parse(file.changedAt), now), 7);
  const writer = file.writer === 'operator' ? 'you' : file.writer;
  return `${rightColumn(bytesText(file.size), 8)}${revision}  ${column(writer, 4)}${age} `;
}

function rowLine(
  row: TreeRow,
  user: ScreenUser,
  { focused, closed }: FilesView,
  selected: boolean,
  width: number,
  now: number,
): Line {
  const changed = row.file !== undefined && isChanged(user, row.file);
  const cursor = focused && selected;
  const mark = row.file ? (changed ? '● ' : '  ') : closed.has(row.path) ? '▸ ' : '▾ ';
  const right = details(row, width, now);
  const left: Line = [
    cell(cursor ? '›' : ' '),
    cell('  '.repeat(row.depth)),
    cell(mark, changed ? attention : secondary),
    cell(row.file ? row.name : `${row.name}/`, changed || cursor ? { bold: true } : undefined),
  ];
  return spread(left, [cell(right, secondary)], width);
}

/** The panel of a user's files: a title, and as much of the tree as fits. */
export function filesLines(
  user: ScreenUser,
  view: FilesView,
  width: number,
  height: number,
  now: number,
): readonly Line[] {
  const rows = treeRows(user.files, view.closed);
  const title = titleLine(user, view.focused, width);
  if (rows.length === 0) return [title, [cell(' nothing yet: ask for a file', secondary)]];
  // While nobody walks through the list it follows what changes.
  const follow = view.focused ? view.cursor : user.latestChange?.path;
  const at = cursorIndex(rows, follow);
  const top = listTop(rows.length, height - 1, at);
  const shown = rows.slice(top, top + height - 1);
  return [
    title,
    ...shown.map((row, index) => rowLine(row, user, view, top + index === at, width, now)),
  ];
}
