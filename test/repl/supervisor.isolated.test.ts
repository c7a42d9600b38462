import { beforeEach, expect, it, vi } from 'vitest';
import { CopilotError } from '../../src/copilot/errors.ts';
import type { ModelSource } from '../../src/copilot/model-source.ts';
import type { ServerOptions } from '../../src/copilot/server.ts';
import type { Backend } from '../../src/repl/backend.ts';
import type { UntimedReplEvent } from '../../src/repl/events.ts';
import { createSupervisor } from '../../src/repl/supervisor.ts';

/*
 * Servers that come and go at the very moment that the test says: no real one can be held there. What real ones do is
 * in test/faults/server.e2e.test.ts and recycling.e2e.test.ts.
 */

interface Opening {
  readonly options: ServerOptions;
  succeed(): FakeBackend;
  fail(): void;
}

interface FakeBackend {
  readonly backend: Backend;
  readonly closed: () => boolean;
  lose(): void;
}

const { openings } = vi.hoisted(() => ({ openings: [] as Opening[] }));

function fakeBackend(address: string): FakeBackend {
  const losing = new AbortController();
  let closed = false;
  const backend = {
    server: { address, kind: 'attached', memory: async () => undefined },
    version: '1',
    lost: losing.signal,
    clear: async () => true,
    close: async () => {
      closed = true;
    },
  } as unknown as Backend;
  const lose = () => losing.abort(new CopilotError('server-lost', 'lost'));
  return { backend, closed: () => closed, lose };
}

vi.mock('../../src/repl/backend.ts', () => ({
  openBackend: (options: ServerOptions) =>
    new Promise<Backend>((resolve, reject) => {
      openings.push({
        options,
        succeed() {
          const fake = fakeBackend(options.attach ?? '');
          resolve(fake.backend);
          return fake;
        },
        fail: () => reject(new CopilotError('server-unreachable', 'nobody there')),
      });
    }),
}));

beforeEach(() => {
  openings.length = 0;
});

/** The n-th server that is being opened, once it is. */
const opening = (index: number) =>
  vi.waitFor(() => {
    const found = openings[index];
    if (!found) throw new Error(`only ${openings.length} were opened`);
    return found;
  });

async function start(limits = { sessions: 100, memory: Number.POSITIVE_INFINITY }) {
  const events: UntimedReplEvent[] = [];
  const supervisor = createSupervisor(
    { environment: {}, attach: 'a:1' },
    Promise.resolve({
      info: { kind: 'offline', model: 'offline', label: 'offline' },
    } as ModelSource),
    limits,
    (event) => events.push(event),
    (text) => text,
  );
  const first = (await opening(0)).succeed();
  await supervisor.ready;
  return { supervisor, events, first };
}

it('ends a server that came back while /restart was opening another', async () => {
  const { supervisor, first } = await start();
  first.lose();
  const reviving = await opening(1);
  const restarted = supervisor.restart('b:1');
  const replacing = await opening(2);
  const revived = reviving.succeed();
  await vi.waitFor(async () => expect(await supervisor.current()).toBe(revived.backend));
  const next = replacing.succeed();
  await restarted;
  expect(await supervisor.current()).toBe(next.backend);
  expect(revived.closed()).toBe(true);
  await supervisor.close();
  expect(next.closed()).toBe(true);
});

it('takes the server that /restart was told, though the one before was lost and came back meanwhile', async () => {
  const { supervisor, first } = await start();
  const restarted = supervisor.restart('b:1');
  expect((await opening(1)).options.attach).toBe('b:1');
  first.lose();
  expect((await opening(2)).options.attach).toBe('a:1');
  const back = openings[2]?.succeed();
  await vi.waitFor(async () => expect(await supervisor.current()).toBe(back?.backend));
  openings[1]?.succeed();
  await restarted;
  expect((await supervisor.current()).server.address).toBe('b:1');
  expect(back?.closed()).toBe(true);
  await supervisor.close();
});

it('goes on where it was after a /restart that failed', async () => {
  const { supervisor, first } = await start();
  const restarted = supervisor.restart('b:1');
  (await opening(1)).fail();
  await expect(restarted).rejects.toMatchObject({ code: 'server-unreachable' });
  first.lose();
  expect((await opening(2)).options.attach).toBe('a:1');
  openings[2]?.succeed();
  await supervisor.close();
});

it('carries out one /restart after the other: the last one that succeeds holds', async () => {
  const { supervisor } = await start();
  const restarts = [supervisor.restart('b:1'), supervisor.restart('c:1')];
  const one = (await opening(1)).succeed();
  const two = (await opening(2)).succeed();
  await Promise.all(restarts);
  expect(await supervisor.current()).toBe(two.backend);
  expect(one.closed()).toBe(true);
  two.lose();
  expect((await opening(3)).options.attach).toBe('c:1');
  openings[3]?.succeed();
  await supervisor.close();
});

it('does not wait, when it is closed, for a server that does not answer', async () => {
  const { supervisor, first } = await start();
  first.lose();
  await opening(1);
  await supervisor.close();
  const late = openings[1]?.succeed();
  await vi.waitFor(() => expect(late?.closed()).toBe(true));
});

it('gives no lease, and does not hang, once it is closed', async () => {
  const { supervisor } = await start();
  await supervisor.close();
  await expect(supervisor.acquire()).rejects.toMatchObject({ code: 'server-lost' });
});
