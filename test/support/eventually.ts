import { vi } from 'vitest';

/** `vi.waitFor` with the patience that a busy machine takes: it gives up after 10 s, not after one. */
export const eventually = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 });
