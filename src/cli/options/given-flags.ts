import type { Command } from 'commander';
import { UsageError } from '../errors.ts';

/** What was really given, to the command or before it; without that, the defaults. Given twice, the later counts. */
export function flagsOf<Given extends object>(command: Command): Given {
  const own = Object.entries(command.opts()).filter(
    ([name]) => command.getOptionValueSource(name) === 'cli',
  );
  return { ...command.optsWithGlobals(), ...Object.fromEntries(own) } as Given;
}

/** Flags that mean nothing to a command which does not have them itself. */
const withoutCommand = {
  prompt: '-p',
  user: '-u',
  report: '--report',
  seed: '--seed',
  inline: '--inline',
  mouse: '--mouse',
  screenReader: '--screen-reader',
  reducedMotion: '--reduced-motion',
  theme: '--theme',
  record: '--record',
  screenshot: '--screenshot',
} as const;

/** @throws UsageError where a flag was given that `command` could only ignore */
export function refuseIdleFlags(program: Command, command: Command): void {
  if (command === program) return;
  for (const [name, flag] of Object.entries(withoutCommand)) {
    if (program.getOptionValueSource(name) !== 'cli') continue;
    if (command.options.some((option) => option.attributeName() === name)) continue;
    throw new UsageError(`${flag} means nothing to ${command.name()}: leave it out`);
  }
}

/**
 * `-u` takes every word that follows: a command there would be a user, and not be run.
 * @throws UsageError where that happened
 */
export function refuseTakenCommand(
  argv: readonly string[],
  users: readonly string[],
  commands: readonly string[],
): void {
  const taken = users.find((user) => commands.includes(user) && argv.includes(user));
  if (taken === undefined) return;
  throw new UsageError(
    `-u takes ${taken} as a user's name: to run that command leave -u out, to have that user write --user=${taken}`,
  );
}
