import { describe, expect, it } from 'vitest';
import type { ReplEvent, UntimedReplEvent } from '../../src/repl/events.ts';
import { checkFiles, filesAfter } from '../../src/scenario/expectations/files.ts';
import { matches } from '../../src/scenario/expectations/pattern.ts';
import { checkRequest } from '../../src/scenario/expectations/request.ts';
import { checkRun } from '../../src/scenario/expectations/rules.ts';
import type { FilesExpectation, PromptExpectation, Rules } from '../../src/scenario/model.ts';

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
const created = (session: string, request = 'R1') =>
  timed({ type: 'session.created', server: '127.0.0.1:1', session, ...of, request });
const gone = (session: string) =>
  timed({ type: 'session.confirmed-gone', milliseconds: 1, session, ...of });

const submitted = (request = 'R1') =>
  timed({ type: 'request.submitted', prompt: 'p', ...of, request });

const verdicts = (expect: PromptExpectation, events: readonly ReplEvent[]) =>
  checkRequest({ user: 'alice', client: 'C1', text: 'p', expect }, events).map(
    ({ passed }) => passed,
  );

describe('a request', () => {
  it.each<[string, PromptExpectation, readonly ReplEvent[], readonly boolean[]]>([
    ['an answer', { end: 'answered' }, [answered('a')], [true]],
    ['no answer', { end: 'answered' }, [], [false]],
    ['tools in order', { tools: ['a', 'c'] }, [called('a'), called('b'), called('c')], [true]],
    ['tools out of order', { tools: ['c', 'a'] }, [called('a'), called('c')], [false]],
    ['a tool that failed', { tools: ['a'] }, [called('a', false)], [false]],
    ['no tool', { tools: [] }, [called('a', false)], [true]],
    ['a tool where there is to be none', { tools: [] }, [called('a')], [false]],
    ['words held', { answer: { holds: ['x', 'y'] } }, [answered('x')], [true, false]],
    ['words lacked', { answer: { lacks: ['x', 'y'] } }, [answered('x')], [false, true]],
    ['words lacked in no answer', { answer: { lacks: ['x'] } }, [], [false]],
    ['patterns', { answer: { matches: ['^x$', 'y'] } }, [answered('x')], [true, false]],
    ['patterns lacked', { answer: { lacksMatch: ['^x$', 'y'] } }, [answered('x')], [false, true]],
    ['the failure that is expected', { end: 'failed', failure: 'x' }, [failed('x')], [true]],
    ['another failure', { end: 'failed', failure: 'x' }, [failed('y')], [false]],
    ['an answer where a failure is expected', { end: 'failed' }, [answered('')], [false]],
    ['a refused call', { calls: [{ outcome: 'refused' }] }, [called('a', false)], [true]],
    ['a call that was done after all', { calls: [{ outcome: 'refused' }] }, [called('a')], [false]],
    ['a call that never came', { calls: [{ outcome: 'refused' }] }, [answered('')], [false]],
    [
      'a result that lacks what it should hold',
      { calls: [{ outcome: 'done', holds: 'x' }] },
      [called('a', true, true, 'y')],
      [false],
    ],
    ['a leak in a result', { resultsLack: ['key'] }, [called('a', true, true, 'the key')], [false]],
    ['a session that is gone', { session: 'gone' }, [created('s'), gone('s')], [true]],
    ['a session that lives', { session: 'gone' }, [created('s')], [false]],
    ['a session where there is to be none', { session: 'none' }, [created('s')], [false]],
    ['time kept', { duration: 1 }, [answered('')], [true]],
    ['time exceeded', { duration: 0 }, [answered('')], [false]],
  ])('%s', (_, expected, events, passed) => {
    expect(verdicts(expected, events)).toEqual(passed);
  });
});

