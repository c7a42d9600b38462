import { readFile } from 'node:fs/promises';
import { safeLine } from '../../screen/safe-text.ts';
import { UsageError } from '../errors.ts';
import type { ConfigLocation } from './location.ts';
import { entriesOf, fail, failUnknown } from './readers.ts';
import { type ConfigValues, type SettingName, settingNames, settings } from './settings.ts';
import { ConfigProblem, type Tree } from './tree.ts';

/** What a configuration file says, checked. */
export interface Config {
  /** The file; undefined where there is none. */
  readonly path?: string;
  readonly values: Partial<ConfigValues>;
  /** By setting: the line that says it, from 1 on. */
  readonly lines: Readonly<Partial<Record<SettingName, number>>>;
}

export const noConfig: Config = { values: {}, lines: {} };

/** Larger files are taken for something else. */
const maximumBytes = 256 * 1024;

const secret = /token|secret|password|api_?-?key|credential/i;

function place(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function readTree(tree: Tree, lineOf: (offset: number) => number): Omit<Config, 'path'> {
  const values: Partial<Record<SettingName, unknown>> = {};
  const lines: Partial<Record<SettingName, number>> = {};
  for (const { name, offset, value } of entriesOf(tree)) {
    const known = settingNames.find((each) => each === name);
    if (known) {
      values[known] = settings[known].read(value);
      lines[known] = lineOf(offset);
    } else if (secret.test(name)) {
      fail({ offset }, `"${name}": tokens and keys are read from the environment only, remove it`);
    } else {
      failUnknown({ offset }, 'setting', name, settingNames);
    }
  }
  // Each was read by the reader of its name.
  return { values: values as Partial<ConfigValues>, lines };
}

/**
 * Reads a configuration's text. `path` is for messages.
 * @throws UsageError with file, line and column, and what was probably meant
 */
export async function parseConfig(text: string, path: string): Promise<Config> {
  const { parseYaml } = await import('./parse-yaml.ts');
  try {
    const tree = parseYaml(text);
    const read = tree ? readTree(tree, (offset) => place(text, offset).line) : noConfig;
    return { ...read, path };
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    const { line, column } = place(text, error.offset);
    throw new UsageError(`${safeLine(path)}:${line}:${column}: ${error.message}`);
  }
}

/**
 * Reads the configuration file, where there is one.
 * @throws UsageError where it can't be read, or where what it says is wrong
 */
export async function loadConfig({ path, named }: ConfigLocation): Promise<Config> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const absent = code === 'ENOENT' || code === 'ENOTDIR';
    if (absent && !named) return noConfig;
    throw new UsageError(
      absent
        ? `there is no configuration ${safeLine(path)}: config --example prints one`
        : `the configuration can not be read, name another by --config: ${safeLine(message)}`,
    );
  }
  if (bytes.length > maximumBytes) {
    throw new UsageError(`${safeLine(path)} is no configuration: it is larger than 256 KiB`);
  }
  return parseConfig(bytes.toString('utf8'), path);
}
