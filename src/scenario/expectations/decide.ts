import type { ReplEvent } from '../../repl/events.ts';
import type { CheckResult } from '../../repl/play.ts';

type EventOf<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;

export const ofType = <Type extends ReplEvent['type']>(
  events: readonly ReplEvent[],
  type: Type,
): readonly EventOf<Type>[] =>
  events.filter((event): event is EventOf<Type> => event.type === type);

/** `seen` is told where the check failed, `came` where it passed. */
export const decide = (check: string, passed: boolean, seen: string, came = ''): CheckResult => ({
  check,
  passed,
  seen: passed ? came : seen,
});

export const short = (text: string, length = 200): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

export const quoted = (text: string): string => `"${short(text)}"`;

export const listed = (words: readonly string[]): string =>
  words.length === 0 ? 'none' : short(words.join(', '), 1_000);

export const secondsText = (milliseconds: number): string => `${milliseconds / 1000} s`;
