import { type Command, Option } from 'commander';
import {
  defaultUiSettings,
  type ThemeName,
  themeNames,
  type UiSettings,
} from '../../ui/settings.ts';
import type { ConfigValues } from '../config/settings.ts';
import { oneOf } from './options.ts';

/** How the screen is to be. They mean nothing without one. */
export interface ScreenFlags {
  readonly inline?: boolean;
  readonly mouse?: boolean;
  readonly screenReader?: boolean;
  readonly reducedMotion?: boolean;
  readonly theme?: ThemeName;
}

const switches = [
  ['inline', 'stay in the normal screen'],
  ['mouse', 'listen to the mouse (the terminal then selects no text)'],
  ['screen-reader', 'one line for each thing that happens, no boxes'],
  ['reduced-motion', 'nothing moves by itself'],
] as const;

export function addScreenFlags(command: Command): Command {
  for (const [name, help] of switches) {
    command.option(`--${name}`, help);
    // To undo for once what the configuration says.
    command.addOption(new Option(`--no-${name}`).hideHelp());
  }
  return command.option(
    '--theme <name>',
    `colours for which background: ${themeNames.join(', ')}`,
    oneOf(themeNames),
  );
}

/** What flags and configuration say, and the defaults for what they do not. */
export function uiSettings(
  flags: ScreenFlags,
  { panel, colours, keys }: Partial<ConfigValues>,
): UiSettings {
  const { inline, mouse, screenReader, reducedMotion, theme } = defaultUiSettings;
  return {
    ...defaultUiSettings,
    ...(colours && { colours: colours.roles, userColours: colours.users }),
    ...(keys && { keys }),
    panel: { ...defaultUiSettings.panel, ...panel },
    inline: flags.inline ?? inline,
    mouse: flags.mouse ?? mouse,
    screenReader: flags.screenReader ?? screenReader,
    reducedMotion: flags.reducedMotion ?? reducedMotion,
    theme: flags.theme ?? theme,
  };
}
