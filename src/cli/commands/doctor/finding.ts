import { jsonLine } from '../../../recording/json-line.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import type { Io } from '../../io.ts';
import { mark } from '../../output/mark.ts';

export interface Finding {
  readonly what: string;
  readonly found: string;
  readonly wrong?: boolean;
}

/** Prints a line for each, for people or as JSON, and says how to end after that. */
export function printFindings(
  findings: readonly Finding[],
  { stdout }: Pick<Io, 'stdout'>,
  json = false,
): ExitCode {
  for (const { what, found, wrong } of findings) {
    stdout.write(
      json
        ? jsonLine({ type: 'doctor', what, found, ok: !wrong })
        : `${mark(!wrong)} ${what.padEnd(12)} ${safeLine(found)}\n`,
    );
  }
  return findings.some(({ wrong }) => wrong) ? exitCodes.failed : exitCodes.done;
}
