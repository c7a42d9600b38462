import { shortSession } from './selectors.ts';
import type { FateEntry } from './transcript.ts';

const phases: Record<FateEntry['state'], string> = {
  live: 'created',
  answered: 'created · answered',
  destroyed: 'created · destroyed',
  gone: 'created · destroyed · gone ✓',
  leaked: 'created · not confirmed gone ✗ leaked',
  cleared: 'created · lost · gone after all ✓',
};

/** A duration for people: `43 ms`, `1.2 s`, `3 min 20 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.floor((milliseconds % 60_000) / 1000)} s`;
}

/** `6f3a91 created · destroyed · gone ✓ 43 ms`: what became of a request's session, with how it ended if not well. */
export function fateText({ session, state, milliseconds, outcome }: FateEntry): string {
  const ended = outcome === 'failed' || outcome === 'cancelled' ? `${outcome} · ` : '';
  if (session === undefined) {
    return outcome === 'open' ? 'waiting for its session' : `${ended}no session was created`;
  }
  const time = milliseconds === undefined ? '' : ` ${durationText(milliseconds)}`;
  return `${ended}${shortSession(session)} ${phases[state]}${time}`;
}
