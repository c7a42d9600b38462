import type { Command, ViewCommand } from '../repl/command.ts';
import { errorText, reportError } from '../repl/errors.ts';
import type { ReplEvent } from '../repl/events.ts';
import type { CheckResult } from '../repl/play.ts';
import type { Repl } from '../repl/repl.ts';
import { CutShort, DeadlinePassed, inTime } from './deadline.ts';
import { deferred } from './deferred.ts';
import { describeStep } from './describe.ts';
import type { ScenarioEvent, UntimedScenarioEvent } from './events.ts';
import { decide, secondsText, short } from './expectations/decide.ts';
import { checkFiles, pathsToOpen } from './expectations/files.ts';
import { checkRequest } from './expectations/request.ts';
import { checkRun } from './expectations/rules.ts';
import type { EventPattern, Scenario, Step, StepExpectation } from './model.ts';
import { createRecorder } from './recorder.ts';
import { type Sent, sendPrompt } from './send-prompt.ts';

export interface RunOptions {
  /** Made with the scenario's users and `heartOptions`. Whoever plays may put something between. */
  readonly heart: Pick<Repl, 'execute' | 'subscribe'>;
  readonly listener: (event: ScenarioEvent) => void;
  /** Aborted when there is no point in going on: what waits then rejects with its reason. */
  readonly interrupted?: AbortSignal;
  /** Carries out what only changes the screen; left out: nothing does. */
  readonly view?: (command: ViewCommand) => void;
  /** Standing rules that only the caller can check; asked when all else has ended. */
  readonly moreRules?: () => readonly CheckResult[];
}

export interface ScenarioRun {
  /**
   * Runs the step of this number, from 0 on, and tells how it went. Steps may be run again: the last time counts.
   * Resolves to whether it passed; what could not be done is a failed expectation, and so is what `cut` cuts short. One
   * at a time.
   */
  step(index: number, cut?: AbortSignal): Promise<boolean>;
  /**
   * Lets end what still runs, checks the standing rules, and tells of the end. Whether all of it passed. Steps may be run
   * again afterwards.
   */
  finish(): Promise<boolean>;
  /** Ends it without a word. */
  stop(): void;
}

/** How long what was cut off has, in ms, to be seen ended. */
const grace = 10_000;

