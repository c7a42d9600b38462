import type { Command, ViewCommand } from './command.ts';
import { checkUserName, maximumClientNumber, parseAddress, parseClientId } from './names.ts';
import { nearestWord } from './nearest.ts';

/** A prompt's limit, in bytes of UTF-8. */
export const maximumPromptBytes = 256 * 1024;

export type ParsedLine =
  | { readonly type: 'nothing' }
  | { readonly type: 'command'; readonly command: Command | ViewCommand }
  /** The line can't be carried out: `message` says why and what to type instead. */
  | { readonly type: 'error'; readonly message: string };

/** One slash command: how it is typed, what it does, and how its arguments are read. */
export interface CommandDefinition {
  /** Without the slash. */
  readonly name: string;
  /** What follows the name, as shown in help. */
  readonly usage: string;
  readonly help: string;
  readonly parse: (rest: string) => ParsedLine;
}

const run = (command: Command | ViewCommand): ParsedLine => ({ type: 'command', command });
const refuse = (message: string): ParsedLine => ({ type: 'error', message });
const view =
  (name: ViewCommand['view']) =>
  (rest: string): ParsedLine =>
    rest === '' ? run({ type: 'view', view: name }) : refuse(`/${name} takes no argument`);

function withUser(rest: string, use: (user: string) => ParsedLine): ParsedLine {
  const checked = checkUserName(rest);
  return 'problem' in checked
    ? refuse(`${checked.problem}: ${rest.slice(0, 64)}`)
    : use(checked.name);
}

function withClient(rest: string, use: (client: string) => ParsedLine): ParsedLine {
  const client = parseClientId(rest);
  return client
    ? use(client)
    : refuse(`"${rest.slice(0, 64)}" is no client: write C1, C2, … C${maximumClientNumber}`);
}

function withPrompt(text: string, use: (text: string) => ParsedLine): ParsedLine {
  const bytes = Buffer.byteLength(text);
  return bytes > maximumPromptBytes
    ? refuse(`a prompt has at most 256 KiB, this one has ${Math.ceil(bytes / 1024)} KiB`)
    : use(text);
}

function parseAs(rest: string): ParsedLine {
  const usage = 'write /as <user>/<client> <prompt>, for example /as alice/C2 List my files';
  const match = /^([^\s/]+)\/(\S+)\s+([\s\S]+)$/.exec(rest);
  if (!match) return refuse(usage);
  const [, user = '', client = '', prompt = ''] = match;
  return withUser(user, (name) =>
    withClient(client, (id) =>
      withPrompt(prompt, (text) => run({ type: 'as', user: name, client: id, text })),
    ),
  );
}

/** Every slash command, in the order in which help shows them. */
export const commandDefinitions: readonly CommandDefinition[] = [
  {
    name: 'user',
    usage: '[name]',
    help: 'turn to this user, creating it if need be',
    parse: (rest) =>
      rest === ''
        ? run({ type: 'view', view: 'users' })
        : withUser(rest, (user) => run({ type: 'user', user })),
  },
  { name: 'users', usage: '', help: 'show the users and their clients', parse: view('users') },
  {
    name: 'new',
    usage: '[user]',
    help: 'open another client, for this user or the one named',
    parse: (rest) =>
      rest === '' ? run({ type: 'new' }) : withUser(rest, (user) => run({ type: 'new', user })),
  },
  {
    name: 'close',
    usage: '[client]',
    help: 'close this client, or the one named',
    parse: (rest) =>
      rest === ''
        ? run({ type: 'close' })
        : withClient(rest, (client) => run({ type: 'close', client })),
  },
  {
    name: 'tab',
    usage: '<client>',
    help: 'turn to this client',
    parse: (rest) => withClient(rest, (client) => run({ type: 'tab', client })),
  },
  {
    name: 'as',
    usage: '<user>/<client> <prompt>',
    help: 'prompt as this client, opening it if need be',
    parse: parseAs,
  },
  {
    name: 'all',
    usage: '<prompt>',
    help: 'prompt as every user at once',
    parse: (rest) =>
      rest === ''
        ? refuse('write /all <prompt>')
        : withPrompt(rest, (text) => run({ type: 'all', text })),
  },
  { name: 'files', usage: '', help: "show this user's files", parse: view('files') },
  {
    name: 'open',
    usage: '<path>',
    help: "show one of this user's files",
    parse: (rest) =>
      rest === '' ? refuse('write /open <path>') : run({ type: 'open', path: rest }),
  },
  {
    name: 'diff',
    usage: '[--request] <path>',
    help: 'show what the last change of a file, or the whole request, made different',
    parse: (rest) => {
      const [, request, path = ''] = /^(--request(?:\s+|$))?([\s\S]*)$/.exec(rest) ?? [];
      if (path === '') return refuse('write /diff <path>, or /diff --request <path>');
      return run({ type: 'diff', path, ...(request && { since: 'request' }) });
    },
  },
  {
    name: 'reset',
    usage: '[user]',
    help: "delete all of this user's files",
    parse: (rest) =>
      rest === '' ? run({ type: 'reset' }) : withUser(rest, (user) => run({ type: 'reset', user })),
  },
  {
    name: 'cancel',
    usage: '[client]',
    help: 'cancel what this client is doing',
    parse: (rest) =>
      rest === ''
        ? run({ type: 'cancel' })
        : withClient(rest, (client) => run({ type: 'cancel', client })),
  },
  {
    name: 'ledger',
    usage: '',
    help: 'show what became of every session',
    parse: view('ledger'),
  },
  {
    name: 'sessions',
    usage: '',
    help: 'ask the server which sessions it still knows',
    parse: (rest) =>
      rest === '' ? run({ type: 'sessions' }) : refuse('/sessions takes no argument'),
  },
  {
    name: 'restart',
    usage: '[host:port]',
    help: 'replace the server by a fresh one, or attach to this one',
    parse: (rest) => {
      if (rest === '') return run({ type: 'restart' });
      const address = parseAddress(rest);
      return address
        ? run({ type: 'restart', address })
        : refuse(
            `"${rest.slice(0, 64)}" is no server: write host:port, for example 127.0.0.1:4321`,
          );
    },
  },
  { name: 'model', usage: '', help: 'show where answers come from', parse: view('model') },
  { name: 'clear', usage: '', help: "empty this client's transcript", parse: view('clear') },
  { name: 'help', usage: '', help: 'show the keys and commands', parse: view('help') },
  { name: 'quit', usage: '', help: 'leave', parse: view('quit') },
];

const definitionByName = new Map(commandDefinitions.map((each) => [each.name, each]));

/**
 * Reads one line of the command language: a prompt, or a slash command. `//` at the start is a prompt that begins
 * with a slash. Pure; never throws.
 */
export function parseLine(line: string): ParsedLine {
  const text = line.trim();
  if (text === '') return { type: 'nothing' };
  if (!text.startsWith('/') || text.startsWith('//')) {
    const prompt = text.startsWith('//') ? text.slice(1) : text;
    return withPrompt(prompt, (checked) => run({ type: 'prompt', text: checked }));
  }
  const [, name = '', rest = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const definition = definitionByName.get(name);
  if (definition) return definition.parse(rest);
  const nearest = nearestWord(
    name,
    commandDefinitions.map((each) => each.name),
  );
  return refuse(
    `unknown command /${name.slice(0, 64)}${nearest ? `: did you mean /${nearest}?` : ': /help shows them all'}`,
  );
}
