import { vi } from 'vitest';

/**
 * How long is waited for what should appear, in ms. What appears at all does so in a fraction of it; on a busy machine
 * vitest's own second is no fair limit, and a test must not fail because a machine is busy.
 */
const patience = 20_000;

const { waitFor } = vi;

/** Set up before every test file: no `vi.waitFor` gives up sooner, whatever limit it names. */
vi.waitFor = (check, options) => {
  const given = typeof options === 'number' ? { timeout: options } : options;
  return waitFor(check, {
    interval: 5,
    ...given,
    timeout: Math.max(given?.timeout ?? 0, patience),
  });
};
