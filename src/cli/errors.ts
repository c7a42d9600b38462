import { CommanderError } from 'commander';
import { CopilotError } from '../copilot/errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Something is wrong with how the program was called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The errors that mean there is no server to work with. */
const noServer: readonly string[] = [
  'server-start-failed',
  'server-unreachable',
  'server-token-refused',
  'server-incompatible',
  'runtime-not-found',
];

/** How the program ends with this error: its exit code, and what it prints, where it has not been printed yet. */
export function endWith(error: unknown): { code: ExitCode; text?: string } {
  if (error instanceof CommanderError) {
    return { code: error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage };
  }
  if (error instanceof UsageError) {
    return { code: exitCodes.wrongUsage, text: `error: ${error.message}` };
  }
  if (error instanceof CopilotError) {
    const code = noServer.includes(error.code) ? exitCodes.noServer : exitCodes.failed;
    const text = [`error: ${error.message}.`, error.advice].filter(Boolean).join(' ');
    return { code, text };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: exitCodes.failed,
    text: `This is a bug in multiuser-repl, please report it:\n${stack}`,
  };
}
