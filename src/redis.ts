/** Files in Redis, for several processes that share them; an entry of its own, as its client is only loaded with it. */
export { createRedisStore, type RedisStoreOptions } from './files/redis/redis-store.ts';
