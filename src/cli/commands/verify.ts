import { jsonLine } from '../../recording/json-line.ts';
import { nearestWord } from '../../repl/nearest.ts';
import { builtInScenarios } from '../../scenario/built-in.ts';
import { runScenario } from '../../scenario/runner.ts';
import type { CheckResult, Scenario } from '../../scenario/scenario.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { UsageError } from '../errors.ts';
import { printJson } from '../event-printer.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { withHeadless } from '../headless.ts';
import type { Io } from '../io.ts';
import { mark } from '../mark.ts';
import type { Flags } from '../options.ts';
import { replOptions } from '../repl-options.ts';
import { withAttack } from './attack.ts';

export interface VerifyFlags extends Omit<Flags, 'user'> {
  /** Run the attacks that need a hostile model as well. */
  readonly attack?: boolean;
}

function scenarioNamed(name: string): Scenario {
  const found = builtInScenarios.get(name);
  if (found) return found;
  const known = [...builtInScenarios.keys()];
  const nearest = nearestWord(name, known);
  throw new UsageError(
    `unknown scenario "${safeLine(name, 64)}": ${nearest ? `did you mean ${nearest}?` : `there is ${known.join(', ')}.`}`,
  );
}

const chosenScenarios = (names: readonly string[], attack: boolean): readonly Scenario[] => {
  if (names.length > 0) return names.map(scenarioNamed);
  return attack ? [] : [...builtInScenarios.values()];
};

/**
 * Runs scenarios, all built-in ones if none is named, each on a server of its own; prints a check a line. With
 * `--attack` it runs the named ones and the attacks of a hostile model.
 */
export async function runVerify(
  names: readonly string[],
  flags: VerifyFlags,
  io: Io,
): Promise<ExitCode> {
  const { json = false, attack = false } = flags;
  const printEvent = json ? printJson(io) : () => {};
  const print = (line: string) => {
    if (!json) io.stdout.write(`${line}\n`);
  };
  let passed = 0;
  let failed = 0;

  const reportTo =
    ({ name: scenario }: Scenario) =>
    ({ check, passed: good, seen }: CheckResult) => {
      // A step that was cut short says nothing of what holds.
      if (io.interrupted.aborted) return;
      if (good) passed++;
      else failed++;
      if (json) {
        const type = good ? 'check.passed' : 'check.failed';
        io.stdout.write(jsonLine({ type, scenario, check, seen }));
      }
      const line = seen === '' ? check : `${check}${good ? ' →' : ':'} ${seen}`;
      print(`  ${mark(good)} ${safeLine(line)}`);
    };

  async function run(scenario: Scenario): Promise<void> {
    print(`${scenario.name}: ${scenario.title}`);
    const options = {
      ...replOptions(flags, io),
      users: scenario.users,
      ...(scenario.model && { model: { kind: scenario.model } }),
    };
    await withHeadless(options, io, printEvent, ({ repl }) =>
      runScenario(scenario, repl, reportTo(scenario)),
    );
  }

  for (const scenario of chosenScenarios(names, attack)) await run(scenario);
  if (attack) {
    await withAttack(async (scenario, checkHost) => {
      await run(scenario);
      reportTo(scenario)(checkHost());
    });
  }
  const total = `${passed} ${passed === 1 ? 'check' : 'checks'} passed`;
  print(failed === 0 ? `${total}, none failed` : `${total}, ${failed} failed`);
  return failed === 0 ? exitCodes.done : exitCodes.failed;
}
