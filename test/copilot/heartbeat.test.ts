import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { heartbeatLimits, watchHeartbeat } from '../../src/copilot/heartbeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const { rest, patience, blindPatience, busyPatience } = heartbeatLimits;

/** A server that says nothing; how long it took until that was noticed, in ms. */
async function noticedAfter(watchBusy: () => (() => boolean) | undefined): Promise<number> {
  let noticed = Number.NaN;
  const started = performance.now();
  const stop = watchHeartbeat(
    { ask: () => new Promise(() => {}), heardAt: () => started, watchBusy },
    () => {
      noticed = performance.now() - started;
    },
  );
  await vi.advanceTimersByTimeAsync(60_000);
  stop();
  return noticed;
}

it.each([
  ['is seen to be idle', () => () => false, patience],
  ['is seen to be busy', () => () => true, busyPatience],
  ['nobody can see', () => undefined, blindPatience],
])('a silent server that %s has its time', async (_, watchBusy, limit) => {
  const noticed = await noticedAfter(watchBusy);
  expect(noticed).toBeGreaterThanOrEqual(rest + limit);
  expect(noticed).toBeLessThan(rest + limit + 1_000);
});
