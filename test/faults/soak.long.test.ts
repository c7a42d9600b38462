import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { heapInUse } from '../support/leaks.ts';
import {
  isGuard,
  isRuntime,
  type Memory,
  measureMemory,
  memoryText,
  peakOf,
} from '../support/memory.ts';
import { descendants } from '../support/processes.ts';
import { seededRandom } from '../support/random-text.ts';
import { expectAllWell, expectBalanced, type Heart, openHeart } from './heart.ts';
import { createOperator } from './operator.ts';
import { createTrouble } from './trouble.ts';
import { nonceOf, promptOf } from './work.ts';

/** `SOAK_SECONDS` makes it shorter, `SOAK_SEED` plays one again, as far as the machine's own timing allows. */
const seconds = Number(process.env.SOAK_SECONDS ?? 600);
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);

const users = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'];
/** Why a command or a request may be refused: the operator typed at random, or the server was just lost. */
const reasons = ['client-unknown', 'client-taken', 'last-client', 'not-found', 'server-lost'];
/** How much more memory than after warm-up is still called flat. */
const growth = 1.3;

let heart: Heart | undefined;
afterEach(() => heart?.close());

const howMany = (which: typeof isGuard) => descendants(process.pid).filter(which).length;
const report = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([what, count]) => `${count} ${what}`).join(', ');

it(
  `carries on through ${seconds} s of work and trouble`,
  async () => {
    console.log(`SOAK_SEED=${seed}`);
    const random = seededRandom(seed);
    const open = await openHeart({ users }, 2_000);
    heart = open;
    const { books } = open;
    const failures = new Map<string, number>();
    open.subscribe((event) => {
      if (event.type !== 'request.failed') return;
      const { code } = event.error;
      failures.set(code, (failures.get(code) ?? 0) + 1);
    });
    const operator = createOperator(open, users, random);
    const trouble = createTrouble(open, random);

    /** Works until it is enough, and measures every so many requests. */
    async function work(enough: () => boolean, vex = () => {}): Promise<Memory[]> {
      const measured: Memory[] = [];
      while (!enough()) {
        await operator.act();
        vex();
        const submitted = books.count('request.submitted');
        if (submitted >= 50 * (measured.length + 1)) {
          // With little to do garbage is left lying about for minutes: that is no growth.
          await heapInUse();
          measured.push(measureMemory(process.pid));
        }
        await delay(random() * 60);
      }
      return measured;
    }

    // Until it is replaced for its age a server grows, one more than the other by what it was asked: the warm-up goes on
    // until four were.
    const warm = peakOf(await work(() => books.count('server.recycled') > 3));
    const heap = await heapInUse();
    console.log(`warm-up: ${books.count('request.submitted')} requests; ${memoryText(warm)}`);
    const until = performance.now() + seconds * 1000;
    const measured = await work(() => performance.now() > until, trouble.cause);
    await operator.rest();
    // The last trouble may not have been noticed yet: until then nothing is answered.
    const nothing = promptOf({ nonce: nonceOf('u1', 0), steps: [], words: 0 });
    const before = books.count('request.completed');
    while (books.count('request.completed') === before) {
      await open.execute({ type: 'prompt', text: nothing });
    }
    await expectAllWell(open, users);
    await eventually(() => expect([isRuntime, isGuard].map(howMany)).toEqual([1, 1]));
    const late = peakOf(measured);
    const heapLate = await heapInUse();
    await open.close();
    heart = undefined;

    const { created, gone, cleared, leaked } = books.ledger();
    const [submitted, completed, failed, cancelled] = (
      ['submitted', 'completed', 'failed', 'cancelled'] as const
    ).map((end) => books.count(`request.${end}`));
    const sorted = (times: readonly number[]) =>
      times
        .map(Math.round)
        .sort((a, b) => a - b)
        .join(' ');
    console.log(
      [
        `requests: ${submitted} submitted = ${completed} completed + ${failed} failed + ${cancelled} cancelled`,
        `failed: ${report(failures)}`,
        `sessions: ${created} created = ${gone} gone + ${cleared} cleared + ${leaked} leaked`,
        `servers: ${books.count('server.started')} started, ${books.count('server.recycled')} replaced, ${books.count('server.lost')} times lost`,
        `trouble: ${report(trouble.counts)}`,
        `a loss was noticed after, ms: ${sorted(trouble.noticed)}`,
        `and another server was there after, ms: ${sorted(trouble.restored)}`,
        `commands: ${report(operator.given)}`,
        `refused: ${report(operator.refused)}`,
        `memory after warm-up: ${memoryText(warm)}`,
        `memory later: ${memoryText(late)}`,
        `heap in use: ${Math.round(heap / 2 ** 20)} MB after warm-up, ${Math.round(heapLate / 2 ** 20)} MB later`,
      ].join('\n'),
    );
    expectBalanced(books);
    expect(leaked).toBe(0);
    const given = [...failures.keys(), ...operator.refused.keys()];
    expect(given.filter((reason) => !reasons.includes(reason))).toEqual([]);
    await eventually(() => expect(trouble.left()).toEqual([]));
    expect([isRuntime, isGuard].map(howMany)).toEqual([0, 0]);
    expect(heapLate).toBeLessThan(growth * heap);
    expect(late.own).toBeLessThan(growth * warm.own);
    expect(late.runtime).toBeLessThan(growth * warm.runtime);
    expect(late.guard).toBeLessThan(growth * warm.guard);
  },
  (seconds + 300) * 1000,
);
