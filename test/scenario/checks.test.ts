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
const called = (tool: string, ok = true, handled = true, result = '') =>
  timed({
    type: 'tool.completed',
    call: 'c',
    tool,
    ok,
    handled,
    result,
    milliseconds: 1,
    session: 's',
    ...of,
  });
const failed = (code: string) =>
  timed({ type: 'request.failed', error: { code, message: code }, milliseconds: 1, ...of });
const answered = (answer: string) =>
  timed({ type: 'request.completed', answer, milliseconds: 1, ...of });
const created = (session: string) =>
  timed({ type: 'session.created', server: '127.0.0.1:1', session, ...of });
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
    ['the failure that is expected', { failure: 'x' }, [failed('x')], [true]],
    ['another failure', { failure: 'x' }, [failed('y')], [false]],
    ['an answer where a failure is expected', { failure: 'x' }, [answered('')], [false]],
    [
      'a refused call',
      { calls: [{ outcome: 'refused' }] },
      [called('a', false), answered('')],
      [true, true],
    ],
    [
      'a call that was done after all',
      { calls: [{ outcome: 'refused' }] },
      [called('a'), answered('')],
      [true, false],
    ],
    ['a call that never came', { calls: [{ outcome: 'refused' }] }, [answered('')], [true, false]],
    [
      'a result that lacks what it should hold',
      { calls: [{ outcome: 'done', holds: 'x' }] },
      [called('a', true, true, 'y'), answered('')],
      [true, false],
    ],
    [
      'a leak in a result',
      { resultsLack: ['key'] },
      [called('a', true, true, 'the key'), answered('')],
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
  const asked = (...sessions: string[]) =>
    timed({ type: 'server.sessions', address: '', sessions });
  const both = [created('1'), created('2'), gone('1'), gone('2')];
  it.each<[string, readonly ReplEvent[], readonly boolean[]]>([
    ['two sessions, both gone', [...both, asked()], [true, true, true, true]],
    [
      'one session used twice',
      [created('1'), created('1'), gone('1'), asked()],
      [false, true, true, true],
    ],
    ['one left', [created('1'), created('2'), gone('1'), asked('2')], [true, false, false, true]],
    ['one that the server still knows', [...both, asked('1')], [true, true, false, true]],
    ['sessions of others on the server', [...both, asked('9')], [true, true, true, true]],
    ['a server that was not asked', both, [true, true, false, true]],
    ['a hijacked call', [...both, called('a', true, false), asked()], [true, true, true, false]],
    [
      'a refused call of no tool of ours',
      [...both, called('a', false, false), asked()],
      [true, true, true, true],
    ],
    ['nothing at all', [], [false, false, false, true]],
  ])('%s', (_, events, passed) => {
    expect(checkRun(scenario, events).map((result) => result.passed)).toEqual(passed);
  });
});
