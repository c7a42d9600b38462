import { errorText } from '../../repl/errors.ts';
import type { ScreenClient, ScreenUser, ServerState } from '../../screen/state.ts';
import { wrapText } from '../../screen/text.ts';
import { cell, type Line } from '../row.tsx';
import { emphasis, secondary, userColour } from '../theme.ts';

const examples = [
  'Create notes.md with three facts about tea',
  'List my files',
  'Read notes.md, then add a fourth fact to it',
];

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

/**
 * What an empty transcript says: whose it is, what answers, and what to try. Text that may hold a server's words begins
 * right of the program's own marks, as in a transcript.
 */
export function welcomeLines(
  server: ServerState,
  user: ScreenUser | undefined,
  client: ScreenClient | undefined,
  width: number,
): readonly Line[] {
  const text = (words: string): Line[] =>
    wrapText(words, Math.max(1, width - 4)).map((row) => [cell(`   ${row}`, secondary)]);
  const who: Line =
    user && client
      ? [
          cell(' This is client '),
          cell(client.id, emphasis),
          cell(' of '),
          cell(user.name, { color: userColour(user.colour), bold: true }),
        ]
      : [cell(' Nobody is here yet', emphasis)];
  return [
    [],
    who,
    ...text(answers(server)),
    [],
    ...text('Every prompt gets a session of its own, which is destroyed once it has answered.'),
    ...text('What lasts is in the files, and those no other user can see.'),
    [],
    [cell(' Try')],
    ...examples.map((example): Line => [cell('   › ', secondary), cell(example)]),
  ];
}
