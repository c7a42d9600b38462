import { describe, expect, it } from 'vitest';
import type { ReportEvent } from '../../src/report/events.ts';
import { createReportFold } from '../../src/report/fold-report.ts';
import { limits } from '../../src/report/limits.ts';
import type { Report, Run } from '../../src/report/model.ts';
import { at, requestEvents, started, troubledEvents } from './sample-events.ts';

function reportOf(events: readonly ReportEvent[], redact?: (text: string) => string): Report {
  const fold = createReportFold(redact);
  for (const event of events) fold.add(event);
  return fold.finish();
}

function runOf(events: readonly ReportEvent[], redact?: (text: string) => string): Run {
  const [run, ...more] = reportOf(events, redact).runs;
  if (!run || more.length > 0) throw new Error(`${more.length} runs more than one`);
  return run;
}

const write = (revision: number, content: string) => ({ path: 'a.md', content, revision });
const alice = { user: 'alice', client: 'C1' } as const;

describe('a run', () => {
  const run = runOf(troubledEvents);

  it('has each request with its end and the fate of its session', () => {
    expect(run.requests.map(({ request, state, fate }) => `${request} ${state} ${fate}`)).toEqual([
      'R1 answered gone',
      'R2 answered gone',
      'R3 answered leaked',
      'R4 failed gone',
      'R5 cancelled gone',
    ]);
    expect(run.requests[3]?.error?.code).toBe('timeout');
    expect(run.requests[2]?.leak?.message).toBe('The server still knows it.');
  });

  it('has what was streamed of an answer that was cut off', () => {
    expect(run.requests[4]?.answer.text).toBe('I wa');
  });

  it('counts', () => {
    expect(run.totals).toMatchObject({
      requests: 5,
      answered: 3,
      failed: 1,
      cancelled: 1,
      sessions: 5,
      gone: 4,
      leaked: 1,
      calls: 3,
      changes: 3,
      inputTokens: 500,
    });
    expect(run.verdict).toBe('failed');
  });

  it('knows the content of every revision from the call that wrote it', () => {
    const told = run.changes.map(({ user, path, revision, content }) => [
      `${user}/${path}@${revision}`,
      run.contents[content ?? -1]?.text,
    ]);
    expect(told).toEqual([
      ['alice/notes.md@1', 'tea at four'],
      ['bob/docs/notes.md@1', 'bob was here'],
      ['alice/notes.md@2', 'tea at five'],
    ]);
  });

  it('says who answered', () => {
    expect(run.sources).toEqual([
      { kind: 'offline', model: 'offline', label: 'offline model (not an AI)' },
    ]);
  });
});

it('says whose answers came from elsewhere', () => {
  const source = { kind: 'github', model: 'automatic', label: 'GitHub Copilot' } as const;
  const { sources } = runOf([started(), at(0, { type: 'user.added', user: 'alice', source })]);
  expect(sources.map(({ label, user }) => [label, user])).toEqual([
    ['offline model (not an AI)', undefined],
    ['GitHub Copilot', 'alice'],
  ]);
});

describe('contents', () => {
  it('are not guessed where two calls could have written them', () => {
    const [, , , call, change] = requestEvents({
      ...alice,
      from: 0,
      request: 'R1',
      prompt: 'x',
      write: write(1, 'one'),
    });
    if (call?.type !== 'tool.started' || !change) throw new Error('another event was expected');
    const other = { ...call, call: 'other', arguments: { path: './a.md', content: 'two' } };
    const [unknown] = runOf([call, other, change]).changes;
    expect(unknown?.content).toBeUndefined();
    const same = { ...other, arguments: { path: '/a.md', content: 'one' } };
    const [known] = runOf([call, same, change]).changes;
    expect(known?.content).toBe(0);
  });

  it('are known from a file that was opened', () => {
    const changed = {
      type: 'file.changed',
      user: 'alice',
      path: 'a.md',
      operation: 'created',
      revision: 1,
      size: 2,
      writer: 'operator',
    } as const;
    const opened = { type: 'file.opened', user: 'alice', path: 'a.md', revision: 1 } as const;
    const run = runOf([at(0, changed), at(9, { ...opened, content: 'hi' })]);
    expect(run.contents[run.changes[0]?.content ?? -1]?.text).toBe('hi');
  });

  it('and what was listed are the tree of a store that was not empty', () => {
    const files = [{ path: 'old.md', size: 3, revision: 4, writer: 'C9', modified: '' }];
    const [found] = runOf([at(0, { type: 'files.listed', user: 'alice', files })]).changes;
    expect(found).toMatchObject({ path: 'old.md', kind: 'found', revision: 4, writer: 'C9' });
  });
});

