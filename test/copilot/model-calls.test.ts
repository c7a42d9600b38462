import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  followModelCalls,
  type ModelCalls,
  type RetryEvent,
} from '../../src/copilot/model-calls.ts';

let told: RetryEvent[];
let calls: ModelCalls;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  calls = followModelCalls((event) => told.push(event));
});
afterEach(() => vi.useRealTimers());

const busy = { message: 'busy', status: 429 } as const;
const broken = { message: 'broken', status: undefined } as const;
const long = 60_000;

describe('a model call that failed', () => {
  it('is told of while its next try is waited for, and once', () => {
    calls.failed(busy);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(long);
    expect(told).toEqual([{ type: 'retry', reason: 'too many requests (429): busy' }]);
    calls.repeated();
    expect(told).toHaveLength(1);
  });

  it('is told of at its next try, where that comes at once', () => {
    calls.failed(busy);
    calls.repeated();
    vi.advanceTimersByTime(long);
    expect(told).toHaveLength(1);
  });

  it('is not told of as tried again where the turn ends', () => {
    calls.failed(busy);
    calls.ended();
    vi.advanceTimersByTime(long);
    expect(told).toEqual([]);
  });

  it('is not told of as tried again where it never is', () => {
    calls.failed({ message: 'bad', status: 400 });
    vi.advanceTimersByTime(long);
    expect(told).toEqual([]);
    for (let count = 0; count < 5; count++) {
      calls.failed(busy);
      calls.repeated();
    }
    calls.failed(busy);
    vi.advanceTimersByTime(long);
    expect(told).toHaveLength(5);
  });

  it('is told of once where events overtake each other', () => {
    calls.failed(busy);
    vi.advanceTimersByTime(long);
    calls.failed(busy);
    calls.repeated();
    vi.advanceTimersByTime(long);
    calls.repeated();
    expect(told.map(({ reason }) => reason)).toEqual([
      'too many requests (429): busy',
      'too many requests (429, tried 2 times): busy',
    ]);
  });

  it('makes void what it streamed, and nothing of the next one', () => {
    calls.streamed('one');
    calls.failed(broken);
    // The next try has begun, before that was told.
    calls.streamed('two');
    calls.repeated();
    calls.streamed('two');
    calls.completed();
    vi.advanceTimersByTime(long);
    expect(told).toEqual([{ type: 'retry', reason: 'the model failed: broken', message: 'one' }]);
  });

  it('is forgotten once another succeeded', () => {
    calls.failed(busy);
    calls.repeated();
    calls.completed();
    calls.repeated();
    expect(told).toHaveLength(1);
    expect(calls.givenUp(broken)).toEqual({ ...broken, tries: 0 });
  });

  it('is why the turn failed, whatever the runtime makes of it', () => {
    calls.failed(busy);
    calls.failed(busy);
    expect(calls.givenUp(broken)).toEqual({ ...busy, tries: 2 });
  });
});

it('an answer that is begun anew without a failure makes void what was streamed before', () => {
  calls.streamed('one');
  calls.streamed('one');
  calls.streamed('two');
  calls.completed();
  calls.streamed('three');
  expect(told).toMatchObject([{ message: 'one' }]);
});
