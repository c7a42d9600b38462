import { describe, expect, it } from 'vitest';
import type { ScenarioEvent } from '../../src/scenario/events.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { beginScenario, runScenario } from '../../src/scenario/runner.ts';
import { createFakeHeart } from './fake-heart.ts';

const scenarioOf = (...steps: readonly string[]) =>
  parseScenario(
    ['title: t', 'users: [alice, bob]', 'steps:', ...steps.map((step) => `- ${step}`)].join('\n'),
    'my.yaml',
  );

/** Runs these steps: what did not hold, what was told and what was done. */
async function run(...steps: readonly string[]) {
  const heart = createFakeHeart();
  const events: ScenarioEvent[] = [];
  const passed = await runScenario(scenarioOf(...steps), {
    heart,
    listener: (event) => events.push(event),
  });
  const failed = events
    .flatMap((event) => ('expectations' in event ? event.expectations : []))
    .filter((each) => !each.passed)
    .map(({ check, seen }) => `${check}: ${seen}`);
  return { passed, failed, events, commands: heart.commands };
}

describe('steps', () => {
  it.each<[string, readonly string[]]>([
    ['a prompt', ['{ as: C1, prompt: hi, expect: { answer: { holds: hi }, session: gone } }']],
    ['a failure', ['{ as: C1, prompt: fail, expect: { failure: model-failed } }']],
    [
      'several at once, each with its own request',
      [
        '{ together: [{ as: C1, prompt: hi, expect: { answer: { matches: ^hi$ } } }, { as: C2, prompt: ho, expect: { answer: { matches: ^ho$ } } }, { as: C1, prompt: hi }] }',
      ],
    ],
    ['a cancelled request', ['{ as: C1, prompt: hang, cancel-after: session.created }']],
    [
      'a request that outlives its step, a command that ends it, events waited for in any order',
      [
        '{ as: C1, prompt: hang, until: session.created }',
        '{ say: now }',
        '{ command: /cancel C1 }',
        '{ wait: request.cancelled, client: C1, user: alice }',
        '{ wait: session.confirmed-gone }',
      ],
    ],
    ['events that came before the wait', ['{ as: C1, prompt: hi }', '{ wait: request.completed }']],
    ['a file deleted by the operator', ['{ command: /delete a.md }']],
    ['what only changes the screen', ['{ as: C1, prompt: hi }', '{ command: /compare }']],
  ])('%s', async (_, steps) => {
    const { failed, passed } = await run(...steps);
    expect(failed).toEqual([]);
    expect(passed).toBe(true);
  });

  it.each<[string, readonly string[], string]>([
    [
      'that are not done in time',
      ['{ as: C1, prompt: hang, deadline: 0.01 }', '{ as: C1, prompt: hi }'],
      'it was done in time: not done within 0.01 s|C1 (alice) answered: cancelled',
    ],
    [
      'that wait for what does not come',
      ['{ as: C1, prompt: hi }', '{ wait: request.completed, client: C2, deadline: 0.01 }'],
      'it was done in time: not done within 0.01 s',
    ],
    [
      'that wait for more than comes',
      ['{ as: C1, prompt: hi }', '{ wait: request.completed, times: 2, deadline: 0.01 }'],
      'it was done in time: not done within 0.01 s',
    ],
    [
      'that the heart refuses',
      ['{ as: C1, prompt: hi }', '{ kill: server }'],
      'it could be done: this server can not be killed',
    ],
  ])('%s fail, and the run goes on', async (_, steps, failure) => {
    const { failed, passed, events } = await run(...steps);
    expect(failed.join('|')).toBe(failure);
    expect(passed).toBe(false);
    expect(events.at(-1)).toMatchObject({ type: 'scenario.ended', stepsFailed: 1, passed: false });
  });
});

it('tells every step, where it stands, and its end', async () => {
  const { events } = await run('{ say: look }', '{ as: C2, prompt: hi }');
  expect(events).toMatchObject([
    {
      type: 'scenario.started',
      scenario: 'my',
      file: 'my.yaml',
      users: ['alice', 'bob'],
      steps: 2,
    },
    { type: 'step.started', step: 1, line: 4, say: 'look' },
    { type: 'step.passed', step: 1, say: 'look', expectations: [] },
    { type: 'step.started', step: 2, line: 5, does: 'C2 (bob) › hi' },
    { type: 'step.passed', step: 2, expectations: [{ check: 'C2 (bob) answered' }] },
    { type: 'scenario.ended', passed: true, stepsPassed: 2, stepsFailed: 0 },
  ]);
});

it('a step may be run again', async () => {
  const heart = createFakeHeart();
  const run = beginScenario(scenarioOf('{ as: C1, prompt: hi }'), { heart, listener: () => {} });
  expect([await run.step(0), await run.step(0), await run.finish()]).toEqual([true, true, true]);
});

it('an interruption ends it without a verdict', async () => {
  const events: ScenarioEvent[] = [];
  const interruption = new AbortController();
  const running = runScenario(scenarioOf('{ as: C1, prompt: hang }'), {
    heart: createFakeHeart(),
    listener: (event) => events.push(event),
    interrupted: interruption.signal,
  });
  interruption.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  expect(events.map(({ type }) => type)).toEqual(['scenario.started', 'step.started']);
});