it('what is retried is void', () => {
  const of = { ...alice, request: 'R1', session: 's' };
  const run = runOf([
    at(0, { type: 'answer.delta', ...of, message: 'a', text: 'void' }),
    at(1, { type: 'retry', ...of, message: 'a', reason: 'the model hung up' }),
    at(2, { type: 'answer.delta', ...of, message: 'b', text: 'kept' }),
  ]);
  expect(run.requests[0]).toMatchObject({
    answer: { text: 'kept' },
    retries: ['the model hung up'],
    state: 'open',
  });
  expect(run.verdict).toBe('unfinished');
});

it('a session that is gone after all is no leak', () => {
  const events = requestEvents({ ...alice, from: 0, request: 'R1', prompt: 'x', leaks: true });
  const cleared = {
    type: 'session.cleared',
    ...alice,
    request: 'R1',
    session: 'R1-session',
  } as const;
  const run = runOf([...events, at(900, cleared)]);
  expect(run.requests[0]?.fate).toBe('cleared');
  expect(run.totals).toMatchObject({ leaked: 0, cleared: 1 });
  expect(run.verdict).toBe('passed');
});

describe('runs', () => {
  const ended = at(500, { type: 'server.ended', address: '127.0.0.1:41233', sessions: 1 });
  const one = [
    started(),
    ...requestEvents({ ...alice, from: 0, request: 'R1', prompt: 'x' }),
    ended,
  ];
  const scenario = (name: string) =>
    at(0, { type: 'scenario.started', scenario: name, title: name, users: [], steps: 1 });
  const over = (name: string, passed: boolean) =>
    at(400, {
      type: 'scenario.ended',
      scenario: name,
      passed,
      stepsPassed: 0,
      stepsFailed: 0,
      expectations: [{ check: 'it holds', passed, seen: passed ? '' : 'it does not' }],
      milliseconds: 1,
    });

  it('are told apart: one REPL after the other', () => {
    expect(reportOf([...one, ...one]).runs.map(({ totals }) => totals.requests)).toEqual([1, 1]);
  });

  it('are told apart: one scenario after the other, also where a server never ended', () => {
    const [first, second] = reportOf([
      started(),
      scenario('a'),
      over('a', true),
      started(),
      scenario('b'),
      over('b', false),
    ]).runs;
    expect([first?.title, first?.verdict]).toEqual(['a', 'passed']);
    expect([second?.title, second?.verdict]).toEqual(['b', 'failed']);
  });

  it('of a scenario may have requests that fail, if it says so', () => {
    const failing = requestEvents({ ...alice, from: 0, request: 'R1', prompt: 'x', end: 'failed' });
    expect(runOf([started(), scenario('a'), ...failing, over('a', true)]).verdict).toBe('passed');
    expect(runOf([started(), ...failing]).verdict).toBe('failed');
  });

  it('that were cut off are unfinished', () => {
    const step = { scenario: 'a', step: 1, does: 'prompts' };
    expect(runOf([scenario('a'), at(1, { type: 'step.started', ...step })]).verdict).toBe(
      'unfinished',
    );
  });
});

describe('steps', () => {
  it('have their checks, and the requests that belong to them', () => {
    const step = { scenario: 'a', step: 2, does: 'alice prompts', line: 7 };
    const expectations = [
      { check: 'C1 answered', passed: true, seen: '' },
      { check: 'C1 called write_file', passed: false, seen: 'called none' },
    ];
    const run = runOf([
      at(0, { type: 'step.started', ...step }),
      ...requestEvents({ ...alice, from: 0, request: 'R1', prompt: 'x' }),
      at(200, { type: 'step.failed', ...step, milliseconds: 200, expectations }),
    ]);
    expect(run.requests[0]?.step).toBe(2);
    expect(run.steps).toMatchObject([
      { number: 2, line: 7, state: 'failed', checks: expectations },
    ]);
    expect(run.totals).toMatchObject({ checksPassed: 1, checksFailed: 1 });
    expect(run.verdict).toBe('failed');
  });
});

