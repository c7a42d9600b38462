import type { ScreenClient, ScreenState, ScreenUser } from '../../screen/state.ts';
import { allEntries } from '../../screen/transcript.ts';
import { filesLines } from '../files/files-lines.ts';
import { emphasis, secondary, userColour } from '../look/theme.ts';
import { cell, fitLine, type Line, lineWidth, spread } from '../rows/row.tsx';
import { visibleLines } from '../transcript/window.ts';

/** What a user's column needs to be read, in columns. */
const narrowest = 28;

/** How many users stand side by side in this width. */
export const comparedUsers = (width: number, users: number): number =>
  Math.max(1, Math.min(users, Math.floor((width + 1) / (narrowest + 1))));

/** A line filled up to exactly `width` columns, so that another can follow it. */
function filled(line: Line | undefined, width: number): Line {
  const fitted = fitLine(line ?? [], width);
  return [...fitted, cell(' '.repeat(Math.max(0, width - lineWidth(fitted))))];
}

/** Rows of a column for what is said, and for the files, beside its title and the rule between them. */
function columnRows(height: number) {
  const tree = Math.max(2, Math.floor((height - 2) / 3));
  return { answer: Math.max(0, height - 2 - tree), tree };
}

/** All rows of the client's last request, from its prompt on. */
function lastRequest(client: ScreenClient | undefined, width: number): readonly Line[] {
  if (!client) return [];
  const all = allEntries(client.transcript);
  const from = Math.max(
    0,
    all.findLastIndex(({ kind }) => kind === 'prompt'),
  );
  const view = { entries: all.slice(from), first: from, width, open: false };
  return visibleLines({ ...view, height: Number.POSITIVE_INFINITY }, undefined).lines;
}

const more = (mark: string, rows: number): Line =>
  rows > 0 ? [cell(` ${mark} ${rows} more `, secondary)] : [];

interface Column {
  readonly user: ScreenUser;
  readonly client: ScreenClient | undefined;
  readonly width: number;
}

/** One user: whose column it is, what the user's first client was told last, and the user's files. */
function columnLines(
  { user, client, width }: Column,
  top: number | undefined,
  height: number,
  now: number,
): readonly Line[] {
  const { answer, tree } = columnRows(height);
  const said = lastRequest(client, width);
  const hidden = Math.max(0, said.length - answer);
  const above = Math.min(hidden, top ?? hidden);
  const files = filesLines(user, { focused: false, closed: new Set() }, width, tree, now);
  const title: Line = [
    cell(` ${user.name}`, { color: userColour(user.colour), bold: true }),
    cell(client ? ` ${client.id}` : ' no client yet', secondary),
  ];
  const below = more('▼', hidden - above);
  return [
    spread(title, more('▲', above), width),
    ...Array.from({ length: answer }, (_, row) => said[above + row] ?? []),
    [...below, cell('─'.repeat(width - lineWidth(below)), secondary)],
    ...Array.from({ length: tree }, (_, row) => files[row] ?? []),
  ].map((line) => filled(line, width));
}

/** The users that stand side by side in this width. */
export function shownUsers(
  users: readonly ScreenUser[],
  first: number,
  width: number,
): readonly ScreenUser[] {
  const count = comparedUsers(width, users.length);
  const from = Math.max(0, Math.min(first, users.length - count));
  return users.slice(from, from + count);
}

/** What is left over when the width is divided goes to the columns at the left. */
function columnsOf({ users, clients }: ScreenState, first: number, width: number): Column[] {
  const shown = shownUsers(users, first, width);
  const room = width - (shown.length - 1);
  return shown.map((user, index) => ({
    user,
    client: clients.get(user.clients[0] ?? ''),
    width: Math.floor(room / shown.length) + (index < room % shown.length ? 1 : 0),
  }));
}

/** How far the columns can be scrolled: the rows that the longest one hides. */
export function lastCompareTop(
  state: ScreenState,
  first: number,
  width: number,
  height: number,
): number {
  const { answer } = columnRows(height - 1);
  const rows = columnsOf(state, first, width).map(
    (column) => lastRequest(column.client, column.width).length - answer,
  );
  return Math.max(0, ...rows);
}

/**
 * The users side by side, each with the answer to its first client's last prompt and with its files: what `/all` asked
 * everybody, at one glance. `first`: the user at the left, where not all have room. `top`: rows that are scrolled away
 * above, in columns that have as many more; without it each shows its end.
 */
export function compareLines(
  state: ScreenState,
  { first, top }: { readonly first: number; readonly top?: number },
  width: number,
  height: number,
  now: number,
): readonly Line[] {
  const { users } = state;
  const columns = columnsOf(state, first, width);
  const from = users.findIndex(({ name }) => name === columns[0]?.user.name);
  const place = `${from + 1}–${from + columns.length} of ${users.length} users`;
  const hint = columns.length < users.length ? `${place} · ← → others ` : '';
  const head = spread([cell(' side by side', emphasis)], [cell(hint, secondary)], width);
  const drawn = columns.map((column) => columnLines(column, top, height - 1, now));
  const rows = Array.from(
    { length: height - 1 },
    (_, row): Line =>
      drawn.flatMap((lines, index) => [
        ...(index > 0 ? [cell('│', secondary)] : []),
        ...(lines[row] ?? []),
      ]),
  );
  return [head, ...rows];
}