/** Begins to run a scenario, and tells so. Call `stop` in the end. */
export function beginScenario(
  scenario: Scenario,
  {
    heart,
    listener,
    interrupted = new AbortController().signal,
    view = () => {},
    moreRules = () => [],
  }: RunOptions,
): ScenarioRun {
  const { name, steps } = scenario;
  const recorder = createRecorder(heart);
  const claimed = new Set<string>();
  /** Requests that outlive their step. */
  const running = new Set<Promise<void>>();
  const started = performance.now();
  /** By step: whether it passed when it was run last. */
  const outcomes = new Map<number, boolean>();
  /** Where the last step began that did something. */
  let acted = 0;

  const emit = (event: UntimedScenarioEvent) =>
    listener({ ...event, time: new Date().toISOString() });

  /** Settles when it came; looks no longer once the step is over. */
  function waitFor(
    { event, user, client, path, times }: EventPattern,
    over: AbortSignal,
  ): Promise<void> {
    const { promise, resolve } = deferred();
    let count = 0;
    const is = (wanted: string | undefined, found: string | undefined) =>
      wanted === undefined || wanted === found;
    const stop = recorder.watch(acted, (found: ReplEvent) => {
      if (found.type !== event) return;
      const of: { type: string; user?: string; client?: string; path?: string } = found;
      if (!is(user, of.user) || !is(client, of.client) || !is(path, of.path)) return;
      if (++count >= times) resolve();
    });
    over.addEventListener('abort', stop, { once: true });
    return promise;
  }

  async function doCommand(command: Command | ViewCommand): Promise<void> {
    if (command.type !== 'view') return heart.execute(command);
    if (command.view === 'files') return heart.execute({ type: 'list' });
    view(command);
  }

  /** Does what the step says; `sent` gets its prompts. */
  async function perform({ action }: Step, sent: Sent[], over: AbortSignal): Promise<void> {
    if (action.type === 'wait') return waitFor(action.pattern, over);
    if (action.type === 'say') return;
    acted = recorder.events.length;
    switch (action.type) {
      case 'command':
        return doCommand(action.command);
      case 'kill':
        return heart.execute({ type: 'kill' });
      case 'prompts': {
        for (const prompt of action.prompts) {
          const one = sendPrompt(prompt, heart, recorder, claimed);
          sent.push(one);
          running.add(one.ended);
          void one.ended.then(() => running.delete(one.ended));
        }
        await Promise.all(sent.map(({ reached }) => reached));
      }
    }
  }

  /** A step that was not done in time leaves nothing running that it began. */
  async function cutOff({ action }: Step, sent: readonly Sent[]): Promise<void> {
    if (action.type !== 'prompts' || sent.length === 0) return;
    for (const { client } of action.prompts) {
      await heart.execute({ type: 'cancel', client }).catch(() => {});
    }
    const ends = Promise.all(sent.map(({ ended }) => ended));
    await inTime(ends, grace, interrupted).catch((error) => {
      if (!(error instanceof DeadlinePassed)) throw error;
    });
  }

  /** Looks at the files whose content is expected; one that is not there is told by the check. */
  async function checkFilesNow(files: StepExpectation['files']): Promise<readonly CheckResult[]> {
    if (!files) return [];
    const from = recorder.events.length;
    for (const [user, expected] of Object.entries(files)) {
      for (const path of pathsToOpen(expected)) {
        await heart.execute({ type: 'open', user, path, preview: true }).catch(() => {});
      }
    }
    return checkFiles(files, recorder.events, recorder.events.slice(from));
  }

  async function check(
    { action, expect }: Step,
    sent: readonly Sent[],
    took: number,
  ): Promise<readonly CheckResult[]> {
    const results: CheckResult[] = [];
    if (action.type === 'prompts') {
      for (const [index, prompt] of action.prompts.entries()) {
        results.push(...checkRequest(prompt, sent[index]?.events ?? []));
        results.push(...(await checkFilesNow(prompt.expect.files)));
      }
    }
    results.push(...(await checkFilesNow(expect.files)));
    if (expect.duration !== undefined) {
      const sentence = `it took at most ${secondsText(expect.duration)}`;
      results.push(decide(sentence, took <= expect.duration, secondsText(took)));
    }
    return results;
  }

  /** What went wrong with doing it, as an expectation that failed. */
  function undone(error: unknown): CheckResult {
    interrupted.throwIfAborted();
    if (error instanceof DeadlinePassed) return decide('it was done in time', false, error.message);
    if (error instanceof CutShort) return decide('it was done', false, error.message);
    return decide('it could be done', false, short(errorText(reportError(error))));
  }

  emit({
    type: 'scenario.started',
    scenario: name,
    title: scenario.title,
    users: scenario.users,
    steps: steps.length,
    ...(scenario.file !== undefined && { file: scenario.file }),
  });

  return {
    async step(index, cut) {
      const step = steps[index];
      if (!step) throw new RangeError(`there is no step ${index}`);
      const { action, deadline, line } = step;
      const of = {
        scenario: name,
        step: index + 1,
        does: describeStep(step),
        ...(line !== undefined && { line }),
        ...(action.type === 'say' && { say: action.text }),
      };
      emit({ type: 'step.started', ...of });
      const begun = performance.now();
      const sent: Sent[] = [];
      const problems: CheckResult[] = [];
      const over = new AbortController();
      try {
        const ended = cut ? AbortSignal.any([interrupted, cut]) : interrupted;
        await inTime(perform(step, sent, over.signal), deadline, ended);
      } catch (error) {
        problems.push(undone(error));
        await cutOff(step, sent);
      } finally {
        over.abort();
      }
      const milliseconds = Math.round(performance.now() - begun);
      const expectations = [...problems, ...(await check(step, sent, milliseconds))];
      interrupted.throwIfAborted();
      const passed = expectations.every((each) => each.passed);
      outcomes.set(index, passed);
      emit({ type: passed ? 'step.passed' : 'step.failed', ...of, milliseconds, expectations });
      return passed;
    },
    async finish() {
      await inTime(Promise.all(running), grace, interrupted).catch(() => {});
      interrupted.throwIfAborted();
      // A server that can't be asked is told by the check.
      const asked = heart.execute({ type: 'sessions' });
      await inTime(asked, grace, interrupted).catch(() => {});
      interrupted.throwIfAborted();
      const expectations = [...checkRun(scenario, recorder.events), ...moreRules()];
      const stepsPassed = [...outcomes.values()].filter(Boolean).length;
      const stepsFailed = outcomes.size - stepsPassed;
      const passed = stepsFailed === 0 && expectations.every((each) => each.passed);
      emit({
        type: 'scenario.ended',
        scenario: name,
        passed,
        stepsPassed,
        stepsFailed,
        expectations,
        milliseconds: Math.round(performance.now() - started),
      });
      return passed;
    },
    stop: recorder.stop,
  };
}

/** Runs a whole scenario, whatever fails on the way. Whether all of it passed. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<boolean> {
  const run = beginScenario(scenario, options);
  try {
    for (const index of scenario.steps.keys()) await run.step(index);
    return await run.finish();
  } finally {
    run.stop();
  }
}

/** Whether it needs a server that it may kill. */
export const killsServer = ({ steps }: Pick<Scenario, 'steps'>): boolean =>
  steps.some(
    ({ action }) =>
      action.type === 'kill' ||
      (action.type === 'prompts' && action.prompts.some(({ killAfter }) => killAfter)),
  );
