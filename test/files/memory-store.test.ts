import { expect, it } from 'vitest';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { describeFileStore } from './store-contract.ts';
import { describeFileHistory } from './store-history-contract.ts';

describeFileStore('memory store', createMemoryStore);
describeFileHistory('memory store', createMemoryStore);

it('does not look at every file on each write', async () => {
  const files = createMemoryStore({ filesPerUser: 40_000 }).forUser('ann');
  const author = { client: 'C1' };
  const write = async (from: number, count: number) => {
    for (let i = from; i < from + count; i++) await files.write(`d${i % 100}/f${i}`, 'x', author);
  };
  // Time of the processor, as on a busy machine the clock tells nothing; the least of four, as garbage is collected at times.
  const timeOf = async (from: number) => {
    const times: number[] = [];
    for (let round = 0; round < 4; round++) {
      const start = process.cpuUsage();
      await write(from + 500 * round, 500);
      times.push(process.cpuUsage(start).user / 1000);
    }
    return Math.min(...times);
  };
  await write(0, 2000);
  const first = await timeOf(2000);
  await write(4000, 34_000);
  const last = await timeOf(38_000);
  // A rescan would make the last writes ten times as slow as the first; noise does not.
  expect(last).toBeLessThan(first * 4 + 10);
});
