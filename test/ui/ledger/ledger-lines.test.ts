import { expect, it } from 'vitest';
import { emptyLedger, type Ledger } from '../../../src/repl/ledger.ts';
import { ledgerLines } from '../../../src/ui/ledger/ledger-lines.ts';

const title = (ledger: Ledger, width: number) =>
  ledgerLines(ledger, [], { focused: false, top: 0 }, width, 3)[0]
    ?.map(({ text }) => text)
    .join('');

it.each([
  [64, / ledger +11 created · 1 live · 10 gone · 0 leaked $/],
  [49, / ledger 11 created · 1 live · 10 gone · 0 leaked $/],
  [48, / ledger +11: 1 live · 10 gone · 0 leaked $/],
  [38, / ledger +1 live · 10 gone · 0 leaked $/],
  [30, / ledger +0 leaked $/],
])('says whose totals these are in %i columns', (width, expected) => {
  const shown = title({ ...emptyLedger, created: 11, gone: 10, leaked: 0 }, width);
  expect(shown).toMatch(expected);
  expect(shown).toHaveLength(width);
});
