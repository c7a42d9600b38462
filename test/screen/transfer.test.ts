import { expect, it } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../../src/screen/state.ts';
import { allEntries } from '../../src/screen/transcript.ts';
import { eventLines } from '../../src/ui/screen-reader/event-lines.ts';

const time = '2026-01-01T00:00:00.000Z';
const of = { time, user: 'alice', transfer: 'T1', direction: 'import' } as const;
const skip = (path: string, code: string, seed?: true): ReplEvent => ({
  type: 'file.skipped',
  ...of,
  ...(seed && { seed }),
  path,
  error: { code, message: 'is a link' },
});
const end = { host: '/tmp/\u001b[2Jin', files: 2, bytes: 2048, skipped: 30 };
const completed: ReplEvent = { type: 'transfer.completed', ...of, ...end };

const people: readonly ReplEvent[] = [
  { type: 'user.added', time, user: 'alice' },
  { type: 'user.added', time, user: 'bob' },
  { type: 'client.opened', time, user: 'alice', client: 'C1' },
  { type: 'client.opened', time, user: 'bob', client: 'C2' },
];

const after = (...events: readonly ReplEvent[]): ScreenState =>
  [...people, ...events].reduce(reduce, initialScreenState);

const notices = (state: ScreenState, client: string) => {
  const known = state.clients.get(client);
  return known
    ? allEntries(known.transcript).flatMap((e) => (e.kind === 'notice' ? [e.text] : []))
    : [];
};

it('what was skipped is told to its user, as far as it can be read, and what came of it all', () => {
  const many = Array.from({ length: 30 }, (_, i) => skip(`${i}\u001b[2J.md`, 'host-link'));
  const state = after(...many, completed);
  const told = notices(state, 'C1');
  expect(told).toHaveLength(21);
  expect(told[0]).toContain('.md skipped: is a link');
  expect(told.join()).not.toContain('\u001b');
  expect(told.at(-1)).toMatch(/^imported 2 files · 2\.0 KB from .*; 30 skipped$/);
  expect(notices(state, 'C2')).toEqual([]);
  expect(state.skipped?.size).toBe(0);
});

it('what a user starts with is no news, unless something is wrong with it', () => {
  const seeded: ReplEvent = { ...completed, seed: true };
  expect(notices(after(skip('a.md', 'exists', true), seeded), 'C1')).toEqual([]);
  expect(notices(after(skip('a.md', 'host-link', true), seeded), 'C1')).toHaveLength(1);
  const error = { code: 'host-not-found', message: '/x: there is no such file or folder' };
  expect(
    notices(after({ type: 'seed.failed', time, user: 'alice', host: '/x', error }), 'C1'),
  ).toEqual(['alice starts without files: /x: there is no such file or folder']);
});

it('is read out, one line for each file', () => {
  const lines = (event: ReplEvent) =>
    eventLines({ event, before: initialScreenState, after: initialScreenState });
  expect(lines(skip('a.md', 'host-link'))).toEqual(['alice: a.md skipped: is a link']);
  expect(lines(completed)).toEqual([
    expect.stringMatching(/^alice: imported 2 files, 2\.0 KB from .*; 30 skipped$/),
  ]);
  const exported = { path: 'a.md', host: '/out/a.md', size: 1, revision: 1, replaced: true };
  expect(lines({ type: 'file.exported', ...of, direction: 'export', ...exported })).toEqual([
    "alice's file a.md exported: /out/a.md replaced",
  ]);
});
