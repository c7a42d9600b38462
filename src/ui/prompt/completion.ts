import type { Fuzzy } from '../overlay/fuzzy.ts';

/** What may take the place of what is typed, and what is said about it. */
export interface Candidate {
  readonly name: string;
  /** What follows it. */
  readonly usage?: string;
  readonly help: string;
}

export interface NamedClient {
  readonly user: string;
  readonly client: string;
  /** The operator's own name for it. */
  readonly name?: string | undefined;
}

export interface CompletionSources {
  /** With their slash: `/user`. */
  readonly commands: readonly Candidate[];
  readonly users: readonly string[];
  readonly clients: readonly NamedClient[];
  /** What the next client would be called. */
  readonly nextClient: string;
  /** Paths of the user's files. */
  readonly files: readonly string[];
}

export type CompletionKind = 'commands' | 'users' | 'clients' | 'files';

/** Each candidate may take the place of the text `[start, end)`. At least one, best first, none with a space behind. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly Candidate[];
  /** It is a part of a prompt (`@notes.md`), not of a command. */
  readonly mention: boolean;
}

/** Nobody looks at more. */
export const maximumCandidates = 100;

/** A kind of candidates, and how to get at them. */
interface Argument {
  readonly kind: CompletionKind;
  readonly candidates: (sources: CompletionSources) => readonly Candidate[];
}

const plain = (name: string): Candidate => ({ name, help: '' });

const users: Argument = { kind: 'users', candidates: (sources) => sources.users.map(plain) };
const files: Argument = { kind: 'files', candidates: (sources) => sources.files.map(plain) };
/** By their ids, then by their names. */
const clients: Argument = {
  kind: 'clients',
  candidates: (sources) => [
    ...sources.clients.map(({ user, client, name }) => ({
      name: client,
      help: name === undefined ? user : `${user} · ${name}`,
    })),
    ...sources.clients.flatMap(({ user, client, name }) =>
      name === undefined ? [] : [{ name, help: `${user} · ${client}` }],
    ),
  ],
};
const userClients: Argument = {
  kind: 'clients',
  candidates: ({ clients: all, users: names, nextClient }) => [
    ...all.map(({ user, client, name = '' }) => ({ name: `${user}/${client}`, help: name })),
    ...all.flatMap(({ user, client, name }) =>
      name === undefined ? [] : [{ name: `${user}/${name}`, help: client }],
    ),
    // It is opened where it is not there yet.
    ...names
      .filter((name) => !all.some(({ user }) => user === name))
      .map((name) => ({ name: `${name}/${nextClient}`, help: 'a new client' })),
  ],
};
const commands: Argument = { kind: 'commands', candidates: (sources) => sources.commands };

/** What a command's argument is. A path goes to the end of the line: it may hold spaces. */
const argumentOf: Readonly<Record<string, Argument>> = {
  '/user': users,
  '/new': users,
  '/reset': users,
  '/as': userClients,
  '/tab': clients,
  '/close': clients,
  '/cancel': clients,
  '/open': files,
  '/diff': files,
  '/delete': files,
};
const pathCommands = new Set(['/open', '/diff', '/delete']);

/** What could be meant by what stands at the cursor; `undefined` where there is nothing to offer. */
export function complete(
  text: string,
  cursor: number,
  sources: CompletionSources,
  fuzzy: Pick<Fuzzy, 'search'>,
): Completion | undefined {
  const lineFrom = cursor <= 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
  const before = text.slice(lineFrom, cursor);
  const restOfWord = /^\S*/.exec(text.slice(cursor, cursor + 512))?.[0].length ?? 0;
  const end = cursor + restOfWord;
  const among = (argument: Argument, start: number, mention = false) => {
    const typed = text.slice(start, end);
    const candidates = best(
      typed,
      argument.candidates(sources),
      fuzzy,
      argument.kind === 'commands',
    );
    const [only] = candidates;
    const isDone = !only || (candidates.length === 1 && only.name === typed);
    return isDone ? undefined : { kind: argument.kind, start, end, candidates, mention };
  };
  // Only the text's first line can be a command.
  const [, command = '', space = '', argument = ''] =
    (lineFrom === 0 ? /^(\/\S*)( *)(.*)$/.exec(before) : null) ?? [];
  if (command !== '' && space === '') return among(commands, 0);
  const expected = argumentOf[command];
  if (expected && (pathCommands.has(command) || !argument.includes(' '))) {
    return among(expected, cursor - argument.length);
  }
  const mention = /(?<=^|\s)@(\S*)$/.exec(before.slice(-512))?.[1];
  return mention === undefined ? undefined : among(files, cursor - mention.length, true);
}

/**
 * Those that begin with what is typed, as they were given; then those that resemble it most. Where it is a command that
 * is typed, those only if none begins so.
 */
function best(
  typed: string,
  all: readonly Candidate[],
  fuzzy: Pick<Fuzzy, 'search'>,
  isCommand: boolean,
): readonly Candidate[] {
  const wanted = typed.toLowerCase();
  const found: Candidate[] = [];
  for (const each of all) {
    if (found.length === maximumCandidates) return found;
    if (each.name.toLowerCase().startsWith(wanted)) found.push(each);
  }
  // Who begins a command's name means one that begins so; of a path one may know any part.
  if (typed === '' || (isCommand && found.length > 0)) return found;
  const similar = fuzzy.search(typed, all).map(({ item }) => item);
  return [...new Set([...found, ...similar])].slice(0, maximumCandidates);
}
