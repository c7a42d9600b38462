import { expect, it } from 'vitest';
import { createFirstWords } from '../../../src/ui/view/first-words.ts';
import { delta, submitted } from '../../screen/events.ts';

it('tells the first words of each answer, once', () => {
  const isFirst = createFirstWords();
  const events = [
    ...submitted('alice', 'C1', 'R1', 'Hi'),
    ...submitted('bob', 'C3', 'R2', 'Hi'),
    ...delta('alice', 'C1', 'R1', 'a'),
    ...delta('alice', 'C1', 'R1', 'b'),
    ...delta('bob', 'C3', 'R2', 'c'),
  ];
  expect(events.map(isFirst)).toEqual([false, false, true, false, true]);
});
