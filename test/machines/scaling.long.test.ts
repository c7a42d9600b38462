import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findRuntime } from '../../src/copilot/runtime-path.ts';
import { openServer } from '../../src/copilot/server.ts';
import { createRedisStore } from '../../src/files/redis/redis-store.ts';
import { startHarness } from '../integration/harness.ts';
import { testEnvironment } from '../support/environment.ts';
import { needing } from '../support/needs.ts';
import { startRedis } from '../support/redis.ts';

/* The figures of docs/scaling.md; nothing is asserted of how fast this machine is. */

const token = 'a-token-of-several-servers';

async function startServer(): Promise<string> {
  expect(findRuntime(testEnvironment())).toBeTruthy();
  const server = await openServer({
    environment: testEnvironment(),
    outward: false,
    shared: { host: '127.0.0.1', port: 0, token },
  });
  onTestFinished(() => server.stop());
  return server.address;
}

describe('requests a second', () => {
  it.each([1, 2, 3])('with %i servers', async (count) => {
    const attach = await Promise.all(Array.from({ length: count }, startServer));
    const environment = testEnvironment({ COPILOT_CONNECTION_TOKEN: token });
    const harness = await startHarness(() => ({ text: 'Hello' }), {
      server: { environment, attach },
    });
    onTestFinished(() => harness.close());
    const ask = (client: number) =>
      harness.execute({ type: 'as', user: 'alice', client: `C${client}`, text: 'Hello' });
    const clients = Array.from({ length: 20 }, (_, i) => i + 1);
    await Promise.all(clients.map(ask));
    const rounds = 10;
    const started = performance.now();
    for (let i = 0; i < rounds; i++) await Promise.all(clients.map(ask));
    const seconds = (performance.now() - started) / 1000;
    expect(harness.of('request.completed')).toHaveLength(20 * (rounds + 1));
    const used = new Set(harness.of('session.created').map(({ server }) => server));
    expect(used.size).toBe(count);
    console.log(`${count} servers: ${((20 * rounds) / seconds).toFixed(0)} requests/s, 20 clients`);
  });
});

needing('redis-server').describe('what Redis holds', () => {
  it.each([
    [1, 1024],
    [10, 1024],
    [100, 1024],
    [1000, 1024],
  ])('of a user with %i files of %i B, each written twice', async (count, size) => {
    const redis = await startRedis();
    onTestFinished(() => redis.dispose());
    const client = createClient({ url: redis.url });
    await client.connect();
    onTestFinished(() => client.destroy());
    const used = async () =>
      Number(/used_memory_dataset:(\d+)/.exec(await client.info('memory'))?.[1]);
    const store = createRedisStore({ url: redis.url, prefix: `${randomUUID()}:`, origin: 'here' });
    onTestFinished(() => store.close());
    const users = Math.max(1, Math.min(200, 2000 / count));
    const fill = async (user: string) => {
      for (let i = 0; i < 2 * count; i++) {
        const content = `${i}`.padEnd(size, 'text ');
        await store.forUser(user).write(`notes/file-${i % count}.md`, content, { client: 'C1' });
      }
    };
    await fill('warm-up');
    const before = await used();
    for (let i = 0; i < users; i++) await fill(`user-${i}`);
    const bytes = ((await used()) - before) / users;
    console.log(`${count} files of ${size} B: ${(bytes / 1024).toFixed(1)} KiB a user in Redis`);
  });
});
