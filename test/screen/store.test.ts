import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore, gathered } from '../../src/screen/store.ts';

const counter = () =>
  createStore((state: number, step: number) => state + step, 0, {
    canWait: (step) => step === 1,
    interval: 50,
  });

describe('createStore', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells the first of a burst at once, and the rest together', () => {
    const store = counter();
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.getState()));
    for (let step = 0; step < 100; step++) store.dispatch(1);
    expect(store.getState()).toBe(100);
    expect(seen).toEqual([1]);
    vi.advanceTimersByTime(50);
    expect(seen).toEqual([1, 100]);
  });

  it('lets what lingers begin no burst, and tells it with what follows', () => {
    const store = createStore((state: number, step: number) => state + step, 0, {
      canWait: (step) => step < 10,
      canLinger: (step) => step === 2,
      interval: 50,
    });
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.getState()));
    store.dispatch(2);
    expect(seen).toEqual([]);
    store.dispatch(10);
    expect(seen).toEqual([12]);
    store.dispatch(2);
    vi.advanceTimersByTime(50);
    expect(seen).toEqual([12, 14]);
    vi.advanceTimersByTime(200);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells what can not wait at once, with all that waited', () => {
    const store = counter();
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.getState()));
    store.dispatch(1);
    store.dispatch(1);
    store.dispatch(10);
    expect(seen).toEqual([1, 12]);
  });

  it('keeps no timer while nothing happens', () => {
    const store = counter();
    expect(vi.getTimerCount()).toBe(0);
    store.dispatch(1);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(100);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells less often where that takes long, so that keys have their turn', async () => {
    const store = counter();
    const seen: number[] = [];
    store.subscribe(() => {
      seen.push(store.getState());
      // Painting takes place in a microtask, as React's does.
      const now = performance.now();
      queueMicrotask(() => vi.spyOn(performance, 'now').mockReturnValue(now + 50));
    });
    store.dispatch(1);
    store.dispatch(1);
    await Promise.resolve();
    vi.advanceTimersByTime(199);
    expect(seen).toEqual([1]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual([1, 2]);
    vi.restoreAllMocks();
  });

  it('does not tell what changed nothing, nor who has gone', () => {
    const store = counter();
    const listener = vi.fn();
    const unsubscribe = store.subscribe(listener);
    store.dispatch(0);
    expect(listener).not.toHaveBeenCalled();
    unsubscribe();
    store.dispatch(5);
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('a gathered store', () => {
  it('tells all that happens in one turn once, when it is over', async () => {
    const store = gathered(createStore((state: number, step: number) => state + step, 0));
    const seen: number[] = [];
    const unsubscribe = store.subscribe(() => seen.push(store.getState()));
    for (let step = 0; step < 100; step++) store.dispatch(1);
    expect(store.getState()).toBe(100);
    expect(seen).toEqual([]);
    await Promise.resolve();
    expect(seen).toEqual([100]);
    unsubscribe();
    store.dispatch(1);
    await Promise.resolve();
    expect(seen).toEqual([100]);
  });
});
