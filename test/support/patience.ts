import { vi } from 'vitest';
import { slowness } from './slowness.ts';

/**
 * How long a quiet machine is waited for, in ms. What appears at all appears in a fraction of that. Less where tests are
 * expected to fail.
 */
const patience = Number(process.env.TEST_PATIENCE ?? 20_000);

/** Between two looks, in ms; a look at a screen takes less than one. */
const interval = 5;

const { waitFor } = vi;

/**
 * Set up before every test file: no `vi.waitFor` gives up earlier than a machine as busy as this one takes, whatever
 * limit it names.
 */
vi.waitFor = (check, options) => {
  const given = typeof options === 'number' ? { timeout: options } : options;
  const timeout = Math.max(given?.timeout ?? 0, patience * slowness());
  return waitFor(check, { interval, ...given, timeout });
};