describe('what comes from outside', () => {
  it('loses its secrets, also those that JSON or a cut would hide', () => {
    const secret = 'se"cret-token';
    const redact = (text: string) => text.replaceAll(secret, '‹secret›');
    const run = runOf(
      requestEvents({
        ...alice,
        from: 0,
        request: 'R1',
        prompt: `${'x'.repeat(limits.prompt - 5)}${secret}`,
        answer: secret,
        write: write(1, `key: ${secret}`),
      }),
      redact,
    );
    expect(JSON.stringify(run)).not.toContain('cret-tok');
    expect(JSON.stringify(run)).not.toContain('se\\"c');
    expect(run.contents[0]?.text).toBe('key: ‹secret›');
  });

  it('is cut where it is too long, and says by how much', () => {
    const run = runOf(
      requestEvents({
        ...alice,
        from: 0,
        request: 'R1',
        prompt: 'p'.repeat(limits.prompt + 7),
        answer: '\u202e'.repeat(limits.answer),
      }),
    );
    expect(run.requests[0]?.prompt).toMatchObject({ more: 7 });
    expect(run.requests[0]?.answer.text.length).toBeLessThanOrEqual(limits.answer + 10);
    expect(run.requests[0]?.answer.more).toBeGreaterThan(0);
  });

  it('is bounded in number: what went wrong stays, and all is counted', () => {
    const fold = createReportFold();
    const total = limits.requests + 50;
    for (let index = 0; index < total; index++) {
      const end = index === total - 1 ? 'failed' : 'answered';
      for (const event of requestEvents({
        ...alice,
        from: index,
        request: `R${index}`,
        prompt: 'x',
        end,
      }))
        fold.add(event);
    }
    const [run] = fold.finish().runs;
    expect(run?.requests.length).toBe(limits.requests + 1);
    expect(run?.requests.at(-1)?.state).toBe('failed');
    expect(run?.totals.requests).toBe(total);
  });
});

describe('a play', () => {
  const good = { check: 'it holds', passed: true, seen: '' };
  const bad = { check: 'it holds', passed: false, seen: 'it does not' };
  const begins = (from: number) =>
    at(from, { type: 'scenario.started', scenario: 's', title: 't', users: ['alice'], steps: 2 });
  const begun = (from: number, step: number) =>
    at(from, { type: 'step.started', scenario: 's', step, does: `step ${step}` });
  const done = (from: number, step: number, check = good) =>
    at(from, {
      type: check.passed ? 'step.passed' : 'step.failed',
      scenario: 's',
      step,
      does: `step ${step}`,
      milliseconds: 1,
      expectations: [check],
    });
  const ended = (from: number, passed: boolean, check = good) =>
    at(from, {
      type: 'scenario.ended',
      scenario: 's',
      passed,
      stepsPassed: 2,
      stepsFailed: 0,
      expectations: [check],
      milliseconds: 1,
    });

  it('that went back to a step has what was found the last time', () => {
    const before = [begun(2, 1), done(3, 1), begun(4, 2), done(5, 2, bad), ended(6, false, bad)];
    const again = [
      begun(7, 2),
      begun(8, 1),
      done(9, 1),
      begun(10, 2),
      done(11, 2),
      ended(12, true),
    ];
    const run = runOf([started(), begins(1), ...before, ...again]);
    expect(run.steps.map(({ number, state }) => [number, state])).toEqual([
      [1, 'passed'],
      [2, 'passed'],
    ]);
    expect(run.rules).toHaveLength(1);
    expect(run).toMatchObject({
      verdict: 'passed',
      totals: { checksPassed: 3, checksFailed: 0, steps: 2 },
    });
  });

  it('that began anew is another run, with the same answering', () => {
    const { runs } = reportOf([
      started(),
      begins(1),
      begun(2, 1),
      begins(3),
      begun(4, 1),
      done(5, 1),
    ]);
    expect(runs.map(({ steps }) => steps.map(({ state }) => state))).toEqual([
      ['open'],
      ['passed'],
    ]);
    expect(runs[1]?.sources).toEqual(runs[0]?.sources);
  });
});
