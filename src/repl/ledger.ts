import type { ReplEvent } from './events.ts';

/** What became of one session. */
export interface LedgerEntry {
  readonly session: string;
  readonly user: string;
  readonly client: string;
  readonly request: string;
  /** `cleared`: it was leaked, and is gone after all. */
  readonly state: 'live' | 'answered' | 'destroyed' | 'gone' | 'leaked' | 'cleared';
  /** ISO 8601, as the others. */
  readonly created: string;
  /** When its answer was complete: from here on it was being destroyed. */
  readonly answered?: string;
  readonly ended?: string;
  /** From created to confirmed gone; only of a session that is gone. */
  readonly milliseconds?: number;
}

/** One server, from when it was started or reached. */
export interface LedgerServer {
  /** `host:port` */
  readonly address: string;
  /** `replaced`: it takes no new request, and ends with its last one. */
  readonly state: 'serving' | 'replaced' | 'ended' | 'lost';
  /** How many sessions were created on it. */
  readonly sessions: number;
}

/** What became of every session, and of the servers that they were on: a fold over the events. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** In the order in which they were started. */
  readonly servers: readonly LedgerServer[];
  readonly created: number;
  /** Confirmed gone when their requests ended. */
  readonly gone: number;
  /** Not confirmed gone to this day. */
  readonly leaked: number;
  /** Leaked at first, most often since the server was lost, and gone after all. */
  readonly cleared: number;
}

export const emptyLedger: Ledger = {
  entries: [],
  servers: [],
  created: 0,
  gone: 0,
  leaked: 0,
  cleared: 0,
};

/** Sessions whose request still runs. */
export const liveSessions = ({ created, gone, leaked, cleared }: Ledger): number =>
  created - gone - leaked - cleared;

/** How often a server was replaced by a fresh one. */
export const replacedServers = ({ servers }: Ledger): number =>
  servers.filter(({ state }) => state === 'replaced' || state === 'ended').length;

/** The oldest entries are dropped beyond this; the totals go on counting them. */
const maximumEntries = 10_000;

function change(ledger: Ledger, session: string, update: Partial<LedgerEntry>): Ledger {
  const index = ledger.entries.findLastIndex((entry) => entry.session === session);
  const entry = ledger.entries[index];
  if (!entry) return ledger;
  return { ...ledger, entries: ledger.entries.with(index, { ...entry, ...update }) };
}

/**
 * Changes one server. Attaching anew to the same address makes two of that address: what is told of a serving one then
 * means the newer (`findLast`), and what is told of one that is leaving the older.
 */
function changeServer(ledger: Ledger, index: number, update: Partial<LedgerServer>): Ledger {
  const server = ledger.servers[index];
  if (!server) return ledger;
  return { ...ledger, servers: ledger.servers.with(index, { ...server, ...update }) };
}

const isIn =
  (address: string, ...states: readonly LedgerServer['state'][]) =>
  (server: LedgerServer) =>
    server.address === address && states.includes(server.state);

/** Folds one event into the ledger. Pure. Events that are not about a session's fate leave it as it is. */
export function reduceLedger(ledger: Ledger, event: ReplEvent): Ledger {
  switch (event.type) {
    case 'session.created': {
      const { session, user, client, request, time } = event;
      const entry: LedgerEntry = { session, user, client, request, state: 'live', created: time };
      const kept =
        ledger.entries.length < maximumEntries ? ledger.entries : ledger.entries.slice(1);
      const on = ledger.servers.findLastIndex(isIn(event.server, 'serving', 'replaced'));
      const sessions = (ledger.servers[on]?.sessions ?? 0) + 1;
      const counted = changeServer(ledger, on, { sessions });
      return { ...counted, created: ledger.created + 1, entries: [...kept, entry] };
    }
    case 'server.started': {
      const server: LedgerServer = { address: event.address, state: 'serving', sessions: 0 };
      return { ...ledger, servers: [...ledger.servers, server] };
    }
    case 'server.recycled':
      return changeServer(ledger, ledger.servers.findIndex(isIn(event.previous, 'serving')), {
        state: 'replaced',
      });
    case 'server.ended': {
      const replaced = ledger.servers.findIndex(isIn(event.address, 'replaced'));
      const serving = ledger.servers.findIndex(isIn(event.address, 'serving'));
      return changeServer(ledger, replaced < 0 ? serving : replaced, { state: 'ended' });
    }
    case 'server.lost':
      return changeServer(ledger, ledger.servers.findLastIndex(isIn(event.address, 'serving')), {
        state: 'lost',
      });
    case 'answer.completed':
      return change(ledger, event.session, { state: 'answered', answered: event.time });
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
    case 'session.cleared': {
      const next = change(ledger, event.session, { state: 'cleared', ended: event.time });
      return { ...next, leaked: next.leaked - 1, cleared: next.cleared + 1 };
    }
    default:
      return ledger;
  }
}
