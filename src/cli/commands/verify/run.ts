import type { ReplEvent } from '../../../repl/events.ts';
import type { CheckResult } from '../../../repl/play.ts';
import { builtInNames } from '../../../scenario/built-in.ts';
import type { ScenarioEvent } from '../../../scenario/events.ts';
import { heartOptions } from '../../../scenario/heart-options.ts';
import type { Scenario } from '../../../scenario/model.ts';
import { killsServer, runScenario } from '../../../scenario/runner.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { withHeadless } from '../../heart/headless.ts';
import { replOptions } from '../../heart/repl-options.ts';
import { type Io, say } from '../../io.ts';
import { loadScenario } from '../../load-scenarios.ts';
import type { Flags } from '../../options/options.ts';
import { openReportFile } from '../../output/report-file.ts';
import { type RecordingFlags, recordedSecrets, startRecorder } from '../../recording/flags.ts';
import { withAttack } from './attack.ts';
import { reportForPeople } from './for-people.ts';
import { reportJson } from './json.ts';
import { reportJunit } from './junit.ts';
import type { Reporter } from './reporter.ts';

export interface VerifyFlags extends Omit<Flags, 'user'>, Omit<RecordingFlags, 'screenshot'> {
  /** Run the attacks that need a hostile model as well. */
  readonly attack?: boolean;
  /** Where JUnit XML goes. */
  readonly junit?: string;
}

/** What to run: those named; without a name all built-in ones, but those that someone else's server can't take. */
async function chosenScenarios(
  names: readonly string[],
  { attack = false, server }: VerifyFlags,
  io: Io,
): Promise<readonly Scenario[]> {
  if (names.length > 0) return Promise.all(names.map(loadScenario));
  if (attack) return [];
  const all = await Promise.all(builtInNames.map(loadScenario));
  if (server.length === 0) return all;
  for (const { name } of all.filter(killsServer)) {
    say(io, `${name} is left out: it kills the server, which is not ours`);
  }
  return all.filter((scenario) => !killsServer(scenario));
}

/**
 * Runs scenarios, all built-in ones if none is named, each on a server of its own; prints a check a line. With
 * `--attack` it runs the named ones and the attacks of a hostile model. None is run before all could be read.
 */
export async function runVerify(
  names: readonly string[],
  flags: VerifyFlags,
  io: Io,
): Promise<ExitCode> {
  const scenarios = await chosenScenarios(names, flags, io);
  const page = await openReportFile(flags, io);
  const own = flags.identities ? { identities: flags.identities } : {};
  const secrets = recordedSecrets(io.environment, { ...replOptions(flags, io), ...own });
  const recorder = startRecorder(flags, io, secrets, false);
  recorder.onEnd((text) => say(io, text));
  const reporters: readonly Reporter[] = [
    flags.json ? reportJson(io) : reportForPeople(io),
    ...(flags.junit === undefined ? [] : [reportJunit(flags.junit)]),
    { heard: recorder.event, end: recorder.close },
    { heard: page.add, end: page.write },
  ];
  let passed = true;
  let complete = false;

  const tell = (event: ReplEvent | ScenarioEvent) => {
    for (const { heard } of reporters) heard(event);
  };

  async function run(scenario: Scenario, moreRules?: () => readonly CheckResult[]): Promise<void> {
    const { interrupted } = io;
    const options = { ...replOptions(flags, io), ...heartOptions(scenario) };
    await withHeadless(options, io, tell, async ({ repl: heart }) => {
      const listener = (event: ScenarioEvent) => {
        // A step that was cut short says nothing of what holds.
        if (!interrupted.aborted) tell(event);
      };
      const more = moreRules ? { moreRules } : {};
      if (!(await runScenario(scenario, { heart, listener, interrupted, ...more }))) passed = false;
    });
  }

  try {
    for (const scenario of scenarios) await run(scenario);
    if (flags.attack) {
      await withAttack((scenario, checkHost) => run(scenario, () => [checkHost()]));
    }
    complete = true;
  } finally {
    for (const { end } of reporters) end?.(complete);
  }
  return passed ? exitCodes.done : exitCodes.failed;
}
