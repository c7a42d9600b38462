import { closeSync, openSync, readSync } from 'node:fs';
import type { ReplEvent } from '../../repl/events.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { UsageError } from '../errors.ts';
import { openBoundedFile, PlaceTaken } from './bounded-file.ts';
import { type LogLevel, logLevels } from './levels.ts';
import { levelOf, lineStart, logged } from './logged.ts';

export type Log = (event: ReplEvent) => void;

/** Whether a file begins as a log does. */
function isLog(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(lineStart.length);
    return readSync(file, start) === start.length && start.toString() === lineStart;
  } finally {
    closeSync(file);
  }
}

/**
 * Adds a line of JSON to a file of bounded size for each event up to a level. One that can't be written any more is
 * given up, since the program has better things to do.
 * @throws UsageError where it can't be written at the start, or would once replace a file that is no log
 */
export function openLog(path: string, upTo: LogLevel): Log {
  let add: (line: string) => void;
  try {
    add = openBoundedFile(path, isLog);
  } catch (error) {
    if (error instanceof PlaceTaken)
      throw new UsageError(
        `--log-file ${safeLine(path)} would be moved to ${safeLine(error.path)}, which is no log: choose another name`,
      );
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
