import { expect, it } from 'vitest';
import { typing } from '../../../src/scenario/play/typing.ts';

const text = 'Create notes.md saying "né 👩‍👩‍👧 tea". Then read it.';
const join = (strokes: ReturnType<typeof typing>) => strokes.map((stroke) => stroke.text).join('');
const lasts = (strokes: ReturnType<typeof typing>) =>
  strokes.reduce((sum, { after }) => sum + after, 0);

it('types all of it, a character as people see it at a time, the same way each time', () => {
  const strokes = typing(text, 1, 7);
  expect(join(strokes)).toBe(text);
  expect(strokes.map((stroke) => stroke.text)).toContain('👩‍👩‍👧');
  expect(typing(text, 1, 7)).toEqual(strokes);
  expect(typing(text, 1, 8)).not.toEqual(strokes);
  expect(new Set(strokes.map(({ after }) => after)).size).toBeGreaterThan(10);
});

it('is as much faster as it is asked to be, and at once in the end', () => {
  expect(lasts(typing(text, 2, 7))).toBeCloseTo(lasts(typing(text, 1, 7)) / 2);
  expect(typing(text, 1000, 7)).toHaveLength(1);
  expect(typing('', 1, 7)).toEqual([]);
});

it('makes nobody wait for a long prompt', () => {
  const long = text.repeat(100);
  const strokes = typing(long, 1, 7);
  expect(join(strokes)).toBe(long);
  expect(lasts(strokes)).toBeCloseTo(5_000);
});
