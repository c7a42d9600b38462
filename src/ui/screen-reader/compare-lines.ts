import { filesIn } from '../../screen/file-tree.ts';
import { safeLine, safeText } from '../../screen/safe-text.ts';
import type { ScreenState, ScreenUser } from '../../screen/state.ts';
import { clientWords, filesWords, quoted } from './words.ts';

/** Of a user's files, by name: the others are counted. */
const maximumFiles = 20;

function filesLine({ name, files }: ScreenUser): string {
  const paths = Array.from(filesIn(files), ({ path }) => safeLine(path)).sort();
  const shown = paths.slice(0, maximumFiles).join(', ');
  const rest = paths.length > maximumFiles ? `, and ${paths.length - maximumFiles} more` : '';
  return `${name} has ${filesWords(paths.length)}${shown === '' ? '' : `: ${shown}${rest}`}`;
}

/** One user after the other: the files, and what the first client was answered last. */
export const compareLines = (state: ScreenState): readonly string[] =>
  state.users.flatMap((user): readonly string[] => {
    const client = state.clients.get(user.clients[0] ?? '');
    const answer = client?.answers.at(-1);
    if (!client || answer === undefined) return [filesLine(user), `${user.name} has no answer yet`];
    const lead = `last answer to ${user.name}, ${clientWords(client.id, state)}`;
    return [filesLine(user), ...quoted(lead, safeText(answer))];
  });
