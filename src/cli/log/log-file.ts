import type { ReplEvent } from '../../repl/events.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { UsageError } from '../errors.ts';
import { openBoundedFile } from './bounded-file.ts';
import { type LogLevel, logLevels } from './levels.ts';
import { levelOf, logged } from './logged.ts';

export type Log = (event: ReplEvent) => void;

/**
 * Adds a line of JSON to a file of bounded size for each event up to a level. One that can't be written any more is
 * given up, since the program has better things to do.
 * @throws UsageError where it can't be written at the start
 */
export function openLog(path: string, upTo: LogLevel): Log {
  let add: (line: string) => void;
  try {
    add = openBoundedFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--log-file ${safeLine(path)} can not be written (${code})`);
  }
  let given = true;
  return (event) => {
    if (!given || logLevels.indexOf(levelOf(event)) > logLevels.indexOf(upTo)) return;
    try {
      add(`${JSON.stringify(logged(event))}\n`);
    } catch {
      given = false;
    }
  };
}
