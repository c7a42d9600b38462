import type { ReplEvent } from '../repl/events.ts';
import type { Repl } from '../repl/repl.ts';
import { checkRun, checkStep } from './checks.ts';
import type { CheckResult, Scenario } from './scenario.ts';

/** Runs a scenario's steps in order on a heart of its own, and reports every check as soon as it is decided. */
export async function runScenario(
  scenario: Scenario,
  repl: Repl,
  report: (result: CheckResult) => void,
): Promise<void> {
  const events: ReplEvent[] = [];
  const unsubscribe = repl.subscribe((event) => {
    events.push(event);
  });
  try {
    for (const step of scenario.steps) {
      const before = events.length;
      const { user, client, prompt: text } = step;
      await repl.execute({ type: 'as', user, client, text });
      for (const path of Object.keys(step.expect.contents ?? {})) {
        // A file that is not there is told by the check, which then finds none opened.
        await repl.execute({ type: 'open', user, path }).catch(() => {});
      }
      for (const result of checkStep(step, events.slice(before), events)) report(result);
    }
    // A server that can't be asked is told by the check.
    await repl.execute({ type: 'sessions' }).catch(() => {});
    for (const result of checkRun(scenario, events)) report(result);
  } finally {
    unsubscribe();
  }
}
