import { createInterface } from 'node:readline';
import type { ViewCommand } from '../../repl/command.ts';
import { commandDefinitions, parseLine } from '../../repl/command-language.ts';
import { reportError } from '../../repl/errors.ts';
import type { ReplEvent } from '../../repl/events.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { ledgerTotals, selectedUser } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';
import { printForPeople, printJson } from '../event-printer.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Headless, withHeadless } from '../headless.ts';
import { type Io, say } from '../io.ts';
import type { Flags } from '../options.ts';
import { replOptions } from '../repl-options.ts';

/** What a command that only shows something prints where there is no screen. */
function viewLines(view: ViewCommand['view'], state: ScreenState): readonly string[] {
  switch (view) {
    case 'users':
      return state.users.map(({ name, clients }) => [name, ...clients].join(' '));
    case 'files': {
      const user = selectedUser(state) ?? state.users[0];
      const files = [...(user?.files.values() ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1));
      return files.length === 0
        ? [`${user?.name ?? 'nobody'} has no files`]
        : files.map(({ path, size, writer }) => `${safeLine(path)}\t${size} B\t${writer}`);
    }
    case 'ledger':
      return [ledgerTotals(state.ledger)];
    case 'model':
      return [state.server.status === 'ready' ? state.server.source.label : 'no server'];
    case 'help':
      return commandDefinitions.map(({ name, usage, help }) => `/${name} ${usage}\t${help}`);
    case 'clear':
    case 'quit':
      return [];
  }
}

/** Carries out one line. Says whether it could be, and whether it was the last. */
async function runLine(
  line: string,
  { repl, state }: Headless,
  io: Io,
  json: boolean,
): Promise<'done' | 'refused' | 'quit'> {
  const parsed = parseLine(line);
  if (parsed.type === 'nothing') return 'done';
  if (parsed.type === 'error') {
    say(io, `error: ${safeLine(parsed.message)}`);
    return 'refused';
  }
  const { command } = parsed;
  if (command.type === 'view') {
    if (!json) for (const each of viewLines(command.view, state())) io.stdout.write(`${each}\n`);
    return command.view === 'quit' ? 'quit' : 'done';
  }
  try {
    await repl.execute(command);
    return 'done';
  } catch (error) {
    const { message, advice } = reportError(error);
    say(io, `error: ${safeLine([message, advice].filter(Boolean).join('. '))}`);
    return 'refused';
  }
}

/**
 * Reads lines, prompts and slash commands, and carries them out one after the other; `/all` prompts at once. What was
 * read before standard input closed is finished. With `prompt`: that one instead of standard input.
 */
export async function runBatch(flags: Flags, io: Io, prompt?: string): Promise<ExitCode> {
  const json = flags.json ?? false;
  const print = json ? printJson(io) : printForPeople(io, prompt === undefined);
  let failures = 0;
  const onEvent = (event: ReplEvent) => {
    if (event.type === 'request.failed' || event.type === 'request.cancelled') failures++;
    if (event.type === 'session.leaked') failures++;
    if (event.type === 'file.opened' && !json) io.stdout.write(`${event.content}\n`);
    print(event);
  };
  return withHeadless(replOptions(flags, io), io, onEvent, async (headless) => {
    const lines =
      prompt === undefined
        ? createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })
        : [prompt];
    const stopReading = () => {
      if ('close' in lines) lines.close();
    };
    io.interrupted.addEventListener('abort', stopReading, { once: true });
    for await (const line of lines) {
      const outcome = await runLine(line, headless, io, json);
      if (outcome === 'refused') failures++;
      if (outcome === 'quit' || io.interrupted.aborted) break;
    }
    stopReading();
    if (io.interrupted.aborted) return exitCodes.interrupted;
    return failures > 0 ? exitCodes.failed : exitCodes.done;
  });
}
