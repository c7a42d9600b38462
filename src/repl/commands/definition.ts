import type { Command, ViewCommand } from '../command.ts';
import { checkClientName, checkUserName, maximumClientNumber, parseClientId } from '../names.ts';

/** A prompt's limit, in bytes of UTF-8. */
export const maximumPromptBytes = 256 * 1024;

/** What a typed line says. */
export type ParsedLine =
  | { readonly type: 'nothing' }
  | { readonly type: 'command'; readonly command: Command | ViewCommand }
  /** The line can't be carried out: `message` says why and what to type instead. */
  | { readonly type: 'error'; readonly message: string };

/** One slash command: how it is typed, what it does, and how its arguments are read. */
export interface CommandDefinition {
  /** Without the slash. */
  readonly name: string;
  /** What follows the name, as shown in help: `<needed>`, `[may be left out]`. */
  readonly usage: string;
  readonly help: string;
  readonly parse: (rest: string) => ParsedLine;
}

/** Commands about one thing, under the heading that help gives them. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly CommandDefinition[];
}

/** It can't be carried out without one. */
export const needsArgument = ({ usage }: Pick<CommandDefinition, 'usage'>): boolean =>
  usage.startsWith('<');

/** Text of the operator's as a message repeats it. */
export const repeated = (text: string): string => `"${text.slice(0, 64)}"`;

export const command = (parsed: Command | ViewCommand): ParsedLine => ({
  type: 'command',
  command: parsed,
});

export const refuse = (message: string): ParsedLine => ({ type: 'error', message });

/** A command without arguments. */
export const plain = (
  name: string,
  help: string,
  parsed: Command | ViewCommand,
): CommandDefinition => ({
  name,
  usage: '',
  help,
  parse: (rest) =>
    rest === '' ? command(parsed) : refuse(`/${name} takes no argument: leave out what follows it`),
});

/** A command that only changes what is shown, called as the view is. */
export const view = (name: ViewCommand['view'], help: string): CommandDefinition =>
  plain(name, help, { type: 'view', view: name });

export function withUser(rest: string, use: (user: string) => ParsedLine): ParsedLine {
  const checked = checkUserName(rest);
  return 'problem' in checked
    ? refuse(`${checked.problem}: ${rest.slice(0, 64)}`)
    : use(checked.name);
}

/** Takes a client's id, or what may be the name that the operator gave it. */
export function withClient(rest: string, use: (client: string) => ParsedLine): ParsedLine {
  const id = parseClientId(rest);
  if (id) return use(id);
  const checked = checkClientName(rest);
  return 'problem' in checked
    ? refuse(`${repeated(rest)} is no client: write C1, C2, … C${maximumClientNumber}, or its name`)
    : use(checked.name);
}

export function withPrompt(text: string, use: (text: string) => ParsedLine): ParsedLine {
  const bytes = Buffer.byteLength(text);
  return bytes > maximumPromptBytes
    ? refuse(
        `a prompt has at most 256 KiB, this one has ${Math.ceil(bytes / 1024)} KiB: send less at once`,
      )
    : use(text);
}

/** Takes a user who may be left out. */
export const optionalUser =
  (named: { readonly type: 'new' } | { readonly type: 'reset'; readonly confirmed?: true }) =>
  (rest: string): ParsedLine =>
    rest === '' ? command(named) : withUser(rest, (user) => command({ ...named, user }));

/** Takes a client that may be left out. */
export const optionalClient =
  (type: 'close' | 'cancel') =>
  (rest: string): ParsedLine =>
    rest === '' ? command({ type }) : withClient(rest, (client) => command({ type, client }));
