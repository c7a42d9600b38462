import { expect, it, vi } from 'vitest';
import type { Backend } from '../../src/repl/backend.ts';
import type { UntimedReplEvent } from '../../src/repl/events.ts';
import { createLostSessions } from '../../src/repl/lost-sessions.ts';

const session = { user: 'alice', client: 'C1', request: 'R1', session: 's1' };

/** A server that says of every session whether it is gone, as the test has it. */
function server(address: string, kind: 'embedded' | 'attached') {
  const losing = new AbortController();
  const clear = vi.fn(async (_session: string) => true);
  const backend = { server: { address, kind }, lost: losing.signal, clear } as unknown as Backend;
  return { backend, clear, lose: () => losing.abort(new Error('lost')) };
}

function lostSessions() {
  const events: UntimedReplEvent[] = [];
  return { events, lost: createLostSessions((event) => events.push(event)) };
}

const isCleared = (events: readonly UntimedReplEvent[]) =>
  vi.waitFor(() => expect(events).toEqual([{ type: 'session.cleared', ...session }]));

/** All that was begun has gone as far as it can without anything else happening. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('asks the same server when it is reached again, and no other', async () => {
  const { events, lost } = lostSessions();
  const before = server('a:1', 'attached');
  before.lose();
  lost.add(before.backend, session);
  const other = server('b:1', 'attached');
  lost.clearThrough(other.backend);
  await settled();
  expect(other.clear).not.toHaveBeenCalled();
  expect(events).toEqual([]);
  const again = server('a:1', 'attached');
  lost.clearThrough(again.backend);
  await isCleared(events);
  expect(again.clear).toHaveBeenCalledWith('s1');
});

it('asks the server that was reached before it was told of the session', async () => {
  const { events, lost } = lostSessions();
  const before = server('a:1', 'attached');
  before.lose();
  lost.clearThrough(server('a:1', 'attached').backend);
  lost.add(before.backend, session);
  await isCleared(events);
});

it('takes a session for gone when the server of ours has ended that had it, and not before', async () => {
  const { events, lost } = lostSessions();
  const ours = server('a:1', 'embedded');
  ours.lose();
  lost.add(ours.backend, session);
  lost.clearThrough(server('a:1', 'embedded').backend);
  await settled();
  expect(events).toEqual([]);
  lost.endedWith(ours.backend);
  await isCleared(events);
});

it('asks nothing while the session may still be made', async () => {
  const { events, lost } = lostSessions();
  const { backend, clear } = server('a:1', 'attached');
  let settle = () => {};
  const creating = new Promise<void>((resolve) => {
    settle = resolve;
  });
  lost.add(backend, session, creating);
  await settled();
  expect(clear).not.toHaveBeenCalled();
  settle();
  await isCleared(events);
});
