import { describe, expect, it } from 'vitest';
import { messageLine } from '../../../src/ui/hints/message-line.ts';
import type { Line } from '../../../src/ui/rows/row.tsx';

const textOf = (line: Line) => line.map(({ text }) => text).join('');

describe('messageLine', () => {
  it('is one row, cut to the width', () => {
    expect(textOf(messageLine('one\ntwo', 40))).toBe(' one␤two');
    expect(textOf(messageLine('x'.repeat(100), 10))).toBe(' xxxxxxxx…');
  });
});
