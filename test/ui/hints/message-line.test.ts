import { describe, expect, it } from 'vitest';
import { candidatesLine, messageLine } from '../../../src/ui/hints/message-line.ts';
import type { Line } from '../../../src/ui/row.tsx';

const textOf = (line: Line) => line.map(({ text }) => text).join('');

describe('messageLine', () => {
  it('is one row, cut to the width', () => {
    expect(textOf(messageLine('one\ntwo', 40))).toBe(' one␤two');
    expect(textOf(messageLine('x'.repeat(100), 10))).toBe(' xxxxxxxx…');
  });
});

describe('candidatesLine', () => {
  const texts = ['alpha', 'beta', 'gamma', 'delta'];
  it.each([
    [0, 80, ' ▸alpha   beta   gamma   delta '],
    [2, 80, '  alpha   beta  ▸gamma   delta '],
    [0, 20, ' ▸alpha   beta   ga…'],
    [2, 20, ' …  beta  ▸gamma   …'],
    [3, 12, ' … ▸delta '],
    [3, 5, ' … ▸…'],
  ])('marks candidate %i in %i columns', (index, width, expected) => {
    expect(textOf(candidatesLine({ start: 0, texts, index }, width))).toBe(expected);
  });
});
