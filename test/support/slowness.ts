import { availableParallelism, loadavg } from 'node:os';

/** How many times longer than on a quiet machine things may take now, from 1 to 10: as many processes want each core. */
export const slowness = (): number => {
  const [lastMinute = 0] = loadavg();
  return Math.min(10, Math.max(1, lastMinute / availableParallelism()));
};
