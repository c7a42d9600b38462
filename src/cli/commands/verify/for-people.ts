import { type CheckResult, checkText } from '../../../repl/play.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import type { Io } from '../../io.ts';
import { mark } from '../../output/mark.ts';
import { progressOn } from './progress.ts';
import { expectationsOf, type Reporter } from './reporter.ts';
import { createTally } from './tally.ts';

/** A line of output has at most so many characters of what others say. */
const longest = 2_000;

/** One line a check on standard output, what held of each scenario in the end, and where a run is on a terminal. */
export function reportForPeople(io: Pick<Io, 'stdout' | 'stderr'>): Reporter {
  const progress = progressOn(io.stderr);
  const tally = createTally();
  let file: string | undefined;
  const print = (line: string) => {
    progress.clear();
    io.stdout.write(`${line}\n`);
  };
  const printCheck = (result: CheckResult) => {
    tally.count(result);
    print(`  ${mark(result.passed)} ${safeLine(checkText(result), longest)}`);
  };
  return {
    heard(event) {
      if (event.type === 'scenario.started') {
        file = event.file;
        tally.begin(event.scenario, event.title);
        print(safeLine(`${event.scenario}: ${event.title}`, 500));
        progress.begin(event.steps);
      }
      if (event.type === 'step.started' && event.say === undefined)
        progress.show(event.step, event.does);
      for (const each of expectationsOf(event)) printCheck(each);
      if (event.type === 'step.failed') {
        const { step, line, does } = event;
        const place = file === undefined || line === undefined ? '' : ` (${file}:${line})`;
        print(`    in step ${step}${safeLine(`${place}: ${does}`, 300)}`);
      }
      if (event.type === 'scenario.ended') progress.clear();
    },
    end(complete) {
      progress.clear();
      if (complete) for (const line of tally.lines()) print(line);
    },
  };
}
