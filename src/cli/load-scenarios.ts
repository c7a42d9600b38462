import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { nearestWord } from '../repl/nearest.ts';
import { builtInNames, builtInScenario } from '../scenario/built-in.ts';
import type { Scenario } from '../scenario/model.ts';
import { parseScenario } from '../scenario/parse.ts';
import { ScenarioProblem } from '../scenario/problem.ts';
import { safeLine } from '../screen/safe-text.ts';
import { UsageError } from './errors.ts';

/** Larger files are taken for something else. */
const maximumBytes = 4 * 1024 * 1024;

const isPath = (name: string) => /[/\\]|\.ya?ml$/i.test(name);

/** Nothing where it is no plain file, or too large: a pipe would be waited for, and a device never ends. */
async function readPlainFile(path: string): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    return stat.isFile() && stat.size <= maximumBytes ? await file.readFile() : undefined;
  } finally {
    await file.close();
  }
}

async function readScenario(path: string): Promise<Scenario> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readPlainFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : message;
    throw new UsageError(`the scenario ${safeLine(path, 200)} can not be read: ${safeLine(why)}`);
  }
  if (!bytes) {
    throw new UsageError(`${safeLine(path, 200)} is no scenario: it is no file, or above 4 MiB`);
  }
  try {
    return parseScenario(bytes.toString('utf8'), path);
  } catch (error) {
    if (error instanceof ScenarioProblem) throw new UsageError(safeLine(error.message));
    throw error;
  }
}

/**
 * A scenario by what the operator calls it: a built-in one's name, or a file's (with a `/` or the ending `.yaml`).
 * @throws UsageError with file, line, column and what was probably meant
 */
export async function loadScenario(name: string): Promise<Scenario> {
  if (isPath(name)) return readScenario(name);
  const found = builtInNames.find((each) => each === name);
  if (found) return builtInScenario(found);
  const nearest = nearestWord(name, builtInNames);
  const advice = nearest
    ? `did you mean ${nearest}?`
    : `there is ${builtInNames.join(', ')}; a file's name ends in .yaml.`;
  throw new UsageError(`unknown scenario "${safeLine(name, 64)}": ${advice}`);
}
