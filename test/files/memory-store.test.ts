import { expect, it } from 'vitest';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { describeFileStore } from './store-contract.ts';
import { describeFileHistory } from './store-history-contract.ts';

describeFileStore('memory store', createMemoryStore);
describeFileHistory('memory store', createMemoryStore);

it('does not look at every file on each write', async () => {
  const files = createMemoryStore({ filesPerUser: 40_000 }).forUser('ann');
  const author = { client: 'C1' };
  const timeOf = async (from: number, to: number) => {
    // Time of the processor: on a busy machine the clock tells nothing.
    const start = process.cpuUsage();
    for (let i = from; i < to; i++) await files.write(`d${i % 100}/f${i}`, 'x', author);
    return process.cpuUsage(start).user / 1000;
  };
  await timeOf(0, 2000);
  const first = await timeOf(2000, 4000);
  await timeOf(4000, 38_000);
  const last = await timeOf(38_000, 40_000);
  // A rescan would make the last writes ten times as slow as the first; noise does not.
  expect(last).toBeLessThan(first * 5 + 50);
});
