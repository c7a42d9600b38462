import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { countAbortListeners } from '../support/leaks.ts';
import { environmentOf } from '../support/processes.ts';
import { seededRandom } from '../support/random-text.ts';
import { ownRuntimes } from '../support/shared-server.ts';
import { openHeart } from './heart.ts';
import { createWorkshop } from './work.ts';

const requests = process.env.LONG ? 1000 : 50;

/** Sockets of this process; they are where a request could leave a listener. */
const sockets = (): EventEmitter[] =>
  // What Node counts in `getActiveResourcesInfo` it only hands out by this undocumented name.
  (process as unknown as { _getActiveHandles(): unknown[] })
    ._getActiveHandles()
    .filter((handle) => handle instanceof EventEmitter);

const listenersOf = (emitter: EventEmitter) =>
  emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);

it(`${requests} requests leave no handle, timer, listener or file`, async () => {
  const user = 'u1';
  const heart = await openHeart({ users: [user], recycle: { sessions: 1e6, memory: 1e12 } });
  onTestFinished(() => heart.close());
  const abortListeners = countAbortListeners();
  onTestFinished(() => abortListeners.stop());
  const make = createWorkshop(seededRandom(7));
  const runtime = ownRuntimes().at(-1);
  const { COPILOT_HOME: home = '', TMPDIR: temporary = '' } = environmentOf(runtime?.pid ?? 0);

  const held = () => ({
    handles: process
      .getActiveResourcesInfo()
      .filter((kind) => kind !== 'Timeout')
      .sort(),
    timers: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length,
    descriptors: readdirSync('/proc/self/fd').length,
    listeners: sockets()
      .map(listenersOf)
      .reduce((sum, each) => sum + each, listenersOf(process)),
    abortListeners: abortListeners.held(),
    runtimeDescriptors: readdirSync(`/proc/${runtime?.pid}/fd`).length,
    sessions: readdirSync(home).includes('session-state')
      ? readdirSync(`${home}/session-state`)
      : [],
    spilled: readdirSync(temporary),
  });

  for (let request = 0; request < 5; request++) await heart.work(user, 'C1', make(user));
  const before = held();
  for (let request = 0; request < requests; request++) await heart.work(user, 'C1', make(user));
  await eventually(() => {
    const now = held();
    expect(now.handles).toEqual(before.handles);
    expect(now.timers).toBeLessThanOrEqual(before.timers);
    expect(now.descriptors).toBeLessThanOrEqual(before.descriptors);
    expect(now.runtimeDescriptors).toBeLessThanOrEqual(before.runtimeDescriptors + 2);
    expect(now.listeners).toBeLessThanOrEqual(before.listeners);
    expect(now.abortListeners).toBe(before.abortListeners);
    expect(now.sessions).toEqual([]);
    expect(now.spilled).toEqual([]);
  });
});
