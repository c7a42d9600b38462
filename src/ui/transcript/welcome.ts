import { errorText } from '../../repl/errors.ts';
import type { ScreenClient, ScreenUser, ServerState } from '../../screen/state.ts';
import { wrapText } from '../../screen/text.ts';
import type { Keymap } from '../keys/keymap.ts';
import { emphasis, secondary, userColour } from '../look/theme.ts';
import { cell, fitLine, type Line } from '../rows/row.tsx';

/** They work with every model, also with the offline one (a test asks it). */
export const examples = [
  'Create notes.md with three facts about tea',
  'List my files',
  'Read notes.md, then add a fourth fact to it',
] as const;

/** Who answers. An offline model is never to be taken for an AI. */
function answers(server: ServerState): string {
  switch (server.status) {
    case 'starting':
      return 'The server is starting. What you send now is asked as soon as it is there.';
    case 'lost':
      return server.retrying
        ? `The server is lost and tried again: ${server.error.message}`
        : `The server is lost: ${errorText(server.error)}`;
    case 'ready':
      return server.source.kind === 'offline'
        ? 'The built-in offline model answers: it is no AI, but it understands requests about files.'
        : `${server.source.label} answers, with the model ${server.source.model}.`;
  }
}

/** What one wants to do first, in this order; where there is little room, the last ones are left out. */
const firstKeys = [
  ['users', 'be another user: their files are theirs alone'],
  ['new', 'another client of this user, beside this one'],
  ['commands', 'all that can be done'],
  ['help', 'the keys'],
] as const;

function keyLines(keys: Keymap, width: number): readonly Line[] {
  const rows = firstKeys.map(
    ([action, words]) => [keys.labelOf(action) ?? `/${action}`, words] as const,
  );
  const column = Math.max(...rows.map(([key]) => key.length));
  return rows.map(([key, words]) =>
    fitLine([cell(`   ${key.padEnd(column)}`), cell(`  ${words}`, secondary)], width),
  );
}

function whose(user: ScreenUser | undefined, client: ScreenClient | undefined): Line {
  if (!user || !client) return [cell(' Nobody is here yet', emphasis)];
  return [
    cell(' This is client '),
    cell(client.id, emphasis),
    cell(' of '),
    cell(user.name, { color: userColour(user.colour), bold: true }),
  ];
}

export interface Welcome {
  readonly server: ServerState;
  readonly user: ScreenUser | undefined;
  readonly client: ScreenClient | undefined;
  readonly keys: Keymap;
  /** It is a recording's: nobody starts anything, and nobody would answer. */
  readonly replayed: boolean;
}

/**
 * What an empty transcript says: whose it is, what answers, what to try, and the keys to begin with. Where there is
 * little room, what is said last is left out. A recording says that it is one until something has happened. Text that
 * may hold a server's words begins right of the program's own marks, as in a transcript.
 */
export function welcomeLines(
  { server, user, client, keys, replayed }: Welcome,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Line[] {
  const text = (words: string): readonly Line[] =>
    wrapText(words, Math.max(1, width - 4)).map((row) => [cell(`   ${row}`, secondary)]);
  if (replayed && server.status === 'starting') {
    return [[], [cell(' A recording: nothing has happened yet', emphasis)]];
  }
  const parts: readonly (readonly Line[])[] = [
    [whose(user, client), ...text(answers(server))],
    [[cell(' Try')], ...examples.map((example): Line => [cell('   › ', secondary), cell(example)])],
    [[cell(' Keys')], ...keyLines(keys, width)],
    [
      ...text('Every prompt gets a session of its own, which is destroyed once it has answered.'),
      ...text('What lasts is in the files, and those no other user can see.'),
    ],
  ];
  const lines: Line[] = [];
  for (const part of parts) {
    if (lines.length + 1 + part.length > height) break;
    lines.push([], ...part);
  }
  return lines;
}
