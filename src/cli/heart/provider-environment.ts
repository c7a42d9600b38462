import { InvalidArgumentError } from 'commander';
import { chooseModel, type ModelChoice, type ModelOptions } from '../../copilot/model-choice.ts';
import { UsageError } from '../errors.ts';
import { parseProviderType, parseUrl, parseWireApi } from '../options/options.ts';

/** The variables that describe a provider, each with the flag that comes before it. */
const checks: readonly {
  readonly variable: string;
  readonly flag?: keyof ModelOptions;
  readonly parse: (text: string) => unknown;
}[] = [
  { variable: 'COPILOT_PROVIDER_BASE_URL', flag: 'providerUrl', parse: parseUrl },
  { variable: 'COPILOT_PROVIDER_TYPE', flag: 'providerType', parse: parseProviderType },
  { variable: 'COPILOT_PROVIDER_WIRE_API', parse: parseWireApi },
];

/**
 * Where answers shall come from by flags and environment. What a provider's variables hold is checked as flags are,
 * where it counts: not with another model source, nor where a flag comes before it.
 * @throws UsageError naming the variable
 */
export function modelChoice(environment: NodeJS.ProcessEnv, options: ModelOptions): ModelChoice {
  const choice = chooseModel(environment, options);
  if (choice.kind !== 'provider') return choice;
  for (const { variable, flag, parse } of checks) {
    const value = environment[variable];
    if (!value || (flag && options[flag] !== undefined)) continue;
    try {
      parse(value);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      // Not the value itself: a URL may hold a password.
      throw new UsageError(`${variable} is invalid. ${error.message}`);
    }
  }
  return choice;
}
