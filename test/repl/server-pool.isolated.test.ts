import { beforeEach, expect, it, vi } from 'vitest';
import { CopilotError } from '../../src/copilot/errors.ts';
import type { ServerOptions } from '../../src/copilot/server.ts';
import type { Backend } from '../../src/repl/backend.ts';
import type { UntimedReplEvent } from '../../src/repl/events.ts';
import { createServerPool } from '../../src/repl/server-pool.ts';

/* Servers that come and go as the test says; what real ones do behind a balancer is in test/machines. */

const { away, losses } = vi.hoisted(() => ({
  away: new Set<string>(),
  losses: new Map<string, AbortController>(),
}));

vi.mock('../../src/repl/backend.ts', () => ({
  async openBackend({ attach = '' }: ServerOptions): Promise<Backend> {
    if (away.has(attach)) throw new CopilotError('server-unreachable', `nobody at ${attach}`);
    const losing = new AbortController();
    losses.set(attach, losing);
    return {
      server: { address: attach, kind: 'attached', memory: async () => undefined },
      version: '1',
      lost: losing.signal,
      compare: async () => {},
      clear: async () => true,
      close: async () => {},
    } as unknown as Backend;
  },
}));

beforeEach(() => {
  away.clear();
  losses.clear();
});

function open(...addresses: readonly string[]) {
  const events: UntimedReplEvent[] = [];
  const pool = createServerPool(
    { environment: {} },
    addresses,
    {
      kind: 'provider',
      url: 'http://127.0.0.1:1/v1',
      type: 'openai',
      wireApi: 'completions',
      model: 'm',
    },
    { sessions: 100, memory: Number.POSITIVE_INFINITY },
    (event) => events.push(event),
    (text) => text,
  );
  const lost = () =>
    events.flatMap((event) => (event.type === 'server.lost' ? [event.address] : []));
  return { pool, events, lost };
}

const addressOf = ({ backend }: { readonly backend: Backend }) => backend.server.address;

it('spreads requests over its servers, by how many run on each', async () => {
  const { pool } = open('a:1', 'b:1');
  await Promise.all([pool.ready, pool.current()]);
  await vi.waitFor(async () => expect(await pool.current()).toHaveLength(2));
  const leases = await Promise.all(Array.from({ length: 6 }, () => pool.acquire()));
  expect(leases.map(addressOf).sort()).toEqual(['a:1', 'a:1', 'a:1', 'b:1', 'b:1', 'b:1']);
  await pool.close();
});

it('leaves a client where it is connected, unless another server has clearly less to do', async () => {
  const { pool } = open('a:1', 'b:1');
  await vi.waitFor(async () => expect(await pool.current()).toHaveLength(2));
  const first = await pool.acquire();
  const second = await pool.acquire(first.backend);
  expect(addressOf(second)).toBe(addressOf(first));
  const third = await pool.acquire(first.backend);
  expect(addressOf(third)).not.toBe(addressOf(first));
  await pool.close();
});

it('goes on with the others when one is lost, and takes it again when it is back', async () => {
  const { pool, lost } = open('a:1', 'b:1');
  await vi.waitFor(async () => expect(await pool.current()).toHaveLength(2));
  away.add('a:1');
  losses.get('a:1')?.abort(new CopilotError('server-lost', 'lost'));
  for (let i = 0; i < 3; i++) expect(addressOf(await pool.acquire())).toBe('b:1');
  expect(lost()).toContain('a:1');
  away.delete('a:1');
  await vi.waitFor(async () => expect(await pool.current()).toHaveLength(2), 5000);
  expect(addressOf(await pool.acquire())).toBe('a:1');
  await pool.close();
});

it('is ready with the first that answers, and tries the others until they do', async () => {
  away.add('a:1');
  const { pool, lost } = open('a:1', 'b:1');
  await pool.ready;
  await vi.waitFor(() => expect(lost()).toContain('a:1'));
  expect(addressOf(await pool.acquire())).toBe('b:1');
  away.delete('a:1');
  await vi.waitFor(async () => expect(await pool.current()).toHaveLength(2), 5000);
  await pool.close();
});

it('is not to be had where none answers', async () => {
  away.add('a:1').add('b:1');
  const { pool } = open('a:1', 'b:1');
  await expect(pool.ready).rejects.toMatchObject({ code: 'server-unreachable' });
  await expect(pool.acquire()).rejects.toMatchObject({ code: 'server-unreachable' });
  await pool.close();
});

it('restarts the server that is named, and refuses one that it does not know', async () => {
  const { pool, events } = open('a:1', 'b:1');
  await vi.waitFor(async () => expect(await pool.current()).toHaveLength(2));
  await expect(pool.restart('c:1')).rejects.toMatchObject({ code: 'server-unknown' });
  await pool.restart('b:1');
  const recycled = events.filter(({ type }) => type === 'server.recycled');
  expect(recycled).toMatchObject([{ address: 'b:1', previous: 'b:1' }]);
  await pool.close();
});
