import { fstatSync } from 'node:fs';
import type { Command, ViewCommand } from '../../../repl/command.ts';
import {
  commandDefinitions,
  maximumPromptBytes,
  parseLine,
} from '../../../repl/command-language.ts';
import { errorText, reportError } from '../../../repl/errors.ts';
import type { ReplEvent } from '../../../repl/events.ts';
import { identityText } from '../../../screen/identity-text.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { ledgerTotals, serverInFront } from '../../../screen/selectors.ts';
import type { ScreenState } from '../../../screen/state.ts';
import { isExpected } from '../../../screen/transfer-text.ts';
import { ReaderGone, UsageError } from '../../errors.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { openStore } from '../../heart/file-store.ts';
import { type Headless, withHeadless } from '../../heart/headless.ts';
import { withHostFiles } from '../../heart/host-files.ts';
import { replOptions } from '../../heart/repl-options.ts';
import { type Io, say } from '../../io.ts';
import type { Flags } from '../../options/options.ts';
import { printForPeople, printJson } from '../../output/event-printer.ts';
import { openReportFile } from '../../output/report-file.ts';
import { type RecordingFlags, recordedSecrets, startRecorder } from '../../recording/flags.ts';
import type { ProgramRecorder } from '../../recording/recorder.ts';
import { type InputLine, inputLines } from './input-lines.ts';

type Shown = Exclude<ViewCommand['view'], 'files'>;

/** What a command that only shows something prints where there is no screen; undefined where it needs one. */
function viewLines(view: Shown, state: ScreenState): readonly string[] | undefined {
  switch (view) {
    case 'users':
      return state.users.map(({ name, clients, identity }) =>
        [name, ...clients, ...(identity ? [identityText(identity)] : [])].join(' '),
      );
    case 'ledger':
      return [ledgerTotals(state.ledger)];
    case 'model': {
      const server = serverInFront(state);
      return [server.status === 'ready' ? server.source.label : 'no server'];
    }
    case 'help':
      return commandDefinitions.map(({ name, usage, help }) => `/${name} ${usage}\t${help}`);
    // What looks as if it had been done, a check above all, must not pass for it.
    case 'verify':
    case 'play':
    case 'record':
    case 'screenshot':
    case 'copy':
    case 'search':
      return undefined;
    default:
      // It has a meaning on a screen only, and there is nothing to miss.
      return [];
  }
}

/** The list of files is asked of the heart, so that programs that read events get it as well. */
const heard = (command: Command | ViewCommand): Command | { type: 'view'; view: Shown } => {
  if (command.type !== 'view') return command;
  const { type, view } = command;
  return view === 'files' ? { type: 'list' } : { type, view };
};

/** Carries out one line. Says whether it could be, and whether it was the last. */
async function runLine(
  line: InputLine,
  { repl, state }: Headless,
  io: Io,
  json: boolean,
): Promise<'done' | 'refused' | 'quit'> {
  const refuse = (why: string) => {
    say(io, `error: ${safeLine(why)}`);
    return 'refused' as const;
  };
  if ('problem' in line) return refuse(line.problem);
  const parsed = parseLine(line.text);
  if (parsed.type === 'nothing') return 'done';
  if (parsed.type === 'error') return refuse(parsed.message);
  const command = heard(parsed.command);
  if (command.type === 'view') {
    if (command.view === 'users') await repl.execute({ type: 'identify' });
    const lines = viewLines(command.view, state());
    if (!lines) return refuse(`/${command.view} needs the screen: it does nothing here`);
    if (!json) for (const each of lines) io.stdout.write(`${each}\n`);
    return command.view === 'quit' ? 'quit' : 'done';
  }
  try {
    await repl.execute(command);
    return 'done';
  } catch (error) {
    io.interrupted.throwIfAborted();
    return refuse(errorText(reportError(error)));
  }
}

/** A user is without files that were asked for, or the host is. What a new user has already is no fault. */
const isIncomplete = (event: ReplEvent): boolean =>
  event.type === 'seed.failed' ||
  (event.type === 'file.skipped' && !isExpected(event)) ||
  (event.type === 'transfer.completed' && event.stopped !== undefined);

/** A line holds a prompt, and who is to send it. */
const lineLimit = {
  bytes: maximumPromptBytes + 1024,
  problem: `a prompt has at most ${maximumPromptBytes / 1024} KiB: a longer line was skipped`,
};

/** @throws UsageError where standard input is nothing that can be read */
function linesOf({ stdin }: Pick<Io, 'stdin'>): AsyncIterable<InputLine> {
  // Node reads a folder as if it were empty.
  if (stdin === process.stdin && fstatSync(0).isDirectory()) {
    throw new UsageError('standard input can not be read: it is a directory');
  }
  return inputLines(stdin, lineLimit);
}

/**
 * Reads lines, prompts and slash commands, and carries them out one after the other; `/all` prompts at once. What was
 * read before standard input closed is finished. With `prompt`: that one instead of standard input. A reader that goes
 * away ends it early, but not badly.
 */
export async function runBatch(
  flags: Flags & RecordingFlags,
  io: Io,
  prompt?: string,
): Promise<ExitCode> {
  const json = flags.json ?? false;
  const print = json ? printJson(io) : printForPeople(io, prompt === undefined);
  const lines = prompt === undefined ? linesOf(io) : [{ text: prompt }];
  const report = await openReportFile(flags, io);
  let failures = 0;
  const exitCode = () => (failures > 0 ? exitCodes.failed : exitCodes.done);
  let recorder: ProgramRecorder | undefined;
  const onEvent = (event: ReplEvent) => {
    recorder?.event(event);
    report.add(event);
    if (io.interrupted.reason instanceof ReaderGone) return;
    if (event.type === 'request.failed' || event.type === 'request.cancelled') failures++;
    if (event.type === 'session.leaked' || isIncomplete(event)) failures++;
    print(event);
  };
  try {
    const here = await withHostFiles(replOptions(flags, io), flags.seed);
    const options = { ...here, ...(await openStore(flags, io.environment)) };
    // Tokens of users that are not asked with here are theirs all the same.
    const own = flags.identities ? { identities: flags.identities } : {};
    const secrets = recordedSecrets(io.environment, { ...options, ...own }, [flags.store]);
    recorder = startRecorder(flags, io, secrets, false);
    recorder.onEnd((text) => say(io, text));
    return await withHeadless(options, io, onEvent, async (headless) => {
      for await (const line of lines) {
        const outcome = await runLine(line, headless, io, json);
        if (outcome === 'refused') failures++;
        if (outcome === 'quit') break;
      }
      return exitCode();
    });
  } catch (error) {
    if (error instanceof ReaderGone) return exitCode();
    throw error;
  } finally {
    recorder?.close();
    report.write();
  }
}
