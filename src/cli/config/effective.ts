import type { Command } from 'commander';
import type { Config } from './read-config.ts';
import { type SettingName, settingNames, settings } from './settings.ts';

/** What holds for one setting, and who says so. */
export interface EffectiveSetting {
  readonly name: SettingName;
  /** Undefined where nothing is said and there is no default. */
  readonly value: unknown;
  /** `--timeout`, `COPILOT_MODEL`, `line 3` of the file, or `default`. */
  readonly origin: string;
}

function effective(
  name: SettingName,
  program: Command,
  command: Command,
  { values, lines }: Config,
  environment: NodeJS.ProcessEnv,
): EffectiveSetting {
  const { flag, variable, fallback } = settings[name];
  const fromFile = { name, value: values[name], origin: `line ${lines[name]}` };
  if (flag === undefined) {
    return values[name] === undefined ? { name, value: fallback, origin: 'default' } : fromFile;
  }
  const giver = [command, program].find((each) => each.getOptionValueSource(flag) === 'cli');
  if (giver) {
    const value: unknown = giver.getOptionValue(flag);
    const option = giver.options.find(
      (each) => each.attributeName() === flag && each.negate === (value === false),
    );
    return { name, value, origin: option?.long ?? flag };
  }
  if (program.getOptionValueSource(flag) === 'config') return fromFile;
  if (variable !== undefined && environment[variable]) {
    return { name, value: environment[variable], origin: variable };
  }
  return { name, value: program.getOptionValue(flag) ?? fallback, origin: 'default' };
}

/** Every setting as it counts, once the file was applied. */
export const effectiveSettings = (
  program: Command,
  command: Command,
  config: Config,
  environment: NodeJS.ProcessEnv,
): readonly EffectiveSetting[] =>
  settingNames.map((name) => effective(name, program, command, config, environment));
