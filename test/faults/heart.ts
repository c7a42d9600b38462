import { expect } from 'vitest';
import { startEndpoint } from '../../src/offline-model/endpoint.ts';
import type { Command } from '../../src/repl/command.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import { createRepl, type ReplOptions } from '../../src/repl/repl.ts';
import { testEnvironment } from '../support/environment.ts';
import { providerAt } from '../support/provider-at.ts';
import { type Books, createBooks } from './books.ts';
import { nonceOf, promptOf, think, type Work } from './work.ts';

/** A heart on the real runtime with the scripted model behind it. It keeps no events, only books. */
export interface Heart {
  readonly books: Books;
  /** Where the newest server is. */
  readonly address: () => string;
  execute(command: Command): Promise<void>;
  /** Settles when the request has ended. */
  work(user: string, client: string, work: Work): Promise<void>;
  subscribe(listener: (event: ReplEvent) => void): () => void;
  /** What a user has otherwise than the books say, by the operator's `/open` and by what a prompt lists. */
  differences(user: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts one; the caller closes it. */
export async function openHeart(
  options: Partial<ReplOptions> = {},
  wordsPerSecond?: number,
): Promise<Heart> {
  const model = await startEndpoint(think, wordsPerSecond ? { wordsPerSecond } : {});
  const books = createBooks();
  const repl = createRepl({
    users: ['u1', 'u2'],
    server: { environment: testEnvironment() },
    model: providerAt(model, model.model),
    ...options,
  });
  let address = '';
  repl.subscribe((event) => {
    books.record(event);
    if (event.type === 'server.started') address = event.address;
  });
  await repl.ready;

  const work = (user: string, client: string, task: Work) =>
    repl.execute({ type: 'as', user, client, text: promptOf(task) });

  /** Events while something is done. */
  async function during<Type extends ReplEvent['type']>(type: Type, doing: () => Promise<void>) {
    const seen: Extract<ReplEvent, { type: Type }>[] = [];
    const unsubscribe = repl.subscribe((event) => {
      if (event.type === type) seen.push(event as (typeof seen)[number]);
    });
    await doing().finally(unsubscribe);
    return seen;
  }

  async function differences(user: string): Promise<readonly string[]> {
    const expected = [...books.filesOf(user)].sort(([a], [b]) => (a < b ? -1 : 1));
    const task: Work = { nonce: nonceOf(user, 0), steps: [{ list: true }], words: 0 };
    await repl.execute({ type: 'user', user });
    const [listed] = await during('tool.completed', () =>
      repl.execute({ type: 'prompt', text: promptOf(task) }),
    );
    const lines = expected.map(
      ([path, { content, revision }]) =>
        `${path}\t${Buffer.byteLength(content)} B\trevision ${revision}`,
    );
    const listing = lines.join('\n') || 'No files yet.';
    const wrong =
      listed?.result === listing ? [] : [`${user} lists ${listed?.result}, not ${listing}`];
    for (const [path, { content }] of expected) {
      const [opened] = await during('file.opened', () =>
        repl.execute({ type: 'open', user, path }),
      );
      if (opened?.content !== content) {
        wrong.push(`${user}: ${path} holds ${opened?.content}, not ${content}`);
      }
    }
    return wrong;
  }

  return {
    books,
    address: () => address,
    execute: (command) => repl.execute(command),
    work,
    subscribe: (listener) => repl.subscribe(listener),
    differences,
    async close() {
      await repl.close();
      await model.close();
    },
  };
}

/** Every request has exactly one end, every session's fate is told, and no text was where it does not belong. */
export function expectBalanced({ problems, open, count, ledger }: Books): void {
  expect(problems).toEqual([]);
  expect(open()).toEqual([]);
  const ends = ['request.completed', 'request.failed', 'request.cancelled'] as const;
  const ended = ends.map(count).reduce((sum, each) => sum + each);
  expect(ended).toBe(count('request.submitted'));
  const { created, gone, cleared, leaked } = ledger();
  expect(gone + cleared + leaked).toBe(created);
}

/** That, and every user has exactly what its prompts wrote. */
export async function expectAllWell(heart: Heart, users: readonly string[]): Promise<void> {
  for (const user of users) expect(await heart.differences(user)).toEqual([]);
  expectBalanced(heart.books);
}
