import type { Command } from 'commander';
import type { Config } from './read-config.ts';
import {
  type ConfigValues,
  type Setting,
  type SettingName,
  settingNames,
  settings,
} from './settings.ts';

/** Flags that say where answers come from: the file's `offline` does not stand against them. */
const chosenSource = 'providerUrl';

/** Whether the file says something that nothing before it does: no flag, no variable. */
function counts(
  name: SettingName,
  { values }: Config,
  given: (flag: string) => boolean,
  environment: NodeJS.ProcessEnv,
): boolean {
  const { flag, variable } = settings[name];
  if (values[name] === undefined || flag === undefined || given(flag)) return false;
  if (name === 'offline' && given(chosenSource)) return false;
  return variable === undefined || !environment[variable];
}

function flagValue<Name extends SettingName>(name: Name, values: Partial<ConfigValues>): unknown {
  const { toFlag }: Setting<ConfigValues[Name]> = settings[name];
  const value = values[name];
  return toFlag && value !== undefined ? toFlag(value) : value;
}

/**
 * Gives the program the values of the file where no flag, neither its own nor `command`'s, and no variable says
 * otherwise. Defaults come last.
 */
export function applyConfig(
  program: Command,
  command: Command,
  config: Config,
  environment: NodeJS.ProcessEnv,
): void {
  const given = (flag: string) =>
    [program, command].some((each) => each.getOptionValueSource(flag) === 'cli');
  for (const name of settingNames) {
    const { flag } = settings[name];
    if (flag === undefined || !counts(name, config, given, environment)) continue;
    program.setOptionValueWithSource(flag, flagValue(name, config.values), 'config');
  }
}
