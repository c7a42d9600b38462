import { jsonLine } from '../../../recording/json-line.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { padEnd } from '../../../screen/text.ts';
import type { EffectiveSetting } from '../../config/effective.ts';
import type { ConfigLocation } from '../../config/location.ts';
import type { Config } from '../../config/read-config.ts';
import { settingNames, settings } from '../../config/settings.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import type { Io } from '../../io.ts';

export interface ConfigFlags {
  readonly json?: boolean;
  /** Print a file to begin with. */
  readonly example?: boolean;
}

const exampleText = (): string =>
  [
    '# multiuser-repl reads this file from $XDG_CONFIG_HOME/multiuser-repl/config.yaml',
    '# (~/.config/multiuser-repl/config.yaml), or from where --config says.',
    '# Flags come before the environment, the environment comes before this file.',
    '# Tokens and keys are read from the environment only.',
    ...settingNames.flatMap((name) => {
      const { help, example } = settings[name];
      return ['', `# ${help}`, `# ${name}: ${example}`];
    }),
    '',
  ].join('\n');

/** A password in a URL is nobody's business. */
function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.username === '' && url.password === '') return text;
  url.username = '';
  url.password = '';
  return url.href;
}

/** A value as JSON knows it. */
function shown(value: unknown): unknown {
  if (value instanceof Map) return shown(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value === 'string') return withoutPassword(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(each)]));
}

function valueText(value: unknown): string {
  if (value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Object.entries(value).map(([name, each]) => `${name}: ${valueText(each)}`);
  return `{ ${parts.join('; ')} }`;
}

/** Prints what every setting is and who says so; or a commented file to begin with. */
export function runConfig(
  { json, example }: ConfigFlags,
  effective: readonly EffectiveSetting[],
  config: Config,
  location: ConfigLocation,
  io: Io,
): ExitCode {
  const { stdout } = io;
  if (example) {
    stdout.write(exampleText());
    return exitCodes.done;
  }
  if (json) {
    stdout.write(
      jsonLine({ type: 'config', path: location.path, found: config.path !== undefined }),
    );
    for (const { name, value, origin } of effective) {
      stdout.write(jsonLine({ type: 'setting', name, value: shown(value) ?? null, origin }));
    }
    return exitCodes.done;
  }
  const found = config.path === undefined ? ' (not there: config --example prints one)' : '';
  stdout.write(`${safeLine(location.path)}${found}\n`);
  for (const { name, value, origin } of effective) {
    const text = padEnd(safeLine(valueText(shown(value))), 34);
    stdout.write(`  ${name.padEnd(15)}${text} ${origin}\n`);
  }
  return exitCodes.done;
}
