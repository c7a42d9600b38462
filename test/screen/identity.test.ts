import { expect, it } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { serverInFront } from '../../src/screen/selectors.ts';
import { initialScreenState, type ScreenState } from '../../src/screen/state.ts';
import { modelLines } from '../../src/ui/overlay/model-lines.ts';
import { usersContent } from '../../src/ui/overlay/users-lines.ts';
import type { Line } from '../../src/ui/rows/row.tsx';
import { tabLine } from '../../src/ui/tabs/tab-line.ts';

const lineText = (line: Line): string => line.map(({ text }) => text).join('');

const time = '2026-01-01T00:00:00.000Z';
const source = { kind: 'github', label: 'GitHub Copilot', model: 'gpt-5' } as const;
const offline = { kind: 'offline', label: 'offline model (not an AI)', model: 'offline' } as const;

const after = (...events: readonly ReplEvent[]): ScreenState =>
  [
    { type: 'user.added', time, user: 'alice', source } as const,
    { type: 'user.added', time, user: 'bob' } as const,
    {
      type: 'server.started',
      time,
      address: '127.0.0.1:1',
      kind: 'embedded',
      version: '1',
      source: offline,
    } as const,
    { type: 'client.opened', time, user: 'alice', client: 'C1' } as const,
    { type: 'client.opened', time, user: 'bob', client: 'C2' } as const,
    ...events,
  ].reduce(reduce, initialScreenState);

const toBob: ReplEvent = { type: 'client.selected', time, user: 'bob', client: 'C2' };

it('the screen says who answers the user in front, not who answers others', () => {
  expect(lineText(tabLine(after(), 120))).toContain('GitHub Copilot');
  expect(lineText(tabLine(after(toBob), 120))).toContain('offline model');
  const shown = modelLines(serverInFront(after()), 80).map(lineText).join('\n');
  expect(shown).toContain('gpt-5');
});

const picker = (state: ScreenState, width: number) => {
  const content = usersContent({ kind: 'users', cursor: 0, query: '' }, state);
  const rows = content.rows(0, content.length, width).map(lineText);
  return { rows, detail: content.detail?.(width) };
};

it('the user picker says who is who, safely, and nothing of who is not known', () => {
  const identified: ReplEvent = {
    type: 'user.identified',
    time,
    user: 'alice',
    variable: 'ALICE_TOKEN',
    login: 'alice\u001b[2J-hub',
    plan: 'business',
    models: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
  };
  const { rows, detail } = picker(after(identified), 100);
  expect(rows[0]).toMatch(/^› alice .*C1 .*alice.*-hub · business/);
  expect(rows[1]).toMatch(/C2 *$/);
  expect(detail).toContain('by ALICE_TOKEN · 7 models: a, b, c, d, e, 2 more');
  expect(rows.join() + detail).not.toContain('\u001b');
  expect(picker(after(), 100).detail).toBeUndefined();
});

it('the user picker says why somebody can not be asked', () => {
  const error = { code: 'token-missing', message: 'T is not set', advice: 'Set it.' };
  const failed: ReplEvent = { type: 'user.identified', time, user: 'alice', variable: 'T', error };
  const { rows, detail } = picker(after(failed), 100);
  expect(rows[0]).toContain('token-missing');
  expect(detail).toBe('T is not set. Set it.');
});

it('who is not there does not come into being by being identified', () => {
  const other: ReplEvent = { type: 'user.identified', time, user: 'zoe', model: 'm' };
  expect(after(other).users.map(({ name }) => name)).toEqual(['alice', 'bob']);
});
