import { clientCommands } from './commands/clients.ts';
import {
  type CommandDefinition,
  type CommandGroup,
  command,
  type ParsedLine,
  refuse,
  withPrompt,
} from './commands/definition.ts';
import { fileCommands } from './commands/files.ts';
import { playCommands } from './commands/plays.ts';
import { promptCommands } from './commands/prompts.ts';
import { recordingCommands } from './commands/recordings.ts';
import { screenCommands } from './commands/screen.ts';
import { sessionCommands } from './commands/sessions.ts';
import { nearestWord } from './nearest.ts';

export { maximumPromptBytes, type ParsedLine } from './commands/definition.ts';

/** Every slash command, in the order in which help shows them: a file for each group. */
export const commandGroups: readonly CommandGroup[] = [
  promptCommands,
  clientCommands,
  fileCommands,
  sessionCommands,
  recordingCommands,
  playCommands,
  screenCommands,
];

export const commandDefinitions: readonly CommandDefinition[] = commandGroups.flatMap(
  ({ commands }) => commands,
);

const definitionByName = new Map(commandDefinitions.map((each) => [each.name, each]));

/** The slash command of this name, without the slash. */
export const commandNamed = (name: string): CommandDefinition | undefined =>
  definitionByName.get(name);

/**
 * Reads one line of the command language: a prompt, or a slash command. `//` at the start is a prompt that begins
 * with a slash. Pure; never throws.
 */
export function parseLine(line: string): ParsedLine {
  const text = line.trim();
  if (text === '') return { type: 'nothing' };
  if (!text.startsWith('/') || text.startsWith('//')) {
    const prompt = text.startsWith('//') ? text.slice(1) : text;
    return withPrompt(prompt, (checked) => command({ type: 'prompt', text: checked }));
  }
  const [, name = '', rest = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const definition = commandNamed(name);
  if (definition) return definition.parse(rest);
  const nearest = nearestWord(name, [...definitionByName.keys()]);
  return refuse(
    `unknown command /${name.slice(0, 64)}${nearest ? `: did you mean /${nearest}?` : ': /help shows them all'}`,
  );
}
