import type { ScreenClient, ScreenState, ScreenUser } from '../../screen/state.ts';
import { allEntries } from '../../screen/transcript.ts';
import { filesLines } from '../files/files-lines.ts';
import { cell, fitLine, type Line, lineWidth, spread } from '../row.tsx';
import { emphasis, secondary, userColour } from '../theme.ts';
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

/** The end of the client's last request, from its prompt on. */
function lastRequest(client: ScreenClient, width: number, height: number): readonly Line[] {
  const all = allEntries(client.transcript);
  const from = Math.max(
    0,
    all.findLastIndex(({ kind }) => kind === 'prompt'),
  );
  const view = { entries: all.slice(from), first: from, width, height, open: false };
  return visibleLines(view, undefined).lines;
}

/** One user: whose column it is, what the user's first client was told last, and the user's files. */
function columnLines(
  user: ScreenUser,
  client: ScreenClient | undefined,
  width: number,
  height: number,
  now: number,
): readonly Line[] {
  const tree = Math.max(2, Math.floor((height - 2) / 3));
  const answer = Math.max(0, height - 2 - tree);
  const title: Line = [
    cell(` ${user.name}`, { color: userColour(user.colour), bold: true }),
    cell(client ? ` ${client.id}` : ' no client yet', secondary),
  ];
  const said = client ? lastRequest(client, width, answer) : [];
  const files = filesLines(user, { focused: false, closed: new Set() }, width, tree, now);
  return [
    title,
    ...Array.from({ length: answer }, (_, row) => said[row] ?? []),
    [cell('─'.repeat(width), secondary)],
    ...Array.from({ length: tree }, (_, row) => files[row] ?? []),
  ].map((line) => filled(line, width));
}

/**
 * The users side by side, each with the answer to its first client's last prompt and with its files: what `/all` asked
 * everybody, at one glance. `first`: the user at the left, where not all have room.
 */
export function compareLines(
  { users, clients }: ScreenState,
  first: number,
  width: number,
  height: number,
  now: number,
): readonly Line[] {
  const count = comparedUsers(width, users.length);
  const from = Math.max(0, Math.min(first, users.length - count));
  const shown = users.slice(from, from + count);
  const place = `${from + 1}–${from + shown.length} of ${users.length} users`;
  const hint = shown.length < users.length ? `${place} · ← → others ` : '';
  const head = spread([cell(' side by side', emphasis)], [cell(hint, secondary)], width);
  // What is left over when the width is divided goes to the columns at the left.
  const room = width - (count - 1);
  const columns = shown.map((user, index) =>
    columnLines(
      user,
      clients.get(user.clients[0] ?? ''),
      Math.floor(room / count) + (index < room % count ? 1 : 0),
      height - 1,
      now,
    ),
  );
  const rows = Array.from(
    { length: height - 1 },
    (_, row): Line =>
      columns.flatMap((lines, index) => [
        ...(index > 0 ? [cell('│', secondary)] : []),
        ...(lines[row] ?? []),
      ]),
  );
  return [head, ...rows];
}
