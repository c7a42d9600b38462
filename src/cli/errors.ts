import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { CopilotError } from '../copilot/errors.ts';
import { RecordingError } from '../recording/errors.ts';
import { errorText, reportError } from '../repl/errors.ts';
import { safeLine, safeText } from '../screen/safe-text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Something is wrong with how the program was called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The program was asked to end before it was done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Whoever read standard output has gone, as `head` does: there is no one left to work for. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Standard output takes no more: a full disk, for one. */
export class OutputFailed extends Error {
  override readonly name = 'OutputFailed';
}

/** An error that nothing in the program caught, whatever it is: a bug. */
export class Uncaught extends Error {
  override readonly name = 'Uncaught';

  constructor(cause: unknown) {
    super('an error was not caught', { cause });
  }
}

/** The errors that mean there is no server to work with. */
const noServer: readonly string[] = [
  'server-start-failed',
  'server-unreachable',
  'server-token-refused',
  'server-incompatible',
  'runtime-not-found',
];

/** Where an error came from, and what caused it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error, { depth: 0 });
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(error.cause)}`;
}

const errorLine = (text: string) => `error: ${safeLine(text)}`;

/** How the program ends with this error: its exit code, and what it prints, where there is something to say. */
export function endWith(error: unknown): { code: ExitCode; text?: string } {
  if (error instanceof CommanderError) {
    return { code: error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage };
  }
  if (error instanceof Interrupted) return { code: exitCodes.interrupted };
  if (error instanceof ReaderGone) return { code: exitCodes.failed };
  if (error instanceof OutputFailed) {
    return { code: exitCodes.failed, text: errorLine(error.message) };
  }
  if (error instanceof UsageError) {
    return { code: exitCodes.wrongUsage, text: errorLine(error.message) };
  }
  if (error instanceof RecordingError) {
    return { code: exitCodes.wrongUsage, text: errorLine(errorText(error)) };
  }
  if (error instanceof CopilotError) {
    const code = noServer.includes(error.code) ? exitCodes.noServer : exitCodes.failed;
    return { code, text: errorLine(errorText(reportError(error))) };
  }
  const bug = error instanceof Uncaught ? error.cause : error;
  return {
    code: exitCodes.failed,
    text: `This is a bug in multiuser-repl, please report it:\n${safeText(stackOf(bug))}`,
  };
}
