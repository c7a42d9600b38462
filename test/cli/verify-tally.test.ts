import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { createTally } from '../../src/cli/commands/verify/tally.ts';

const result = (passed: boolean) => ({ check: 'it holds', passed, seen: 'it' });
it('tells the sum alone of one scenario', () => {
  const tally = createTally();
  tally.begin('short-lived', 'sessions end with their answer');
  tally.count(result(true));
  expect(tally.lines()).toEqual(['1 check passed, none failed']);
});

it('tells what held of each of several, in columns, with the title that says what was promised', () => {
  const tally = createTally();
  tally.begin('short-lived', 'sessions end with their answer');
  for (let check = 0; check < 24; check++) tally.count(result(true));
  tally.begin('漢字', 'files \u001b[2Jstay');
  for (const passed of [true, false]) tally.count(result(passed));
  expect(tally.lines().map(stripVTControlCharacters)).toEqual([
    '',
    '✓ short-lived  24 checks passed, none failed  sessions end with their answer',
    '✗ 漢字         1 check passed, 1 failed       files ␛[2Jstay',
    '',
    '25 checks passed, 1 failed',
  ]);
});

it('counts a scenario without checks', () => {
  const tally = createTally();
  tally.begin('empty', 'nothing');
  expect(tally.lines()).toEqual(['0 checks passed, none failed']);
});
