import type { ReplEvent } from './events.ts';

/** What became of one session. */
export interface LedgerEntry {
  readonly session: string;
  readonly user: string;
  readonly client: string;
  readonly request: string;
  readonly state: 'live' | 'answered' | 'destroyed' | 'gone' | 'leaked';
  /** ISO 8601. */
  readonly created: string;
  readonly ended?: string;
  /** From created to confirmed gone; only of a session that is gone. */
  readonly milliseconds?: number;
}

/** What became of every session: a fold over the events. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  readonly created: number;
  readonly gone: number;
  readonly leaked: number;
}

export const emptyLedger: Ledger = { entries: [], created: 0, gone: 0, leaked: 0 };

/** Sessions that are neither gone nor leaked. */
export const liveSessions = (ledger: Ledger): number =>
  ledger.created - ledger.gone - ledger.leaked;

/** Older entries that are settled are dropped beyond this; the totals go on counting them. */
const maximumEntries = 10_000;

function change(ledger: Ledger, session: string, update: Partial<LedgerEntry>): Ledger {
  const index = ledger.entries.findLastIndex((entry) => entry.session === session);
  const entry = ledger.entries[index];
  if (!entry) return ledger;
  return { ...ledger, entries: ledger.entries.with(index, { ...entry, ...update }) };
}

/** Folds one event into the ledger. Pure. Events that are not about a session's fate leave it as it is. */
export function reduceLedger(ledger: Ledger, event: ReplEvent): Ledger {
  switch (event.type) {
    case 'session.created': {
      const { session, user, client, request, time } = event;
      const entry: LedgerEntry = { session, user, client, request, state: 'live', created: time };
      const kept =
        ledger.entries.length < maximumEntries ? ledger.entries : ledger.entries.slice(1);
      return { ...ledger, created: ledger.created + 1, entries: [...kept, entry] };
    }
    case 'answer.completed':
      return change(ledger, event.session, { state: 'answered' });
    case 'session.destroyed':
      return change(ledger, event.session, { state: 'destroyed' });
    case 'session.confirmed-gone': {
      const { milliseconds, time } = event;
      const next = change(ledger, event.session, { state: 'gone', ended: time, milliseconds });
      return { ...next, gone: next.gone + 1 };
    }
    case 'session.leaked': {
      const next = change(ledger, event.session, { state: 'leaked', ended: event.time });
      return { ...next, leaked: next.leaked + 1 };
    }
    default:
      return ledger;
  }
}
