import { bytesText } from '../../screen/bytes-text.ts';
import type { ScreenFile } from '../../screen/file-tree.ts';
import { filesText } from '../../screen/files-text.ts';
import { markOf } from '../../screen/selectors.ts';
import type { ScreenUser } from '../../screen/state.ts';
import type { TreeRow, TreeRows } from '../../screen/tree-rows.ts';
import { attention, type Style, secondary, userColour } from '../look/theme.ts';
import { listTop } from '../rows/list-window.ts';
import { cell, column, type Line, rightColumn, spread } from '../rows/row.tsx';
import { soughtCells } from '../search/search-line.ts';
import { cursorIndex, shownRows, type TreeView } from './tree.ts';
import { whenText } from './when.ts';

/** What the operator has done in the panel: it is kept for each user. */
export interface FilesView extends TreeView {
  readonly focused: boolean;
}

function titleLine(user: ScreenUser, { focused, filter }: FilesView, hits: number, width: number) {
  const style: Style = { color: userColour(user.colour), bold: true };
  const whose = cell(`${focused ? '▸' : ' '}${user.name}'s files`, style);
  if (filter !== undefined) {
    const typed = [cell(' '), ...soughtCells({ text: filter, typing: true })];
    return spread([whose, ...typed], [cell(`${hits} of ${user.files.files} `, secondary)], width);
  }
  const total = user.files.files === 0 ? 'empty' : filesText(user.files);
  const stale: Line = user.stale ? [cell('stale · ', attention)] : [];
  return spread([whose], [...stale, cell(`${total} `, secondary)], width);
}

/** Columns that a name keeps before details go. */
const leastName = 18;

interface Detail {
  readonly width: number;
  readonly text: (file: ScreenFile, now: number) => string;
}

const size: Detail = { width: 8, text: (file) => rightColumn(bytesText(file.size), 8) };
const revision: Detail = { width: 5, text: (file) => rightColumn(`r${file.revision}`, 5) };
const writer: Detail = {
  width: 6,
  text: (file) => `  ${column(file.writer === 'operator' ? 'you' : file.writer, 4)}`,
};
/** Who, and at which other REPL. */
const writerAtOrigin: Detail = {
  width: 18,
  text: (file) =>
    file.origin === undefined
      ? `${writer.text(file, 0)}${' '.repeat(12)}`
      : `  ${column(`${file.writer === 'operator' ? 'op' : file.writer}@${file.origin}`, 16)}`,
};
const when: Detail = {
  width: 7,
  text: (file, now) => rightColumn(whenText(Date.parse(file.changedAt), now), 7),
};

const inOrder = [size, revision, writerAtOrigin, writer, when];
const byImportance = [size, when, writer, revision];
const byImportanceWhereShared = [size, when, writerAtOrigin, revision];

/** The details that there is room for: the least important go first. */
function detailsFor(width: number, shared: boolean): readonly Detail[] {
  let room = width - leastName - ' › ● '.length;
  const fitting = (shared ? byImportanceWhereShared : byImportance).filter((detail) => {
    room -= detail.width;
    return room >= 0;
  });
  return inOrder.filter((detail) => fitting.includes(detail));
}

/** A name, with the letters that were searched for standing out. */
function nameCells({ name, hits = [] }: TreeRow, style: Style | undefined): Line {
  const cells: Line[number][] = [];
  let from = 0;
  for (const hit of hits) {
    if (hit > from) cells.push(cell(name.slice(from, hit), style));
    cells.push(cell(name.charAt(hit), { ...style, underline: true, bold: true }));
    from = hit + 1;
  }
  return [...cells, cell(name.slice(from), style)];
}

interface RowLook {
  readonly user: ScreenUser;
  readonly closed: ReadonlySet<string>;
  readonly details: readonly Detail[];
  readonly width: number;
  readonly now: number;
}

function rowLine(
  row: TreeRow,
  cursor: boolean,
  { user, closed, details, width, now }: RowLook,
): Line {
  const { file } = row;
  const changed = file && markOf(user, file);
  const mark = file ? (changed ? '● ' : '  ') : closed.has(row.path) ? '▸ ' : '▾ ';
  const strong = cursor || changed === 'fresh' ? { bold: true } : undefined;
  const indent = Math.min(2 * row.depth, Math.floor(width / 3));
  const left: Line = [
    cell(cursor ? '›' : ' '),
    cell(' '.repeat(indent)),
    cell(mark, changed === 'fresh' ? attention : secondary),
    ...nameCells(file ? row : { ...row, name: `${row.name}/` }, strong),
  ];
  const right = file ? `${details.map(({ text }) => text(file, now)).join('')} ` : '';
  return spread(left, [cell(right, secondary)], width);
}

/** Above the list. */
const titleRows = 1;

/** The row of the list that is the first one shown, and the one that is marked, while nobody walks through it too. */
function windowOf(rows: TreeRows, user: ScreenUser, view: FilesView, height: number) {
  // While nobody walks through the list it follows what changes.
  const at = view.focused ? cursorIndex(rows, user, view) : rows.indexOf(user.latestChange ?? '');
  return { at, top: listTop(rows.length, height - titleRows, at) };
}

/** The path that stands in this row of the panel, counted from its title; undefined where there is none. */
export function pathAt(
  user: ScreenUser,
  view: FilesView,
  height: number,
  y: number,
): string | undefined {
  const rows = shownRows(user, view);
  const { top } = windowOf(rows, user, view, height);
  return y < titleRows ? undefined : rows.at(top + y - titleRows)?.path;
}

/** The panel of a user's files: a title, and as much of the tree as fits. */
export function filesLines(
  user: ScreenUser,
  view: FilesView,
  width: number,
  height: number,
  now: number,
): readonly Line[] {
  const rows = shownRows(user, view);
  const title = titleLine(user, view, rows.length, width);
  if (user.files.files === 0) return [title, [cell(' nothing yet: ask for a file', secondary)]];
  if (rows.length === 0) return [title, [cell(' no path matches: Esc shows all', secondary)]];
  const { at, top } = windowOf(rows, user, view, height);
  const look = {
    user,
    closed: view.closed,
    details: detailsFor(width, user.shared === true),
    width,
    now,
  };
  return [
    title,
    ...rows
      .slice(top, top + height - titleRows)
      .map((row, index) => rowLine(row, view.focused && top + index === at, look)),
  ];
}
