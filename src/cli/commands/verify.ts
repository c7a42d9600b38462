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

function scenarioNamed(name: string): Scenario {
  const found = builtInScenarios.get(name);
  if (found) return found;
  const known = [...builtInScenarios.keys()];
  const nearest = nearestWord(name, known);
  throw new UsageError(
    `unknown scenario "${safeLine(name, 64)}": ${nearest ? `did you mean ${nearest}?` : `there is ${known.join(', ')}.`}`,
  );
}

/** Runs scenarios, all built-in ones if none is named, each on a server of its own; prints a check a line. */
export async function runVerify(
  names: readonly string[],
  flags: Omit<Flags, 'user'>,
  io: Io,
): Promise<ExitCode> {
  const scenarios = names.length === 0 ? [...builtInScenarios.values()] : names.map(scenarioNamed);
  const json = flags.json ?? false;
  const print = (line: string) => {
    if (!json)
      io.stdout.write(`${line}
`);
  };
  let failed = 0;
  for (const scenario of scenarios) {
    print(`${scenario.name}: ${scenario.title}`);
    const report = (result: CheckResult) => {
      if (!result.passed) failed++;
      if (json) {
        const { passed, ...rest } = result;
        const type = passed ? 'check.passed' : 'check.failed';
        io.stdout.write(`${JSON.stringify({ type, scenario: scenario.name, ...rest })}\n`);
      }
      const seen = result.passed ? '' : `: ${result.seen}`;
      print(`  ${mark(result.passed)} ${safeLine(`${result.check}${seen}`)}`);
    };
    const options = { ...replOptions(flags, io), users: scenario.users };
    await withHeadless(options, io, json ? printJson(io) : () => {}, ({ repl }) =>
      runScenario(scenario, repl, report),
    );
    if (io.interrupted.aborted) return exitCodes.interrupted;
  }
  print(
    failed === 0 ? 'every check passed' : `${failed} ${failed === 1 ? 'check' : 'checks'} failed`,
  );
  return failed === 0 ? exitCodes.done : exitCodes.failed;
}
