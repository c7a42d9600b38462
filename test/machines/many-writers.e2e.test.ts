import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { FileChange } from '../../src/files/file-store.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { createRedisStore } from '../../src/files/redis/redis-store.ts';
import { needing } from '../support/needs.ts';
import { type Redis, startRedis } from '../support/redis.ts';

const run = promisify(execFile);

needing('redis-server').describe('many writers on one Redis', () => {
  let redis: Redis;
  let folder: string;
  beforeAll(async () => {
    redis = await startRedis('--appendfsync', 'no');
    folder = mkdtempSync(join(tmpdir(), 'clients-of-a-test-'));
  });
  afterAll(async () => {
    await redis.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lose no update: 50 clients in 4 processes, on the same 100 files', async () => {
    const program = join(folder, 'counting-clients.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('./counting-clients.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      logLevel: 'error',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    const prefix = `${randomUUID()}:`;
    const store = createRedisStore({ url: redis.url, prefix, origin: 'watcher' });
    onTestFinished(() => store.close());
    const changes: FileChange[] = [];
    store.subscribe((change) => changes.push(change));
    const files = store.forUser('alice');
    await files.list();

    const times = 20;
    const outputs = await Promise.all(
      [13, 13, 12, 12].map((clients, index) =>
        run(process.execPath, [program, redis.url, prefix, `p${index}`, `${clients}`, `${times}`]),
      ),
    );
    const conflicts = outputs.reduce((sum, { stdout }) => sum + Number(stdout), 0);
    const updates = 50 * times;
    const entries = await files.list();
    expect(entries).toHaveLength(100);
    const counts = await Promise.all(
      entries.map(async ({ path }) => (await files.read(path)).content),
    );
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(updates);
    expect(entries.reduce((sum, { revision }) => sum + revision, 0)).toBe(updates);
    // Whoever only watches hears of each, once.
    await vi.waitFor(() => expect(changes).toHaveLength(updates), 5000);
    console.log(
      `${updates} updates by 50 clients in 4 processes, ${conflicts} conflicts, none lost`,
    );
  });

  it('tell the other process of a change: how soon, and how soon with 10,000 files', async () => {
    const limits = { filesPerUser: 20_000, bytesPerUser: 2 ** 30 };
    const options = { url: redis.url, prefix: `${randomUUID()}:`, limits };
    const here = createRedisStore({ ...options, origin: 'here' });
    const there = createRedisStore({ ...options, origin: 'there' });
    const memory = createMemoryStore(limits);
    onTestFinished(async () => {
      await Promise.all([here.close(), there.close()]);
    });
    const [mine, theirs] = [here.forUser('alice'), there.forUser('alice')];
    await theirs.list();

    let heard: (() => void) | undefined;
    there.subscribe(() => heard?.());
    async function latencies(count: number): Promise<readonly number[]> {
      const found: number[] = [];
      for (let i = 0; i < count; i++) {
        const told = new Promise<void>((resolve) => {
          heard = resolve;
        });
        const started = performance.now();
        await mine.write(`notes/${i % 10}`, `${i}`, { client: 'C1' });
        await told;
        found.push(performance.now() - started);
      }
      heard = undefined;
      return found.sort((a, b) => a - b);
    }
    const at = (sorted: readonly number[], share: number) =>
      (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
    const few = await latencies(300);
    console.log(`a change is told elsewhere after p50 ${at(few, 0.5)} ms, p99 ${at(few, 0.99)} ms`);

    const paths = Array.from({ length: 10_000 }, (_, i) => `d${i % 100}/f${i}.md`);
    for (let from = 0; from < paths.length; from += 500)
      await Promise.all(
        paths.slice(from, from + 500).map((path) => mine.write(path, path, { client: 'C1' })),
      );
    for (const path of paths) await memory.forUser('alice').write(path, path, { client: 'C1' });
    const many = await latencies(300);
    console.log(`with 10,000 files: p50 ${at(many, 0.5)} ms, p99 ${at(many, 0.99)} ms`);
    const listing = async (list: () => Promise<readonly unknown[]>) => {
      const found: number[] = [];
      for (let i = 0; i < 15; i++) {
        const started = performance.now();
        expect((await list()).length).toBeGreaterThanOrEqual(10_000);
        found.push(performance.now() - started);
      }
      return at(
        found.sort((a, b) => a - b),
        0.5,
      );
    };
    const inRedis = await listing(() => theirs.list());
    const inMemory = await listing(() => memory.forUser('alice').list());
    console.log(`a list of 10,000: Redis ${inRedis} ms, memory ${inMemory} ms`);
  });
});
