import type { ScreenState } from '../../screen/state.ts';
import { complete } from '../prompt/completion.ts';
import { commandCandidate, completionSources } from '../prompt/completion-sources.ts';
import { lineCommands } from './commands.ts';

const commands = lineCommands.map(commandCandidate);

/** A candidate is written to the terminal as it is. */
const unsafe = /[\p{C}\u2028\u2029]/u;

/** A line can only be gone on with, not be replaced by what resembles it. */
const noFuzzy = { search: () => [] };

/** What a line could go on with: the candidates, and the end of the line that each of them would replace. */
export function completeLine(line: string, state: ScreenState): [string[], string] {
  const completion = complete(line, line.length, completionSources(state, commands), noFuzzy);
  if (!completion) return [[], ''];
  const typed = line.slice(completion.start);
  const names = completion.candidates.map(({ name }) => name);
  return [names.filter((name) => name.startsWith(typed) && !unsafe.test(name)), typed];
}
