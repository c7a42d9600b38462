import type { LedgerEntry } from '../../repl/ledger.ts';

/** How long a session has lived, in ms: until it ended, else until now. */
export const lifetime = ({ created, ended, milliseconds }: LedgerEntry, now: number): number =>
  milliseconds ?? Math.max(0, (ended ? Date.parse(ended) : now) - Date.parse(created));

/**
 * A session's life as a bar, where `longest` ms take the whole `width`: `█` up to its answer, `▒` while it was being
 * destroyed. At least one column; a part that took any time at all has one too, where there is room for both.
 */
export function sessionBar(
  entry: LedgerEntry,
  longest: number,
  width: number,
  now: number,
): string {
  const total = lifetime(entry, now);
  const columns = Math.max(1, Math.min(width, Math.round((total / Math.max(1, longest)) * width)));
  if (entry.answered === undefined || columns === 1) return '█'.repeat(columns);
  const working = Math.min(total, Date.parse(entry.answered) - Date.parse(entry.created));
  const share = total > 0 ? working / total : 1;
  const filled = Math.max(1, Math.min(columns - 1, Math.round(share * columns)));
  return '█'.repeat(filled) + '▒'.repeat(columns - filled);
}
