import type { ViewCommand } from '../../repl/command.ts';
import { commandDefinitions } from '../../repl/command-language.ts';

/** What these do can be done to a screen only: lines that were said are said. */
const screenOnly = [
  'panel',
  'page-up',
  'page-down',
  'top',
  'bottom',
  'clear',
  'redraw',
  'mouse',
  'screenshot',
  'play',
] as const satisfies readonly ViewCommand['view'][];

export type ScreenOnly = (typeof screenOnly)[number];

export const isScreenOnly = (name: string): name is ScreenOnly =>
  (screenOnly as readonly string[]).includes(name);

/** The slash commands that can be given here. */
export const lineCommands = commandDefinitions.filter(({ name }) => !isScreenOnly(name));
