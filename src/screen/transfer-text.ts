import { errorText } from '../repl/errors.ts';
import type { ReplEvent, ReportedError } from '../repl/events.ts';
import { bytesText } from './bytes-text.ts';
import { fileCount } from './files-text.ts';
import { safeLine } from './safe-text.ts';

/** Each part by itself: a mark at the beginning of one may not join what stands before it. */
const safeErrorText = ({ message, advice }: ReportedError): string =>
  errorText({ message: safeLine(message), advice: advice && safeLine(advice) });

type EventOf<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;

/** What came of an import or export: `exported 3 files · 1.2 KB to /tmp/out; 1 skipped`. Safe. */
export function transferText(event: EventOf<'transfer.completed'>): string {
  const { direction, files, bytes, host, skipped, stopped } = event;
  const [done, preposition] = direction === 'import' ? ['imported', 'from'] : ['exported', 'to'];
  const what = files === 0 ? 'nothing' : `${fileCount(files)} · ${bytesText(bytes)}`;
  return [
    `${done} ${what} ${preposition} ${safeLine(host)}`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(stopped ? [`stopped: ${safeErrorText(stopped)}`] : []),
  ].join('; ');
}

/** Which file was left out, and why. Safe. */
export const skippedText = ({ path, error }: EventOf<'file.skipped'>): string =>
  `${safeLine(path)} skipped: ${safeErrorText(error)}`;

export const seedFailedText = ({ user, error }: EventOf<'seed.failed'>): string =>
  `${user} starts without files: ${safeErrorText(error)}`;

/** Whether nobody needs to be told: what a user is to start with and has already stays. */
export const isExpected = ({ seed, error }: EventOf<'file.skipped'>): boolean =>
  seed === true && error.code === 'exists';
