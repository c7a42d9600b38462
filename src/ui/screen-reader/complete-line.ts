import { commandDefinitions } from '../../repl/command-language.ts';
import { emptyTree, filesIn } from '../../screen/file-tree.ts';
import { clientsInOrder, selectedUser } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';

type Words = (state: ScreenState) => readonly string[];

const commands: Words = () => commandDefinitions.map(({ name }) => `/${name}`);
const users: Words = (state) => state.users.map(({ name }) => name);
const clients: Words = (state) => clientsInOrder(state).map(({ id }) => id);
const files: Words = (state) =>
  Array.from(filesIn(selectedUser(state)?.files ?? emptyTree), ({ path }) => path);

const argumentOf: ReadonlyMap<string, Words> = new Map([
  ['user', users],
  ['new', users],
  ['reset', users],
  ['tab', clients],
  ['close', clients],
  ['cancel', clients],
  ['open', files],
  ['diff', files],
]);

/** A candidate is written to the terminal as it is. */
const unsafe = /[\p{C}\u2028\u2029]/u;

/** What a line could go on with: the candidates, and the end of the line that each of them would replace. */
export function completeLine(line: string, state: ScreenState): [string[], string] {
  const [, name = '', argument = ''] = /^\/(\S+) +(.*)$/.exec(line) ?? [];
  const [, mention] = /(?:^|\s)@(\S*)$/.exec(line) ?? [];
  const ofCommand = argumentOf.get(name);
  const [typed, words] = /^\/\S*$/.test(line)
    ? ([line, commands] as const)
    : ofCommand
      ? ([argument, ofCommand] as const)
      : ([mention ?? '', mention === undefined ? () => [] : files] as const);
  return [words(state).filter((word) => word.startsWith(typed) && !unsafe.test(word)), typed];
}
