import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/repl/play.ts';
import { builtInScenario } from '../../src/scenario/built-in.ts';
import { runScenario } from '../../src/scenario/runner.ts';
import { eventsOf } from './printed-events.ts';
import { runProgram } from './run-program.ts';

describe('verify', () => {
  it('prints a check a line and exits 0 when all hold', async () => {
    const { code, stdout } = await runProgram(['verify', 'short-lived']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(0)).toMatch(/^short-lived: /);
    expect(lines.slice(1, -1).every((line) => line.startsWith('  ✓ '))).toBe(true);
    expect(lines.at(-1)).toMatch(/^\d+ checks passed, none failed$/);
    expect(stdout).toContain('every session was destroyed and confirmed gone');
  });

  it.each([
    [['isolation'], /read_file .*ann\/vault\/secret\.md.* was refused → Error: /],
    [['--attack'], /✓ rg .* was refused → Tool 'rg' does not exist/],
  ])('%j holds, and says what was tried and what came back', async (args, tried) => {
    const { code, stdout } = await runProgram(['verify', ...args]);
    expect(stdout).not.toContain('✗');
    expect(code).toBe(0);
    expect(stdout).toMatch(tried);
    expect(stdout).toContain('no session is left on the server');
    expect(stdout).toContain('had reached our tools');
  });

  it('prints nothing but events with --json', async () => {
    const { code, stdout } = await runProgram(['verify', 'short-lived', 'privacy', '--json']);
    expect(code).toBe(0);
    const types = eventsOf(stdout).map((event) => event.type);
    expect(types).toContain('session.confirmed-gone');
    expect(types.filter((type) => type === 'check.passed').length).toBeGreaterThan(10);
    expect(types).not.toContain('check.failed');
  });

  it('exits 1 with a broken tool, and says what was seen instead', async () => {
    const { code, stdout } = await runProgram(['verify', 'short-lived'], {
      replOptions: {
        createTools: () =>
          ['write_file', 'read_file', 'list_files'].map((name) => ({
            name,
            description: 'broken',
            parameters: { type: 'object', properties: {} },
            run: async () => ({ ok: true, text: 'done' }),
          })),
      },
    });
    expect(code).toBe(1);
    expect(stdout).toContain('✗ alice\'s notes.md is "tea at four" — seen: no such file');
    expect(stdout).toMatch(/\d+ checks passed, \d+ failed/);
  });
});

it('a scenario fails when its expectations are false', async () => {
  const results: CheckResult[] = [];
  const silent = {
    ready: Promise.resolve(),
    execute: async () => {},
    subscribe: () => () => {},
    close: async () => {},
  };
  const passed = await runScenario(builtInScenario('short-lived'), {
    heart: silent,
    listener: (event) => {
      if ('expectations' in event) results.push(...event.expectations);
    },
  });
  expect(passed).toBe(false);
  const held = results.filter(({ passed }) => passed).map(({ check }) => check);
  expect(new Set(held)).toEqual(
    new Set([
      "bob's files: none",
      'each of 0 tool calls that succeeded had reached our tools',
      'bob was never told "tea at four"',
    ]),
  );
});
