import type { Command } from 'commander';
import { safeLine } from '../screen/safe-text.ts';
import type { ConfigLocation } from './config/location.ts';
import type { Config } from './config/read-config.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';

/** What a command is given to add itself to the program. */
export interface Registration {
  readonly program: Command;
  readonly io: Io;
  /** As typed, without the program's own name. */
  readonly argv: readonly string[];
  /** What the configuration says; read before any command runs. */
  readonly config: () => Config;
  readonly location: () => ConfigLocation;
  /** How the program ends, once the command has done its work. */
  readonly end: (code: ExitCode) => void;
}

/** Makes a command print where the program prints, and throw what is wrong instead of ending the process. */
export const configure = (command: Command, io: Io): Command =>
  command.exitOverride().configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
    // The suggestion comes on a line of its own; an error is one line here.
    outputError: (text, write) => write(`${safeLine(text.trim().replace(/\n\(/, ' ('))}\n`),
  });

/** Adds a command of this name, to be described by its caller. */
export const addCommand = ({ program, io }: Registration, name: string): Command =>
  configure(program.command(name), io);
