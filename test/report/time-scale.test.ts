import { describe, expect, it } from 'vitest';
import { createTimeScale } from '../../src/report/time-scale.ts';

describe('a time scale', () => {
  it('is even where something happens all the time', () => {
    const { at, folds } = createTimeScale({ from: 0, to: 1000 }, [{ from: 0, to: 1000 }]);
    expect([at(0), at(250), at(1000)]).toEqual([0, 25, 100]);
    expect(folds).toEqual([]);
  });

  it('folds long idle time, before, between and after', () => {
    const busy = [
      { from: 10_000, to: 11_000 },
      { from: 500_000, to: 501_000 },
    ];
    const { at, folds } = createTimeScale({ from: 0, to: 900_000 }, busy);
    expect(folds).toEqual([
      { from: 0, to: 10_000 },
      { from: 11_000, to: 500_000 },
      { from: 501_000, to: 900_000 },
    ]);
    expect(at(11_000) - at(10_000)).toBeGreaterThan(40);
    expect(at(501_000) - at(500_000)).toBeGreaterThan(40);
    expect(at(900_000)).toBe(100);
  });

  it('leaves most of the width to what happened, however often nothing did', () => {
    const busy = Array.from({ length: 200 }, (_, index) => ({
      from: index * 100_000,
      to: index * 100_000 + 50,
    }));
    const { at } = createTimeScale({ from: 0, to: 200 * 100_000 }, busy);
    const used = busy.reduce((sum, { from, to }) => sum + at(to) - at(from), 0);
    expect(used).toBeGreaterThan(70);
  });

  it('never goes back', () => {
    const { at } = createTimeScale({ from: 0, to: 60_000 }, [
      { from: 5, to: 50 },
      { from: 30, to: 300 },
      { from: 50_000, to: 50_001 },
    ]);
    const places = Array.from({ length: 8_000 }, (_, index) => at(index * 7));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('keeps its ticks apart, and outside of folds', () => {
    const { ticks, folds } = createTimeScale({ from: 0, to: 100_000 }, [
      { from: 0, to: 800 },
      { from: 90_000, to: 91_000 },
    ]);
    expect(ticks.length).toBeGreaterThan(2);
    ticks.forEach((tick, index) => {
      if (index > 0) expect(tick.at - (ticks[index - 1]?.at ?? 0)).toBeGreaterThan(10);
      expect(folds.some(({ from, to }) => tick.moment > from && tick.moment < to)).toBe(false);
    });
  });

  it('of no time at all', () => {
    const { at, ticks } = createTimeScale({ from: 7, to: 7 }, []);
    expect(at(7)).toBe(0);
    expect(ticks.length).toBeLessThan(3);
  });
});
