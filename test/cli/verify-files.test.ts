import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportForPeople } from '../../src/cli/commands/verify/for-people.ts';
import { reportJunit } from '../../src/cli/commands/verify/junit.ts';
import { endWith, UsageError } from '../../src/cli/errors.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { ScenarioEvent } from '../../src/scenario/events.ts';
import { sequences } from '../isolation/hostile-text.ts';
import { captureIo } from './captured-io.ts';
import { eventsOf } from './printed-events.ts';
import { runProgram as runToItsEnd } from './run-program.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const good = `
title: tea
users: [alice]
steps:
  - as: C1
    prompt: Create notes.md saying "tea at four"
    expect: { tools: [write_file], files: { alice: { contain: { notes.md: tea } } } }
`;
const failing = `
title: coffee
users: [alice]
steps:
  - say: This is not so.
  - as: C1
    prompt: Create notes.md saying "tea at four"
    expect: { files: { alice: { contain: { notes.md: coffee } } } }
`;

it('a false expectation fails with the step, what was expected and what was seen, for people and for CI', async () => {
  const [one, two] = [write('good.yaml', good), write('failing.yaml', failing)];
  const junit = join(folder, 'out.xml');
  const { code, stdout } = await runToItsEnd(['verify', one, two, '--junit', junit]);
  expect(code).toBe(1);
  const failure = '  ✗ alice\'s notes.md holds "coffee" — seen: tea at four\n    in step 2';
  expect(stdout).toContain(failure);
  expect(stdout).toContain(`(${two}:6): C1 (alice) › Create notes.md saying "tea at four"`);
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toContain('<testsuite name="good" tests="2" failures="0"');
  expect(xml).toContain('<testsuite name="failing" tests="2" failures="1"');
  expect(xml).toContain(
    '<failure message="alice\'s notes.md holds &quot;coffee&quot; — seen: tea at four"/>',
  );
});

it('with --json that is an event, and nothing else is printed', async () => {
  const two = write('failing.yaml', failing);
  const { code, stdout } = await runToItsEnd(['verify', two, '--json']);
  expect(code).toBe(1);
  const events = eventsOf(stdout);
  const failed = { check: 'alice\'s notes.md holds "coffee"', seen: 'tea at four' };
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'check.failed', scenario: 'failing', step: 2, ...failed }),
  );
  expect(events.find(({ type }) => type === 'step.failed')).toMatchObject({ step: 2, line: 6 });
  expect(events.some(({ type }) => type === 'request.completed')).toBe(true);
});

it.each([
  [
    'a typo',
    () => write('typo.yaml', good.replace('expect', 'expcet')),
    'typo.yaml:7:5: unknown word "expcet": did you mean expect?',
  ],
  ['no such file', () => join(folder, 'none.yaml'), 'there is no such file'],
  ['a folder', () => `${folder}/`, 'it is no file'],
  ['another built-in', () => 'short-livd', 'did you mean short-lived?'],
])('%s is wrong usage, and nothing is started', async (_, name, problem) => {
  const { io, stdout } = captureIo();
  const error = await runProgram(['verify', write('good.yaml', good), name()], io).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  expect(endWith(error)).toMatchObject({ code: 2, text: expect.stringContaining(problem) });
  expect(stdout()).toBe('');
});

it('a report that can not be written is wrong usage, before anything is run', async () => {
  const { io, stdout } = captureIo();
  const junit = join(folder, 'none', 'out.xml');
  const run = runProgram(['verify', 'short-lived', '--junit', junit], io);
  await expect(run).rejects.toThrow(/--junit .* can not be written/);
  expect(stdout()).toBe('');
});

const hostile = `${Object.values(sequences).join('')}<&">]]>\u0000\ufffe\ud800${'x'.repeat(100_000)}`;
const hostileRun = (): readonly ScenarioEvent[] => {
  const time = '2026-01-01T00:00:00.000Z';
  const of = { scenario: hostile, step: 1, does: hostile, line: 1, time };
  const expectations = [{ check: hostile, passed: false, seen: hostile }];
  return [
    {
      type: 'scenario.started',
      scenario: hostile,
      title: hostile,
      file: hostile,
      users: [],
      steps: 1,
      time,
    },
    { type: 'step.started', ...of },
    { type: 'step.failed', ...of, milliseconds: 1, expectations },
    {
      type: 'scenario.ended',
      scenario: hostile,
      passed: false,
      stepsPassed: 0,
      stepsFailed: 1,
      expectations,
      milliseconds: 1,
      time,
    },
  ];
};

it('what a scenario says is safe on a terminal, and bounded', () => {
  const { io, stdout, stderr } = captureIo({ terminal: true });
  Object.assign(io.stderr, { isTTY: true, columns: 40 });
  const { heard, end } = reportForPeople(io);
  for (const event of hostileRun()) heard(event);
  end?.(true);
  const controls = /[\0-\x09\x0b-\x1f\x7f-\x9f]/;
  expect(stdout().replaceAll('\u001b[31m', '').replaceAll('\u001b[39m', '')).not.toMatch(controls);
  expect(stderr().replaceAll('\r\u001b[2K', '')).not.toMatch(controls);
  expect(stderr()).toContain('  1/1 ');
  expect(stdout().length).toBeLessThan(10_000);
});

it('what a scenario says breaks no XML', () => {
  const path = join(folder, 'hostile.xml');
  const { heard, end } = reportJunit(path);
  for (const event of hostileRun()) heard(event);
  end?.(true);
  const xml = readFileSync(path, 'utf8');
  // Tags with quoted attributes, and nothing between them.
  const tag = /<\/?[a-z]+(?: [a-z]+="[^"<>]*")*\/?>/g;
  expect(
    xml
      .replace(/^<\?xml [^>]*>/, '')
      .replace(tag, '')
      .trim(),
  ).toBe('');
  expect(xml.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&');
  expect(xml).not.toMatch(/[\0-\x08\x0b-\x1f\ufffe\uffff]|\p{Surrogate}/u);
});
