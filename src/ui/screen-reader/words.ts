import { safeLine } from '../../screen/safe-text.ts';
import { shortSession } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A duration as it is spoken: `43 milliseconds`, `1.2 seconds`, `3 minutes 20 seconds`. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < 1000) return plural(Math.round(milliseconds), 'millisecond');
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} seconds`;
  const seconds = Math.floor(milliseconds / 1000);
  return `${plural(Math.floor(seconds / 60), 'minute')} ${plural(seconds % 60, 'second')}`;
}

export const bytesWords = (bytes: number): string => plural(bytes, 'byte');
export const filesWords = (files: number): string => plural(files, 'file');

/** `client C1`, with the name that the operator gave it. */
export function clientWords(id: string, { clients }: ScreenState): string {
  const name = clients.get(id)?.name;
  return name === undefined ? `client ${id}` : `client ${id}, ${name}`;
}

/** Whose something is: `alice, client C1`. */
export const who = (user: string, client: string, state: ScreenState): string =>
  `${user}, ${clientWords(client, state)}`;

export const writerWords = (writer: string, origin?: string): string =>
  origin === undefined
    ? writer === 'operator'
      ? 'you'
      : safeLine(writer)
    : `${safeLine(writer)} at ${safeLine(origin)}`;

export const sessionWords = (session: string): string => `session ${shortSession(session)}`;

/**
 * Text from outside that may have many lines. How many is said before, and they are indented: none of them passes for
 * something that happened. `text` is safe already.
 */
export function quoted(lead: string, text: string): readonly string[] {
  const lines = text.trim().split('\n');
  if (lines.length === 1) return [`${lead}: ${lines[0]}`];
  return [`${lead}, ${lines.length} lines:`, ...lines.map((line) => `  ${line}`), `end of ${lead}`];
}

/** One line of what went wrong, and what to do about it. */
export const errorWords = ({
  message,
  advice,
}: {
  readonly message: string;
  readonly advice?: string;
}): string => safeLine(advice ? `${message}. ${advice}` : message);
