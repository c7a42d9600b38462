import type { Command, Option } from 'commander';

/** An option as manuals and shells need it. */
export interface OptionOutline {
  /** `-p, --prompt <text>` */
  readonly flags: string;
  /** `-p` and `--prompt`, as far as there are both. */
  readonly names: readonly string[];
  readonly description: string;
  /** What its value is called: `file.svg`. Missing where it takes none. */
  readonly value?: string;
  readonly fallback?: string;
}

/** A command, or the program itself. */
export interface CommandOutline {
  readonly name: string;
  readonly description: string;
  /** `[options] [scenario...]` */
  readonly usage: string;
  /** What its arguments are called: `scenario`. */
  readonly arguments: readonly string[];
  readonly options: readonly OptionOutline[];
  readonly commands: readonly CommandOutline[];
}

function outlineOption({
  flags,
  short,
  long,
  description,
  defaultValue,
  defaultValueDescription,
}: Option): OptionOutline {
  const value = /[<[](?:\[user=\])?([^>\]]+?)(?:\.\.\.)?[>\]]$/.exec(flags)?.[1];
  const fallback = defaultValueDescription ?? defaultValue;
  return {
    flags,
    names: [short, long].filter((name) => name !== undefined),
    description,
    ...(value !== undefined && { value }),
    ...(fallback !== undefined && { fallback: String(fallback) }),
  };
}

/** What a program offers, read from the one description that it runs by. Hidden options are left out. */
export function outline(command: Command): CommandOutline {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.description(),
    usage: command.usage(),
    arguments: command.registeredArguments.map((argument) => argument.name()),
    options: help.visibleOptions(command).map(outlineOption),
    commands: command.commands.map(outline),
  };
}
