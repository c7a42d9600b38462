import { describe, expect, it } from 'vitest';
import type { ReplEvent, UntimedReplEvent } from '../../src/repl/events.ts';
import { checkRun, checkStep, filesAfter } from '../../src/scenario/checks.ts';
import type { Step } from '../../src/scenario/scenario.ts';

const timed = (event: UntimedReplEvent): ReplEvent => ({
  ...event,
  time: '2026-01-01T00:00:00.000Z',
});
const of = { user: 'alice', client: 'C1', request: 'R1' };

const changed = (user: string, path: string, operation: 'created' | 'deleted') =>
  timed({ type: 'file.changed', user, path, operation, revision: 1, size: 1, writer: 'C1' });
const called = (tool: string, ok = true) =>
  timed({
    type: 'tool.completed',
    call: 'c',
    tool,
    ok,
    result: '',
    handled: true,
    milliseconds: 1,
    session: 's',
    ...of,
  });
const answered = (answer: string) =>
  timed({ type: 'request.completed', answer, milliseconds: 1, ...of });
const created = (session: string) => timed({ type: 'session.created', session, ...of });
const gone = (session: string) =>
  timed({ type: 'session.confirmed-gone', milliseconds: 1, session, ...of });

const step = (expected: Step['expect']): Step => ({
  user: 'alice',
  client: 'C1',
  prompt: 'p',
  expect: expected,
});
const verdicts = (expected: Step['expect'], events: readonly ReplEvent[]) =>
  checkStep(step(expected), events, events).map(({ passed }) => passed);

describe('a step', () => {
  it.each<[string, Step['expect'], readonly ReplEvent[], readonly boolean[]]>([
    ['an answer', {}, [answered('a')], [true]],
    ['no answer', {}, [], [false]],
    [
      'tools in order',
      { tools: ['a', 'c'] },
      [called('a'), called('b'), called('c'), answered('')],
      [true, true],
    ],
    [
      'tools out of order',
      { tools: ['c', 'a'] },
      [called('a'), called('c'), answered('')],
      [true, false],
    ],
    ['a tool that failed', { tools: ['a'] }, [called('a', false), answered('')], [true, false]],
    ['words held', { answerHolds: ['x', 'y'] }, [answered('x')], [true, true, false]],
    ['words lacked', { answerLacks: ['x', 'y'] }, [answered('x')], [true, false, true]],
    ['words lacked in no answer', { answerLacks: ['x'] }, [], [false, false]],
    [
      'files of others',
      { files: { bob: [] } },
      [changed('bob', 'a', 'created'), answered('')],
      [true, false],
    ],
    ['no such content', { contents: { a: 'x' } }, [answered('')], [true, false]],
  ])('%s', (_, expected, events, passed) => {
    expect(verdicts(expected, events)).toEqual(passed);
  });
});

it('a file that was deleted is no longer there', () => {
  const events = [
    changed('a', 'x', 'created'),
    changed('a', 'y', 'created'),
    changed('a', 'x', 'deleted'),
  ];
  expect(filesAfter(events, 'a')).toEqual(['y']);
});

describe('a run', () => {
  const scenario = { name: '', title: '', users: [], steps: [step({}), step({})] };
  it.each<[string, readonly ReplEvent[], readonly boolean[]]>([
    ['two sessions, both gone', [created('1'), created('2'), gone('1'), gone('2')], [true, true]],
    ['one session used twice', [created('1'), created('1'), gone('1')], [false, true]],
    ['one left', [created('1'), created('2'), gone('1')], [true, false]],
    ['none', [], [false, false]],
  ])('%s', (_, events, passed) => {
    expect(checkRun(scenario, events).map((result) => result.passed)).toEqual(passed);
  });
});
