import { afterEach, expect, it } from 'vitest';
import { createRepl, type Repl } from '../../src/repl/repl.ts';
import type { ScenarioEvent } from '../../src/scenario/events.ts';
import { heartOptions } from '../../src/scenario/heart-options.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/runner.ts';
import { onSharedServer } from '../support/shared-server.ts';

let heart: Repl | undefined;
afterEach(() => heart?.close());

it('a scenario says what its sessions offer, whatever the operator does', async () => {
  const scenario = parseScenario(
    `
title: what is offered
tools: [write_file, delete_file]
users: [alice]
steps:
  - as: C1
    prompt: Create a.md saying "tea", then delete it
    expect: { tools: [write_file, delete_file], files: { alice: [] } }
  - as: C1
    prompt: List my files
    expect: { tools: [], answer: { holds: "list_files\u0060 is not offered" } }
`,
    'offered.yaml',
  );
  heart = createRepl({
    users: [],
    model: { kind: 'offline' },
    server: await onSharedServer(),
    toolNames: ['list_files'],
    ...heartOptions(scenario),
  });
  const events: ScenarioEvent[] = [];
  const passed = await runScenario(scenario, { heart, listener: (event) => events.push(event) });
  const checks = events.flatMap((event) => ('expectations' in event ? event.expectations : []));
  expect(checks.filter((check) => !check.passed)).toEqual([]);
  expect(passed).toBe(true);
});
