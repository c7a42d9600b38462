import { describe, expect, it } from 'vitest';
import { emptyLedger, type Ledger, type LedgerEntry } from '../../../src/repl/ledger.ts';
import { ledgerLines } from '../../../src/ui/ledger/ledger-lines.ts';
import { sessionBar } from '../../../src/ui/ledger/session-bar.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const at = (milliseconds: number) => new Date(start + milliseconds).toISOString();

const gone = (session: string, milliseconds: number, more: Partial<LedgerEntry> = {}) =>
  ({
    session,
    user: 'alice',
    client: 'C1',
    request: 'R1',
    state: 'gone',
    created: at(0),
    answered: at(milliseconds * 0.75),
    ended: at(milliseconds),
    milliseconds,
    ...more,
  }) satisfies LedgerEntry;

const draw = (ledger: Ledger, width: number, height: number, cursor?: string) =>
  ledgerLines(
    ledger,
    [],
    { focused: cursor !== undefined, ...(cursor !== undefined && { cursor }) },
    width,
    height,
    start + 1000,
  ).map((line) => line.map(({ text }) => text).join(''));

it.each([
  [64, / ledger +11 created · 1 live · 10 gone · 0 leaked $/],
  [49, / ledger 11 created · 1 live · 10 gone · 0 leaked $/],
  [48, / ledger +11: 1 live · 10 gone · 0 leaked $/],
  [38, / ledger +1 live · 10 gone · 0 leaked $/],
  [30, / ledger +0 leaked $/],
])('says whose totals these are in %i columns', (width, expected) => {
  const [shown] = draw({ ...emptyLedger, created: 11, gone: 10, leaked: 0 }, width, 3);
  expect(shown).toMatch(expected);
  expect(shown).toHaveLength(width);
});

it.each([
  [60, ' server 127.0.0.1:44083 · 1 session served'],
  [38, ' server 127.0.0.1:44083 · 1 served'],
])(
  'in %i columns the server has served so many sessions, and does not have them',
  (width, expected) => {
    const address = '127.0.0.1:44083';
    const servers = [{ address, time: '', state: 'serving' as const, sessions: 1 }];
    const [, shown] = draw({ ...emptyLedger, servers }, width, 4);
    expect(shown?.trimEnd()).toBe(expected);
  },
);

describe('a session', () => {
  it('is a bar to scale: worked, then destroyed', () => {
    expect(sessionBar(gone('a', 400), 400, 8, start)).toBe('██████▒▒');
    expect(sessionBar(gone('a', 100), 400, 8, start)).toBe('█▒');
    expect(sessionBar(gone('a', 1), 400, 8, start)).toBe('█');
    const { answered: _, ended: __, milliseconds: ___, ...live } = gone('a', 0);
    expect(sessionBar({ ...live, state: 'live' }, 400, 8, start + 200)).toBe('████');
  });

  it.each([40, 46, 60, 120])('stands in %i columns with its client, time and state', (width) => {
    const entries = [gone('aaaaaa1', 40), gone('bbbbbb2', 80, { client: 'C2', state: 'leaked' })];
    const [, , newest, oldest] = draw({ ...emptyLedger, entries }, width, 6);
    expect(newest).toMatch(/^ C2 .*bbbbbb .*80 ms ✗ leaked $/);
    expect(oldest).toMatch(/^ C1 .*aaaaaa .*40 ms ✓ gone {3}$/);
    expect(newest).toHaveLength(width);
    if (width >= 60) expect(newest).toContain('alice');
  });

  it('is shown however far down the list it is selected', () => {
    const entries = Array.from({ length: 100 }, (_, n) => gone(`s${n}`.padEnd(6, '_'), n));
    const lines = draw({ ...emptyLedger, entries }, 60, 8, 's7____');
    expect(lines).toHaveLength(8);
    expect(lines.filter((line) => line.startsWith('›'))).toEqual([
      expect.stringContaining('s7____'),
    ]);
  });
});
