import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { startEndpoint } from '../../src/offline-model/endpoint.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import { startProgram } from '../cli/built-program.ts';
import { connectionsTo } from '../support/connections.ts';
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
import { type Books, createBooks } from './books.ts';
import { expectAllWell, expectBalanced, type Heart, openHeart } from './heart.ts';
import { createWorkshop, promptOf, think } from './work.ts';

const users = Array.from({ length: 10 }, (_, index) => `u${index + 1}`);

/** How much more memory than after warm-up is still called flat. */
const growth = 1.3;

describe('one heart', () => {
  let heart: Heart | undefined;
  afterEach(() => heart?.close());

  const make = createWorkshop(seededRandom(2));
  const clientAt = (number: number) => ({
    client: `C${number}`,
    user: users[number % users.length] ?? '',
  });
  const prompt = ({ work }: Heart, number: number) => {
    const { user, client } = clientAt(number);
    return work(user, client, make(user, { steps: 5, words: 100 }));
  };

  it('serves 50 clients of 10 users at once, again and again', async () => {
    const open = await openHeart({ users });
    heart = open;
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    const measured: Memory[] = [];
    for (let round = 1; round <= 8; round++) {
      const started = performance.now();
      // Three each: one that runs, and two that wait in line for it.
      await Promise.all([...numbers, ...numbers, ...numbers].map((each) => prompt(open, each)));
      const seconds = (performance.now() - started) / 1000;
      await heapInUse();
      measured.push(measureMemory(process.pid));
      const memory = memoryText(peakOf(measured.slice(-1)));
      console.log(`round ${round}: ${Math.round(150 / seconds)} requests/s; ${memory}`);
    }
    expect(open.books.count('request.completed')).toBe(8 * 150);
    expect(open.books.ledger()).toMatchObject({ leaked: 0, cleared: 0 });
    expect(open.books.count('server.recycled')).toBeGreaterThanOrEqual(3);
    await expectAllWell(open, users);
    const [warm, late] = [peakOf(measured.slice(0, 4)), peakOf(measured.slice(4))];
    expect(late.own).toBeLessThan(growth * warm.own);
    expect(late.runtime).toBeLessThan(growth * warm.runtime);
  });

  it('opens and closes 100 tabs at once, and keeps no connection', async () => {
    // Replaced for its memory, the server would be elsewhere, and so its connections.
    const open = await openHeart({ users, recycle: { memory: Number.POSITIVE_INFINITY } });
    heart = open;
    await prompt(open, 1);
    const tabs = Array.from({ length: 100 }, (_, index) => index + 101);
    const before = connectionsTo(open.address());
    for (let round = 1; round <= 2; round++) {
      await Promise.all(tabs.map((number) => prompt(open, number)));
      expect(connectionsTo(open.address())).toBe(before + 100);
      const closing = tabs.map((number) =>
        open.execute({ type: 'close', client: clientAt(number).client }),
      );
      await Promise.all(closing);
      await eventually(() => expect(connectionsTo(open.address())).toBe(before));
      console.log(`round ${round} of 100 tabs: ${memoryText(measureMemory(process.pid))}`);
    }
    await expectAllWell(open, users);
  });
});

/** Requests one after the other, and of how many the memory may still grow. */
const inARow = { requests: 2_000, warmUp: 700 };

/** Runs the program on so many prompts, one after the other, and measures it as it goes. */
async function runInARow(flags: readonly string[]): Promise<{ books: Books; measured: Memory[] }> {
  const model = await startEndpoint(think);
  const make = createWorkshop(seededRandom(3));
  const lines = Array.from({ length: inARow.requests }, (_, index) => {
    const user = users[index % users.length] ?? '';
    return `/as ${user}/C${(index % 20) + 1} ${promptOf(make(user))}\n`;
  });
  const run = startProgram(['--json', '--user', ...users, ...flags], {
    input: lines.join(''),
    environment: {
      COPILOT_PROVIDER_BASE_URL: model.baseUrl,
      COPILOT_PROVIDER_API_KEY: model.apiKey,
    },
  });
  const books = createBooks();
  const measured: Memory[] = [];
  const pid = run.child.pid ?? 0;
  let most = 0;
  createInterface({ input: run.child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    const event: ReplEvent = JSON.parse(line);
    books.record(event);
    if (event.type !== 'request.completed') return;
    const completed = books.count('request.completed');
    if (completed % 10 !== 0) return;
    measured.push(measureMemory(pid));
    const below = descendants(pid);
    most = Math.max(most, below.filter(isRuntime).length, below.filter(isGuard).length);
    if (completed % 200 === 0) {
      console.log(`after ${completed}: ${memoryText(peakOf(measured.slice(-20)))}`);
    }
  });
  const { code } = await run.ended;
  await model.close();
  expect(run.stderr()).toBe('');
  expect(code).toBe(0);
  // The next one is there before the one before it has gone.
  expect(most).toBeLessThanOrEqual(2);
  return { books, measured };
}

describe('the program', () => {
  it.each([
    { title: 'replaced after 300 sessions', flags: [], recycled: 6 },
    {
      title: 'never replaced',
      flags: ['--recycle-after', '999999999', '--recycle-size', '999999999'],
      recycled: 0,
    },
  ])('answers 2,000 requests in a row; a server that is $title', async ({ flags, recycled }) => {
    const { books, measured } = await runInARow(flags);
    expectBalanced(books);
    expect(books.count('request.completed')).toBe(inARow.requests);
    expect(books.ledger()).toMatchObject({ created: inARow.requests, gone: inARow.requests });
    expect(books.count('server.recycled')).toBe(recycled);
    const warmUp = inARow.warmUp / 10;
    const [warm, late] = [peakOf(measured.slice(0, warmUp)), peakOf(measured.slice(warmUp))];
    console.log(`warm-up: ${memoryText(warm)}\nlater: ${memoryText(late)}`);
    if (recycled === 0) {
      // What replacing is there for.
      expect(late.runtime).toBeGreaterThan(growth * warm.runtime);
      return;
    }
    expect(late.own).toBeLessThan(growth * warm.own);
    expect(late.runtime).toBeLessThan(growth * warm.runtime);
    expect(late.guard).toBeLessThan(growth * warm.guard);
  });
});
