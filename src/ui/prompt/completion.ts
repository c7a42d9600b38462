export interface CompletionSources {
  /** With their slash: `/user`. */
  readonly commands: readonly string[];
  readonly users: readonly string[];
  readonly clients: readonly { readonly user: string; readonly client: string }[];
  /** Paths of the user's files. */
  readonly files: readonly string[];
}

/** Each candidate may take the place of the text `[start, end)`. At least one, best first, none with a space behind. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
}

type Candidates = (sources: CompletionSources) => readonly string[];

const users: Candidates = (sources) => sources.users;
const files: Candidates = (sources) => sources.files;
const clients: Candidates = (sources) => sources.clients.map(({ client }) => client);

/** What a command's argument is. A path goes to the end of the line: it may hold spaces. */
const argumentOf: Readonly<Record<string, Candidates>> = {
  '/user': users,
  '/new': users,
  '/reset': users,
  '/as': (sources) => sources.clients.map(({ user, client }) => `${user}/${client}`),
  '/tab': clients,
  '/close': clients,
  '/open': files,
  '/diff': files,
};
const pathCommands = new Set(['/open', '/diff']);

/** What could be meant by what stands at the cursor; `undefined` where there is nothing to offer. */
export function complete(
  text: string,
  cursor: number,
  sources: CompletionSources,
): Completion | undefined {
  const lineFrom = cursor <= 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
  const before = text.slice(lineFrom, cursor);
  const restOfWord = /^\S*/.exec(text.slice(cursor, cursor + 512))?.[0].length ?? 0;
  const end = cursor + restOfWord;
  // Only the text's first line can be a command.
  const [, command = '', space = '', argument = ''] =
    (lineFrom === 0 ? /^(\/\S*)( *)(.*)$/.exec(before) : null) ?? [];
  if (command !== '' && space === '') return among(text, 0, end, sources.commands);
  const candidates = argumentOf[command];
  if (candidates !== undefined && (pathCommands.has(command) || !argument.includes(' '))) {
    return among(text, cursor - argument.length, end, candidates(sources));
  }
  const mention = /(?<=^|\s)@(\S*)$/.exec(before.slice(-512))?.[1];
  return mention === undefined
    ? undefined
    : among(text, cursor - mention.length, end, sources.files);
}

/** Those that begin with what is typed, then those that hold it, whatever the case. */
function among(
  text: string,
  start: number,
  end: number,
  all: readonly string[],
): Completion | undefined {
  const typed = text.slice(start, end);
  const wanted = typed.toLowerCase();
  const distinct = [...new Set(all)];
  const begins = distinct.filter((each) => each.toLowerCase().startsWith(wanted));
  const holds = distinct.filter((each) => each.toLowerCase().indexOf(wanted) > 0);
  const candidates = [...begins, ...holds];
  const isDone = candidates.length === 0 || (candidates.length === 1 && candidates[0] === typed);
  return isDone ? undefined : { start, end, candidates };
}
