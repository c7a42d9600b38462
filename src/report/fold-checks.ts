import type { CheckResult } from '../repl/play.ts';
import type { ScenarioEvent } from '../scenario/events.ts';
import { limits } from './limits.ts';
import type { CheckView, StepView } from './model.ts';
import type { Shower } from './shown-text.ts';

type StepEnd = Extract<ScenarioEvent, { type: 'step.passed' | 'step.failed' }>;

/** How many checks passed, and failed. */
type Found = readonly [passed: number, failed: number];
const nothing: Found = [0, 0];

function countOf(checks: readonly CheckResult[]): Found {
  const passed = checks.filter((each) => each.passed).length;
  return [passed, checks.length - passed];
}

/** Folds what was checked. */
export function createCheckFold(shower: Shower) {
  const steps: StepView[] = [];
  const rules: CheckView[] = [];
  const totals = { checksPassed: 0, checksFailed: 0, steps: 0 };
  let listed = 0;
  let problems = 0;
  let open: StepView | undefined;
  /** Every step that has ended, in its order. */
  const done: { readonly number: number; readonly failed: boolean; readonly found: Found }[] = [];
  let ruled = nothing;
  /** What the scenario itself says of its end. */
  let passed: boolean | undefined;

  const view = ({ check, passed: good, seen }: CheckResult): CheckView => ({
    check: shower.line(check, limits.check),
    passed: good === true,
    seen: shower.line(seen, limits.check),
  });

  function count([good, bad]: Found, by: 1 | -1): void {
    totals.checksPassed += by * good;
    totals.checksFailed += by * bad;
  }

  /** A play went back to this step, or a key cut it short: what was found from there on counts no more. */
  function takeBack(number: number): void {
    if (open) totals.steps--;
    open = undefined;
    for (let last = done.at(-1); last && last.number >= number; last = done.at(-1)) {
      done.pop();
      totals.steps--;
      count(last.found, -1);
      if (last.failed) problems--;
      else listed--;
    }
    for (let last = steps.at(-1); last && last.number >= number; last = steps.at(-1)) steps.pop();
    count(ruled, -1);
    ruled = nothing;
    rules.length = 0;
    passed = undefined;
  }

  function endStep(event: StepEnd): void {
    const all = Array.isArray(event.expectations) ? event.expectations : [];
    const found = countOf(all);
    count(found, 1);
    open = undefined;
    const failed = event.type === 'step.failed';
    done.push({ number: event.step, failed, found });
    if (failed) problems++;
    else listed++;
    if ((failed ? problems : listed) > limits.steps) return;
    // Those that failed are never among those that are left out, unless they are too many themselves.
    const order = [...all.filter((each) => !each.passed), ...all.filter((each) => each.passed)];
    const kept = new Set(order.slice(0, limits.checksPerStep));
    steps.push({
      number: event.step,
      does: shower.line(event.does, limits.check),
      ...(event.line !== undefined && { line: event.line }),
      state: failed ? 'failed' : 'passed',
      milliseconds: event.milliseconds,
      checks: all.filter((each) => kept.has(each)).map(view),
      moreChecks: all.length - kept.size,
    });
  }

  function addRule(rule: CheckResult): void {
    if (rules.length < limits.rules) rules.push(view(rule));
  }

  function add(event: ScenarioEvent): void {
    switch (event.type) {
      case 'step.started': {
        takeBack(event.step);
        totals.steps++;
        const does = shower.line(event.does, limits.check);
        open = { number: event.step, does, state: 'open', checks: [], moreChecks: 0 };
        return;
      }
      case 'step.passed':
      case 'step.failed':
        endStep(event);
        return;
      case 'scenario.ended': {
        const all = Array.isArray(event.expectations) ? event.expectations : [];
        ruled = countOf(all);
        count(ruled, 1);
        for (const each of all) addRule(each);
        passed = event.passed === true;
        return;
      }
    }
  }

  return {
    add,
    rules,
    totals,
    steps: (): readonly StepView[] => (open ? [...steps, open] : steps),
    openStep: (): number | undefined => open?.number,
    passed: () => passed,
  };
}
