import { spawn } from 'node:child_process';
import { checkText } from '../../repl/play.ts';
import { builtInNames } from '../../scenario/built-in.ts';
import type { ScenarioEvent } from '../../scenario/events.ts';
import { heartOptions } from '../../scenario/heart-options.ts';
import { killsServer, runScenario } from '../../scenario/runner.ts';
import type { SayCheck, Scenarios } from '../../ui/play/scenarios.ts';
import { UsageError } from '../errors.ts';
import { withHeadless } from '../heart/headless.ts';
import { replOptions } from '../heart/repl-options.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load-scenarios.ts';
import type { Flags } from '../options/options.ts';
import type { ScreenFlags } from '../options/screen-flags.ts';
import { withoutKeySignals } from '../terminal/external-editor.ts';

/** How long a play may take to end once the REPL is left, in ms. */
const grace = 2_000;

/** What the REPL was given that a play is to go by as well. */
function playArguments(flags: Flags & ScreenFlags): readonly string[] {
  const given = (name: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${name}=${value}`];
  return [
    ...flags.server.flatMap((address) => given('server', address)),
    ...given('model', flags.model),
    ...given('provider-url', flags.providerUrl),
    ...given('provider-type', flags.providerType),
    ...given('timeout', flags.timeout),
    ...given('config', flags.config),
    ...given('theme', flags.theme),
    ...(flags.offline ? ['--offline'] : []),
    ...(flags.reducedMotion ? ['--reduced-motion'] : []),
  ];
}

function runPlayProgram(args: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...args], {
      stdio: ['inherit', 'inherit', 'ignore'],
    });
    const end = () => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), grace).unref();
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    child.on('error', reject);
    child.on('exit', (code, killedBy) => {
      signal.removeEventListener('abort', end);
      if (code === 0) return resolve();
      reject(new UsageError(`the play ended with ${killedBy ?? `code ${code}`}`));
    });
  });
}

/** `/play` and `/verify`: neither touches the users of the REPL that they are given in. */
export function scenariosFor(flags: Flags & ScreenFlags, io: Io): Scenarios {
  async function verifyOne(name: string, say: SayCheck): Promise<void> {
    const scenario = await loadScenario(name);
    if (flags.server.length > 0 && killsServer(scenario)) {
      return say(true, `${scenario.name}: left out, as it kills the server, which is not ours`);
    }
    const counts = { passed: 0, failed: 0 };
    const listener = (event: ScenarioEvent) => {
      if (!('expectations' in event)) return;
      const where = 'step' in event ? `step ${event.step}` : 'the rules';
      for (const result of event.expectations) {
        counts[result.passed ? 'passed' : 'failed']++;
        if (!result.passed) say(false, `${scenario.name}, ${where}: ${checkText(result)}`);
      }
    };
    const options = { ...replOptions(flags, io), ...heartOptions(scenario) };
    const { interrupted } = io;
    await withHeadless(
      options,
      io,
      () => {},
      ({ repl: heart }) => runScenario(scenario, { heart, listener, interrupted }),
    );
    const { passed, failed } = counts;
    const total = `${scenario.name}: ${passed} checks passed, ${failed} failed`;
    say(failed === 0, failed === 0 ? `✓ ${total}` : total);
  }

  return {
    async play(name, signal) {
      // What is wrong with it is told here, where it can be read.
      const scenario = await loadScenario(name);
      const args = ['play', name, ...playArguments(flags)];
      await withoutKeySignals(() => runPlayProgram(args, signal));
      return `the play of ${scenario.name} is over; nothing here was touched by it`;
    },
    async verify(name, say) {
      for (const each of name === '' ? builtInNames : [name]) await verifyOne(each, say);
    },
  };
}
