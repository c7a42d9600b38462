import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { FileStore } from '../../../src/files/file-store.ts';
import { createRedisStore } from '../../../src/files/redis/redis-store.ts';
import { needing } from '../../support/needs.ts';
import { type Redis, startRedis } from '../../support/redis.ts';
import { type CreateStore, describeFileStore } from '../store-contract.ts';
import { describeFileHistory } from '../store-history-contract.ts';
import { describeEditing } from '../tools/edit-contract.ts';

needing('redis-server').describe('files in Redis', () => {
  let redis: Redis;
  const stores: FileStore[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });
  afterAll(() => redis.dispose());

  const create: CreateStore = (limits, now) => {
    const store = createRedisStore({
      url: redis.url,
      prefix: `${randomUUID()}:`,
      origin: 'here',
      ...(limits && { limits }),
      ...(now && { now }),
    });
    stores.push(store);
    return store;
  };

  describeFileStore('redis store', create);
  describeFileHistory('redis store', create);
  describeEditing('redis store', create);
});
