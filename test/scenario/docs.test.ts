import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { createRepl, type Repl } from '../../src/repl/repl.ts';
import type { ScenarioEvent } from '../../src/scenario/events.ts';
import { heartOptions } from '../../src/scenario/heart-options.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/runner.ts';
import { onSharedServer } from '../support/shared-server.ts';

const page = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

let heart: Repl | undefined;
afterEach(() => heart?.close());

it('the example of the docs holds', async () => {
  const scenario = parseScenario(example, 'shopping.yaml');
  heart = createRepl({
    users: [],
    model: { kind: 'offline' },
    server: await onSharedServer(),
    ...heartOptions(scenario),
  });
  const events: ScenarioEvent[] = [];
  await runScenario(scenario, { heart, listener: (event) => events.push(event) });
  const checks = events.flatMap((event) => ('expectations' in event ? event.expectations : []));
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  expect(checks.length).toBeGreaterThan(15);
});

it('and its mistake is told as the docs say', () => {
  const mistaken = example.replace('tools: ', 'tool: ');
  const told = /^error: (shopping\.yaml:.*)$/m.exec(page)?.[1];
  expect(() => parseScenario(mistaken, 'shopping.yaml')).toThrow(told);
});
