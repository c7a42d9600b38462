import { vi } from 'vitest';

/** `vi.waitFor` for what other processes do: it looks less often. */
export const eventually = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { interval: 20 });
