import { shortSession } from './selectors.ts';
import { textWidth } from './text.ts';
import type { FateEntry } from './transcript.ts';

/** What a session went through, and how it stands: the last is what one looks for. */
const phases: Record<FateEntry['state'], readonly string[]> = {
  live: ['created'],
  answered: ['created', 'answered'],
  destroyed: ['created', 'destroyed'],
  gone: ['created', 'destroyed', 'gone ✓'],
  leaked: ['created', 'not confirmed gone', '✗ leaked'],
  cleared: ['created', 'lost', 'gone after all ✓'],
};

/** A duration for people: `43 ms`, `1.2 s`, `3 min 20 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.floor((milliseconds % 60_000) / 1000)} s`;
}

/**
 * `6f3a91 created · destroyed · gone ✓ 43 ms`: what became of a request's session, with how it ended if not well. Where
 * that takes more than `width` columns the middle goes: how it ended is said whole.
 */
export function fateText(
  { session, state, milliseconds, outcome }: FateEntry,
  width = Number.POSITIVE_INFINITY,
): string {
  const ended = outcome === 'failed' || outcome === 'cancelled' ? `${outcome} · ` : '';
  if (session === undefined) {
    return outcome === 'open' ? 'waiting for its session' : `${ended}no session was created`;
  }
  const time = milliseconds === undefined ? '' : ` ${durationText(milliseconds)}`;
  const [first = '', ...rest] = phases[state];
  const last = rest.at(-1) ?? first;
  const id = shortSession(session);
  const forms = [
    `${ended}${id} ${[first, ...rest].join(' · ')}${time}`,
    `${ended}${id} ${first} … ${last}${time}`,
    `${ended}${id} … ${last}${time}`,
    `${ended}… ${last}${time}`,
    `${ended}… ${last}`,
  ];
  return forms.find((form) => textWidth(form) <= width) ?? last;
}
