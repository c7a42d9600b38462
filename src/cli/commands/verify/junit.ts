import { writeFileSync } from 'node:fs';
import { type CheckResult, checkText } from '../../../repl/play.ts';
import type { ScenarioEvent } from '../../../scenario/events.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { UsageError } from '../../errors.ts';
import { refuseToReplace } from '../../output/replaced-file.ts';
import type { Reporter } from './reporter.ts';

type Started = Extract<ScenarioEvent, { type: 'scenario.started' }>;
type Ended = Extract<ScenarioEvent, { type: 'scenario.ended' }>;
type StepEnded = Extract<ScenarioEvent, { type: 'step.passed' | 'step.failed' }>;

interface Suite {
  readonly started: Started;
  readonly steps: StepEnded[];
  ended?: Ended;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as an attribute's value: control characters, which XML can't hold, are shown by their pictures. */
const attribute = (text: string): string =>
  safeLine(text, 2_000)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

function testCase(
  suite: Started,
  name: string,
  expectations: readonly CheckResult[],
  milliseconds: number,
  line?: number,
): string {
  const where =
    suite.file === undefined
      ? ''
      : ` file="${attribute(suite.file)}"${line === undefined ? '' : ` line="${line}"`}`;
  const head = `    <testcase classname="${attribute(suite.scenario)}" name="${attribute(name)}" time="${seconds(milliseconds)}"${where}`;
  const failed = expectations.filter(({ passed }) => !passed);
  if (failed.length === 0) return `${head}/>`;
  // Most readers show one failure a case.
  const message = failed.map(checkText).join('; ');
  return `${head}>\n      <failure message="${attribute(message)}"/>\n    </testcase>`;
}

function suiteText({ started, steps, ended }: Suite): string {
  const rules = ended?.expectations ?? [
    { check: 'the run came to its end', passed: false, seen: 'it was interrupted' },
  ];
  const failures =
    steps.filter(({ type }) => type === 'step.failed').length +
    Number(rules.some(({ passed }) => !passed));
  const cases = [
    ...steps.map(({ step, does, expectations, milliseconds, line }) =>
      testCase(started, `${step}. ${does}`, expectations, milliseconds, line),
    ),
    testCase(started, 'standing rules', rules, 0),
  ];
  return [
    `  <testsuite name="${attribute(started.scenario)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${seconds(ended?.milliseconds ?? 0)}" timestamp="${started.time}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

const documentText = (suites: readonly Suite[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="multiuser-repl verify">',
    ...suites.map(suiteText),
    '</testsuites>',
    '',
  ].join('\n');

/**
 * Writes JUnit XML when all has ended: a suite for each scenario, a case for each step and one for the standing rules.
 * @throws UsageError, before anything is run, where the file can't be written
 */
export function reportJunit(path: string): Reporter {
  const suites: Suite[] = [];
  const write = () => {
    try {
      writeFileSync(path, documentText(suites));
    } catch (error) {
      const { message } = error as Error;
      throw new UsageError(
        `--junit ${safeLine(path, 200)} can not be written: ${safeLine(message)}`,
      );
    }
  };
  refuseToReplace(path, '<?xml');
  write();
  return {
    heard(event) {
      const suite = suites.at(-1);
      if (event.type === 'scenario.started') suites.push({ started: event, steps: [] });
      if (event.type === 'step.passed' || event.type === 'step.failed') {
        if (event.say === undefined) suite?.steps.push(event);
      }
      if (event.type === 'scenario.ended' && suite) suite.ended = event;
    },
    end: write,
  };
}
