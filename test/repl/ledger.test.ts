import { expect, it } from 'vitest';
import type { ReplEvent, UntimedReplEvent } from '../../src/repl/events.ts';
import { emptyLedger, liveSessions, reduceLedger } from '../../src/repl/ledger.ts';

const of = (session: string) => ({ user: 'alice', client: 'C1', request: 'R1', session });
const timed = (event: UntimedReplEvent): ReplEvent => ({
  ...event,
  time: '2026-01-01T00:00:00.000Z',
});
const fold = (...events: UntimedReplEvent[]) => events.map(timed).reduce(reduceLedger, emptyLedger);

it('adds up: created is live, gone or leaked', () => {
  const ledger = fold(
    { type: 'session.created', server: '127.0.0.1:1', ...of('s1') },
    { type: 'session.created', server: '127.0.0.1:1', ...of('s2') },
    { type: 'session.created', server: '127.0.0.1:1', ...of('s3') },
    { type: 'answer.completed', text: '', ...of('s1') },
    { type: 'session.destroyed', ...of('s1') },
    { type: 'session.confirmed-gone', milliseconds: 43, ...of('s1') },
    { type: 'session.leaked', error: { code: 'server-lost', message: '' }, ...of('s2') },
  );
  expect(ledger).toMatchObject({ created: 3, gone: 1, leaked: 1 });
  expect(liveSessions(ledger)).toBe(1);
  expect(ledger.entries.map(({ state }) => state)).toEqual(['gone', 'leaked', 'live']);
  expect(ledger.entries[0]?.milliseconds).toBe(43);
});

it('keeps a bounded list, and goes on counting', () => {
  let ledger = emptyLedger;
  for (let n = 0; n < 10_050; n++) {
    ledger = reduceLedger(
      ledger,
      timed({ type: 'session.created', server: '127.0.0.1:1', ...of(`s${n}`) }),
    );
  }
  expect(ledger.created).toBe(10_050);
  expect(ledger.entries).toHaveLength(10_000);
});

it('is untouched by what is not about a session', () => {
  const ledger = fold({ type: 'session.created', server: '127.0.0.1:1', ...of('s1') });
  expect(reduceLedger(ledger, timed({ type: 'user.added', user: 'bob' }))).toBe(ledger);
});

it('tells a server from the one that came after it at the same address', () => {
  const started = {
    type: 'server.started',
    address: 'a:1',
    kind: 'attached',
    version: '1',
    source: { kind: 'offline', model: 'm', label: 'l' },
  } as const;
  const replaced = fold(
    started,
    { type: 'session.created', server: 'a:1', ...of('s1') },
    started,
    { type: 'server.recycled', address: 'a:1', previous: 'a:1', reason: 'operator' },
    { type: 'server.ended', address: 'a:1', sessions: 1 },
    { type: 'session.created', server: 'a:1', ...of('s2') },
  );
  const states = (ledger: typeof replaced) =>
    ledger.servers.map(({ state, sessions }) => `${state} ${sessions}`);
  expect(states(replaced)).toEqual(['ended 1', 'serving 1']);
  const error = { code: 'server-lost', message: '' };
  const lost = timed({ type: 'server.lost', address: 'a:1', error, retrying: true });
  expect(states(reduceLedger(replaced, lost))).toEqual(['ended 1', 'lost 1']);
});
