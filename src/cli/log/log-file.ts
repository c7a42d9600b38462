import { appendFileSync } from 'node:fs';
import type { ReplEvent } from '../../repl/events.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { UsageError } from '../errors.ts';
import { type LogLevel, logLevels } from './levels.ts';
import { levelOf, logged } from './logged.ts';

export type Log = (event: ReplEvent) => void;

/**
 * Adds a line of JSON to a file for each event up to a level. A file that is new can be read by nobody else; one that
 * can't be written any more is given up, since the program has better things to do.
 * @throws UsageError where it can't be written at the start
 */
export function openLog(path: string, upTo: LogLevel): Log {
  const append = (text: string) => appendFileSync(path, text, { mode: 0o600 });
  try {
    append('');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--log-file ${safeLine(path)} can not be written (${code})`);
  }
  let given = true;
  return (event) => {
    if (!given || logLevels.indexOf(levelOf(event)) > logLevels.indexOf(upTo)) return;
    try {
      append(`${JSON.stringify(logged(event))}\n`);
    } catch {
      given = false;
    }
  };
}
