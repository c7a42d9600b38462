import { expect, it } from 'vitest';
import { occurrencesOf } from '../../src/files/occurrences.ts';

it('makes no room for what is longer than the text', () => {
  const before = process.memoryUsage().arrayBuffers;
  expect(occurrencesOf('a'.repeat(10_000_000), 'aa')).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
});

it('finds those that overlap, at the beginning and at the end', () => {
  expect(occurrencesOf('aa', 'aaaa')).toEqual([0, 1, 2]);
  expect(occurrencesOf('aba', 'ababa')).toEqual([0, 2]);
  expect(occurrencesOf('aa', 'aa')).toEqual([0]);
  expect(occurrencesOf('ab', 'aa')).toEqual([]);
});