describe('files', () => {
  const opened = [
    timed({ type: 'file.opened', user: 'bob', path: 'a', revision: 1, content: 'tea at four' }),
  ];
  it.each<[string, FilesExpectation, readonly boolean[]]>([
    ['all of them', { exactly: ['a'] }, [true]],
    ['more than there are', { exactly: ['a', 'b'] }, [false]],
    ['fewer than there are', { exactly: [] }, [false]],
    ['absent', { absent: ['a', 'b'] }, [false, true]],
    ['equal', { equal: { a: 'tea', b: '' } }, [false, false]],
    ['held', { contain: { a: ['tea', 'milk'] } }, [true, false]],
    ['written by', { writtenBy: { a: 'C1' } }, [true]],
    ['written by another', { writtenBy: { a: 'C2', b: 'C1' } }, [false, false]],
  ])('%s', (_, expected, passed) => {
    const all = [changed('bob', 'a', 'created'), changed('alice', 'b', 'created')];
    const results = checkFiles({ bob: expected }, all, opened);
    expect(results.map((result) => result.passed)).toEqual(passed);
  });

  it('that were deleted are no longer there', () => {
    const events = [
      changed('a', 'x', 'created'),
      changed('a', 'y', 'created'),
      changed('a', 'x', 'deleted'),
    ];
    expect(filesAfter(events, 'a')).toEqual(['y']);
  });

  it('were written by whoever was last, before the run too, and by no other REPL', () => {
    const entry = { path: 'a', size: 1, revision: 2, modified: '2026-01-01T00:00:00.000Z' };
    const wroteLast = (...events: readonly ReplEvent[]) =>
      checkFiles({ bob: { writtenBy: { a: 'C2' } } }, events, [])[0];
    const loaded = (origin: object) =>
      timed({ type: 'files.loaded', user: 'bob', files: [{ ...entry, writer: 'C2', ...origin }] });
    expect(wroteLast(changed('bob', 'a', 'created'), loaded({}))?.passed).toBe(true);
    expect(wroteLast(loaded({}), changed('bob', 'a', 'created'))?.seen).toBe('C1');
    expect(wroteLast(loaded({ origin: 'there' }))?.seen).toBe('C2 of there');
    expect(wroteLast(loaded({}), changed('bob', 'a', 'deleted'))?.seen).toBe('no such file');
  });
});

it('gives up on a pattern that takes for ever', () => {
  expect(matches(`${'a'.repeat(40)}!`, '^(a+)+$')).toBeUndefined();
});

describe('a run', () => {
  const none: Rules = { neverTold: {}, toolsNeverUsed: [] };
  const prompt = { user: 'alice', client: 'C1', text: 'p', expect: {} };
  const steps = [
    { action: { type: 'prompts', prompts: [prompt] }, expect: {}, deadline: 1 },
  ] as const;
  const asked = (...sessions: string[]) =>
    timed({ type: 'server.sessions', address: '', sessions });
  const both = [created('1'), created('2', 'R2'), gone('1'), gone('2')];
  it.each<[string, readonly ReplEvent[], readonly boolean[]]>([
    ['two sessions, both gone', [...both, asked()], [true, true, true, true]],
    [
      'one session used twice',
      [created('1'), created('1', 'R2'), gone('1'), asked()],
      [false, true, true, true],
    ],
    [
      'one left',
      [created('1'), created('2', 'R2'), gone('1'), asked('2')],
      [true, false, false, true],
    ],
    ['one that the server still knows', [...both, asked('1')], [true, true, false, true]],
    [
      'one that another of the servers still knows',
      [...both, asked('1'), timed({ type: 'server.sessions', address: 'other', sessions: [] })],
      [true, true, false, true],
    ],
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
    const results = checkRun({ steps, rules: none }, events);
    expect(results.map((result) => result.passed)).toEqual(passed);
  });

  it('a session that went with a lost server is gone, one that leaked otherwise is not', () => {
    const error = { code: '', message: '' };
    const cleared = timed({ type: 'session.cleared', session: '1', ...of });
    const lost = timed({ type: 'server.lost', address: '127.0.0.1:1', error, retrying: true });
    const verdict = (...events: ReplEvent[]) =>
      checkRun({ steps, rules: none }, [submitted(), created('1'), ...events])[1]?.passed;
    expect([verdict(lost, cleared), verdict(lost), verdict(cleared)]).toEqual([true, false, false]);
  });

  it.each<[string, Partial<Rules>]>([
    ['a text that a user may not be told', { neverTold: { alice: ['key'] } }],
    ['a request that took too long', { duration: 0 }],
    ['a tool that nobody may call', { toolsNeverUsed: ['a'] }],
  ])('%s', (_, rules) => {
    const events = [called('a', true, true, 'the key'), answered('')];
    const results = checkRun({ steps, rules: { ...none, ...rules } }, events);
    expect(results.at(-1)?.passed).toBe(false);
  });
});
