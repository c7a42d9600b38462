import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectionsTo } from '../support/connections.ts';
import { eventually } from '../support/eventually.ts';
import { countAbortListeners, heapInUse } from '../support/leaks.ts';
import { seededRandom } from '../support/random-text.ts';
import { expectAllWell, type Heart, openHeart } from './heart.ts';
import { createWorkshop } from './work.ts';

const users = ['u1', 'u2', 'u3', 'u4', 'u5'];
const make = createWorkshop(seededRandom(1));
const warnings: string[] = [];
const note = ({ name, message }: Error) => void warnings.push(`${name}: ${message}`);
let heart: Heart;
/** What kept the process alive before there was a heart. */
let before: readonly string[];

/** What keeps the process alive now and did not before. */
function held(): readonly string[] {
  const known = [...before];
  return process.getActiveResourcesInfo().filter((kind) => {
    const index = known.indexOf(kind);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

beforeAll(async () => {
  process.on('warning', note);
  before = process.getActiveResourcesInfo();
  // Replaced for its memory, the server would be elsewhere, and so the connections that are counted.
  heart = await openHeart({ users, recycle: { memory: Number.POSITIVE_INFINITY } });
});
afterAll(async () => {
  process.off('warning', note);
  await heart.close();
});

/** The n-th client, from 1, and its user. */
const clientAt = (number: number) =>
  ({ client: `C${number}`, user: users[number % users.length] ?? '' }) as const;

const prompt = (number: number) => {
  const { user, client } = clientAt(number);
  return heart.work(user, client, make(user));
};

it('20 clients of 5 users prompt at once: nothing is lost and nothing mixed up', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
  await Promise.all([...numbers, ...numbers].map(prompt));
  expect(heart.books.count('request.completed')).toBe(40);
  // Node tells of too many listeners on one thing, right into the screen.
  expect(warnings).toEqual([]);
  await expectAllWell(heart, users);
});

it('60 requests in a row leave nothing behind in memory', async () => {
  const listeners = countAbortListeners();
  await prompt(1);
  const [heap, listening] = [await heapInUse(), listeners.held()];
  for (let request = 0; request < 60; request++) await prompt(1);
  const grown = (await heapInUse()) - heap;
  console.log(`the heap has grown by ${Math.round(grown / 60)} B a request`);
  expect(grown).toBeLessThan(2 ** 20);
  expect(listeners.held()).toBe(listening);
  listeners.stop();
  await expectAllWell(heart, users);
});

it('30 tabs that are opened, used and closed leave no connection', async () => {
  const open = connectionsTo(heart.address());
  const tabs = Array.from({ length: 30 }, (_, index) => index + 101);
  await Promise.all(tabs.map(prompt));
  expect(connectionsTo(heart.address())).toBe(open + 30);
  await Promise.all(
    tabs.map((number) => heart.execute({ type: 'close', client: clientAt(number).client })),
  );
  await eventually(() => expect(connectionsTo(heart.address())).toBe(open));
  await expectAllWell(heart, users);
});

it('leaves no timer, connection or process when it is closed', async () => {
  expect(held()).not.toEqual([]);
  await heart.close();
  // What ends a moment later; waited for with no timer that counts itself.
  for (let tries = 0; tries < 100 && held().length > 0; tries++) {
    await delay(50, undefined, { ref: false });
  }
  expect(held()).toEqual([]);
});
