import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FileChange, FileStore, StoreStatus } from '../../../src/files/file-store.ts';
import { aclRules } from '../../../src/files/redis/acl.ts';
import { encodeUser } from '../../../src/files/redis/keys.ts';
import { createRedisStore } from '../../../src/files/redis/redis-store.ts';
import { needing } from '../../support/needs.ts';
import { type Redis, startRedis } from '../../support/redis.ts';
import { refused } from '../store-contract.ts';

const c1 = { client: 'C1', request: 'R1' };
const c9 = { client: 'C9' };

needing('redis-server').describe('files in Redis, shared by two REPLs', () => {
  let redis: Redis;
  let prefix: string;
  const stores: FileStore[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });
  afterAll(() => redis.dispose());

  function open(origin: string, { url = redis.url, now = () => new Date() } = {}) {
    const store = createRedisStore({ url, prefix, origin, now });
    stores.push(store);
    const changes: FileChange[] = [];
    const statuses: StoreStatus[] = [];
    store.subscribe((change) => changes.push(change));
    store.watch((status) => statuses.push(status));
    return { store, changes, statuses, files: store.forUser('ann') };
  }
  /** Two REPLs that know what there is, with a prefix of their own. */
  async function two() {
    prefix = `${randomUUID()}:`;
    const [here, there] = [open('here'), open('there')];
    await Promise.all([here.files.list(), there.files.list()]);
    return { here, there };
  }
  const clientOf = (url: string) => createClient({ url });
  async function asking<T>(ask: (client: ReturnType<typeof clientOf>) => Promise<T>) {
    const client = clientOf(redis.url);
    await client.connect();
    try {
      return await ask(client);
    } finally {
      client.destroy();
    }
  }

  it('tells each of what the other did: who, where, and once', async () => {
    const { here, there } = await two();
    await here.files.write('docs/a', 'one', c1);
    await vi.waitFor(() => expect(there.changes).toHaveLength(1));
    expect(here.changes).toMatchObject([{ path: 'docs/a', writer: 'C1', author: c1 }]);
    expect(here.changes[0]).not.toHaveProperty('origin');
    expect(there.changes).toMatchObject([
      { path: 'docs/a', writer: 'C1', origin: 'here', author: { ...c1, origin: 'here' } },
    ]);
    expect(await there.files.list()).toMatchObject([{ path: 'docs/a', origin: 'here' }]);
    expect(await there.files.read('docs/a')).toMatchObject({ content: 'one', origin: 'here' });
    expect(await there.files.versions('docs/a')).toMatchObject([{ author: { origin: 'here' } }]);
    await there.files.delete('docs/a', c9);
    await vi.waitFor(() => expect(here.changes).toHaveLength(2));
    expect(there.changes.map(({ operation }) => operation)).toEqual(['created', 'deleted']);
    expect(here.changes[1]).toMatchObject({ operation: 'deleted', writer: 'C9', origin: 'there' });
  });

  it('tells both of the same changes in the same order, whoever makes them', async () => {
    const { here, there } = await two();
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        (i % 2 ? here : there).files.write(`f${i % 7}`, `${i}`, c1),
      ),
    );
    const told = ({ changes }: typeof here) =>
      changes.map((each) => `${each.path} ${each.revision}`);
    await vi.waitFor(() => {
      expect(here.changes).toHaveLength(100);
      expect(there.changes).toHaveLength(100);
    });
    expect(told(here)).toEqual(told(there));
  });

  it("tells a reset of the other's file by file", async () => {
    const { here, there } = await two();
    for (const path of ['b', 'a/c']) await here.files.write(path, 'x', c1);
    await there.files.reset({ client: 'operator' });
    await vi.waitFor(() => expect(here.changes).toHaveLength(4));
    expect(here.changes.slice(2)).toMatchObject([
      { path: 'a/c', operation: 'deleted', writer: 'operator', origin: 'there' },
      { path: 'b', operation: 'deleted', reset: true },
    ]);
    expect(await here.files.list()).toEqual([]);
  });

  it('loses no update where both write on the revision they read', async () => {
    const { here, there } = await two();
    await here.files.write('n', '0', c1);
    const addOne = async ({ files }: typeof here): Promise<void> => {
      const { content, revision } = await files.read('n');
      await files
        .write('n', `${Number(content) + 1}`, c1, { ifRevision: revision })
        .catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'revision-conflict' });
          return addOne({ files } as typeof here);
        });
    };
    await Promise.all(Array.from({ length: 40 }, (_, i) => addOne(i % 2 ? here : there)));
    expect((await here.files.read('n')).content).toBe('40');
  });

  it('while Redis is gone: refuses clearly; afterwards: has missed nothing', async () => {
    const { here, there } = await two();
    await here.files.write('a', 'before', c1);
    await redis.stop();
    await vi.waitFor(() => expect(here.statuses).toMatchObject([{ reachable: false }]));
    const error = await refused(here.files.write('a', 'lost', c1), 'store-unavailable');
    expect(error.message).toMatch(/can't be reached/);
    await refused(here.files.read('a'), 'store-unavailable');
    await refused(here.files.list(), 'store-unavailable');
    await redis.start();
    await vi.waitFor(() => expect(here.statuses).toMatchObject([{}, { reachable: true }]), 5000);
    await vi.waitFor(() => expect(there.statuses.at(-1)).toEqual({ reachable: true }), 5000);
    expect(await here.files.read('a')).toMatchObject({ content: 'before', revision: 1 });
    await there.files.write('a', 'after', c1);
    await vi.waitFor(() => expect(here.changes.map((each) => each.revision)).toEqual([1, 2]));
  });

  it('catches up on what was changed while it was cut off', async () => {
    const { here, there } = await two();
    await here.files.write('kept', 'x', c1);
    await here.files.write('removed', 'x', c1);
    await vi.waitFor(() => expect(there.changes).toHaveLength(2));
    await asking(async (client) => {
      // All others are cut off, and kept from coming back at once.
      await client.configSet('maxclients', '1');
      await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub', 'SKIPME', 'yes']);
      await vi.waitFor(() => expect(there.statuses).toMatchObject([{ reachable: false }]), 5000);
      await client.configSet('maxclients', '1000');
    });
    await here.files.list().catch(() => {});
    await vi.waitFor(() => expect(here.statuses.at(-1)).toEqual({ reachable: true }), 5000);
    await here.files.write('kept', 'y', c1);
    await here.files.delete('removed', c1);
    await vi.waitFor(() => expect(there.changes).toHaveLength(4), 5000);
    expect(there.changes.map(({ path, operation }) => `${operation} ${path}`).slice(2)).toEqual([
      'updated kept',
      'deleted removed',
    ]);
  });

  it('looks at all files anew where Redis has forgotten them, or the changes', async () => {
    const { here } = await two();
    await here.files.write('a', 'x', c1);
    await asking((client) => client.flushAll());
    await here.files.list();
    expect(here.changes.at(-1)).toMatchObject({ path: 'a', operation: 'deleted' });
    await here.files.write('b', 'x', c1);
    await here.files.write('b', 'y', c1);
    await asking((client) => client.del(`${prefix}{ann}:changes`));
    const late = open('late');
    expect(await late.files.list()).toMatchObject([{ path: 'b', revision: 2 }]);
    expect(late.changes).toEqual([]);
  });

  it('hears of changes to files that Redis had forgotten, whatever number they have', async () => {
    const { here, there } = await two();
    for (let i = 0; i < 5; i++) await here.files.write(`f${i}`, 'x', c1);
    await vi.waitFor(() => expect(there.changes).toHaveLength(5));
    await asking((client) => client.flushAll());
    await here.files.write('new', 'x', c1);
    await vi.waitFor(() => expect(there.changes).toHaveLength(11));
    const told = there.changes.slice(5).map(({ operation, path }) => `${operation} ${path}`);
    expect(told).toEqual([...[0, 1, 2, 3, 4].map((i) => `deleted f${i}`), 'created new']);
  });

  it('gives up a Redis that hangs: calls fail soon, then at once, and it recovers by itself', async () => {
    const { here, there } = await two();
    await here.files.write('a', 'before', c1);
    await vi.waitFor(() => expect(there.changes).toHaveLength(1));
    process.kill(redis.pid, 'SIGSTOP');
    try {
      await refused(here.files.read('a'), 'store-unavailable');
      expect(here.statuses).toMatchObject([{ reachable: false }]);
      await refused(here.files.write('a', 'never', c1), 'store-unavailable');
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
    await vi.waitFor(() => expect(here.statuses.at(-1)).toEqual({ reachable: true }), 15_000);
    expect(await here.files.read('a')).toMatchObject({ content: 'before' });
    await here.files.write('a', 'after', c1);
    await vi.waitFor(() => expect(there.changes.at(-1)).toMatchObject({ revision: 2 }), 15_000);
  });

  it('tells what it did not know when it was started before Redis', async () => {
    const { here } = await two();
    await here.files.write('a', 'x', c1);
    await redis.stop();
    const late = open('late');
    await refused(late.files.list(), 'store-unavailable');
    await redis.start();
    await vi.waitFor(() => expect(late.statuses.at(-1)).toEqual({ reachable: true }), 10_000);
    expect(await late.files.list()).toMatchObject([{ path: 'a' }]);
  });

  it('believes nothing that makes no sense, whoever wrote it', async () => {
    const { here } = await two();
    await here.files.write('real', 'x', c1);
    const author = JSON.stringify({ client: 'C1', origin: 'here' });
    await asking(async (client) => {
      await client.hSet(`${prefix}{ann}:entries`, {
        '../../etc/passwd': `1 2 3 2024-01-01T00:00:00Z ${author}`,
        'no-author': '1 2 3 2024-01-01T00:00:00Z what',
        'no-entry': 'nonsense',
      });
    });
    const other = open('other');
    expect((await other.files.list()).map(({ path }) => path)).toEqual(['real']);
    await refused(other.files.read('no-author'), 'not-found');
  });

  it('refuses a write as a whole where the memory of Redis is full, but still deletes', async () => {
    const { here } = await two();
    await here.files.write('a', 'x', c1);
    await asking(async (client) => {
      await client.configSet('maxmemory', '1');
      await refused(here.files.write('b', 'x', c1), 'store-unavailable');
      expect(await here.files.list()).toHaveLength(1);
      await here.files.delete('a', c1);
      await client.configSet('maxmemory', '0');
    });
    expect(await here.files.list()).toEqual([]);
  });

  it('takes no more room however many files come and go', async () => {
    const { here } = await two();
    const keys = async () =>
      asking(async (client) => {
        const found = await client.keys(`${prefix}*`);
        const sizes = await Promise.all(found.map((key) => client.memoryUsage(key)));
        return sizes.reduce((sum: number, size) => sum + Number(size), 0);
      });
    const churn = async (from: number) => {
      for (let at = from; at < from + 2000; at += 200)
        await Promise.all(
          Array.from({ length: 200 }, async (_, i) => {
            await here.files.write(`d/f${at + i}`, 'content', c1);
            await here.files.delete(`d/f${at + i}`, c1);
          }),
        );
    };
    await churn(0);
    const once = await keys();
    await churn(2000);
    expect(await keys()).toBeLessThan(once * 1.1);
  });

  it("gives every user keys of their own that no other's name can make", () => {
    const names = [
      'ann',
      'Ann',
      'ann}:x',
      '{ann}',
      'ann:entries',
      '*',
      '?',
      '',
      '%',
      'é',
      'e\u0301',
    ];
    const encoded = names.map(encodeUser);
    expect(new Set(encoded).size).toBe(names.length);
    for (const each of encoded) expect(each).toMatch(/^[\w%-]*$/);
    expect(encodeUser('\ud800')).not.toBe(encodeUser('\udfff'));
  });

  describe('with the rights of one user', () => {
    it("reaches that user's files, and nobody else's", async () => {
      prefix = `${randomUUID()}:`;
      const operator = open('operator');
      await operator.store.forUser('ann').write('mine', 'x', c1);
      await operator.store.forUser('bob').write('his', 'secret', c1);
      await asking((client) =>
        client.sendCommand(['ACL', 'SETUSER', 'ann', 'on', '>of-ann', ...aclRules(prefix, 'ann')]),
      );
      const ann = open('ann', { url: redis.url.replace('//', '//ann:of-ann@') });
      expect(await ann.files.read('mine')).toMatchObject({ content: 'x' });
      await ann.files.write('mine', 'y', c9);
      await operator.store.forUser('ann').write('mine', 'z', c1);
      await vi.waitFor(() => expect(ann.changes.map((each) => each.revision)).toEqual([2, 3]));
      const bobs = ann.store.forUser('bob');
      for (const call of [
        () => bobs.read('his'),
        () => bobs.write('his', 'mine now', c9),
        () => bobs.list(),
        () => bobs.reset(c9),
      ]) {
        const error = await refused(call(), 'store-unavailable');
        expect(error.message).not.toContain('secret');
      }
      // That one user is none of theirs is no loss of the store.
      expect(ann.statuses).toEqual([]);
      expect(await ann.files.read('mine')).toMatchObject({ content: 'z' });
      const direct = createClient({ url: redis.url.replace('//', '//ann:of-ann@') });
      direct.on('error', () => {});
      await direct.connect();
      for (const command of [
        ['HGETALL', `${prefix}{bob}:entries`],
        ['EVAL', `return redis.call('HGETALL', '${prefix}{bob}:entries')`, '0'],
        ['SUBSCRIBE', `${prefix}{bob}:changed`],
        ['PSUBSCRIBE', '*'],
        ['PUBLISH', `${prefix}{bob}:changed`, '1'],
        ['KEYS', '*'],
        ['FLUSHALL'],
        ['CONFIG', 'GET', '*'],
        ['ACL', 'LIST'],
      ])
        await expect(direct.sendCommand(command), command.join(' ')).rejects.toThrow(
          /NOPERM|ACL failure|can't access|No permissions/i,
        );
      direct.destroy();
      expect(await operator.store.forUser('bob').read('his')).toMatchObject({ content: 'secret' });
    });
  });
});
