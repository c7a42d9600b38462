import type { FileStore } from '../../files/file-store.ts';
import type { ViewCommand } from '../../repl/command.ts';
import { errorText, reportError } from '../../repl/errors.ts';
import type { PlayCommand } from '../../repl/play.ts';
import type { Repl } from '../../repl/repl.ts';
import { CutShort } from '../deadline.ts';
import { deferred } from '../deferred.ts';
import { describeStep } from '../describe.ts';
import type { ScenarioEvent } from '../events.ts';
import type { Scenario, Step } from '../model.ts';
import { beginScenario, type ScenarioRun } from '../runner.ts';
import { type KeptFiles, keepFiles } from './kept-files.ts';
import { createStage } from './stage.ts';
import { initialPlay, type PlayInput, type PlayState, reducePlay } from './state.ts';
import { typing } from './typing.ts';

/** A timer; returns what takes it back. Milliseconds. */
export type After = (milliseconds: number, then: () => void) => () => void;

export interface ScenarioPlayerOptions {
  /** Made with the scenario's users and `heartOptions`, and for this alone. */
  readonly heart: Pick<Repl, 'execute' | 'subscribe'>;
  /** Where the heart keeps its files. */
  readonly store: Pick<FileStore, 'forUser'>;
  /** Begin, and go on, without a key. */
  readonly auto: boolean;
  /** 2: twice as fast as people type and read. */
  readonly pace: number;
  /** Prompts are there at once. */
  readonly still: boolean;
  /** Told what `verify` tells of a run as well; of a step that was cut short it hears the beginning alone. */
  readonly listener?: (event: ScenarioEvent) => void;
  /** Carries out what only changes the screen. */
  readonly view?: (command: ViewCommand) => void;
  readonly after?: After;
}

/** Plays a scenario before people: who watches decides when a step begins. */
export interface ScenarioPlayer {
  start(): void;
  act(key: PlayCommand): void;
  view(): PlayState;
  /** Told whenever the view is another. Returns what ends that. */
  onMove(listener: (state: PlayState) => void): () => void;
  /** When it has ended for the first time. Whether all held. Rejects where it could not go on. */
  readonly ended: Promise<boolean>;
  dispose(): void;
}

/** How long people look at what a step has done, and read a word, in ms. */
const look = 1_200;
const readWord = 240;

const realAfter: After = (milliseconds, then) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

const lookAt = (step: Step | undefined): number =>
  step?.action.type === 'say'
    ? Math.max(look, step.action.text.split(/\s+/).length * readWord)
    : look;

/** Waits for events, and for time only where people are to see something. */
export function createScenarioPlayer(
  scenario: Scenario,
  {
    heart,
    store,
    auto,
    pace,
    still,
    listener = () => {},
    view = () => {},
    after = realAfter,
  }: ScenarioPlayerOptions,
): ScenarioPlayer {
  const { steps } = scenario;
  const describe = (index: number) => {
    const step = steps[index];
    return step ? describeStep(step) : '';
  };
  let state = initialPlay(scenario, describe, auto);
  const listeners = new Set<(state: PlayState) => void>();
  const over = new AbortController();
  const stage = createStage(scenario, heart, store);
  let hold: (all: boolean) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const ended = new Promise<boolean>((resolve, reject) => {
    hold = resolve;
    fail = reject;
  });
  ended.catch(() => {});
  /** By step: what files were before it. Narration and waiting change none. */
  let kept: KeptFiles[] = [];
  let cut = new AbortController();
  let wake = () => {};

  function tell(input: PlayInput) {
    const next = reducePlay(state, input, describe);
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener(state);
  }

  function heard(event: ScenarioEvent) {
    const isEnd = event.type === 'step.passed' || event.type === 'step.failed';
    // One that was cut short is done again.
    if (isEnd && cut.signal.aborted) return;
    listener(event);
    if (event.type === 'scenario.ended') tell({ type: 'ended', rules: event.expectations });
    if (isEnd) tell({ type: 'done', expectations: event.expectations });
  }

  const begin = (): ScenarioRun =>
    beginScenario(scenario, { heart, listener: heard, interrupted: over.signal, view });

  /** Settles after so many ms in which it was not paused; without them, or sooner, when a key asks for something. */
  async function wait(milliseconds: () => number | undefined): Promise<void> {
    let due = false;
    while (!due && !state.wish && !over.signal.aborted) {
      const key = deferred();
      wake = key.resolve;
      const time = state.paused ? undefined : milliseconds();
      const forget =
        time === undefined
          ? () => {}
          : after(time, () => {
              due = true;
              key.resolve();
            });
      await key.promise;
      forget();
    }
  }

  const leaves = () => state.wish === 'back' || state.wish === 'again' || over.signal.aborted;

  /** Types a text into the prompt line of a client, at once as soon as a key asks to go on. */
  async function type(client: string, text: string, seed: number): Promise<void> {
    let typed = '';
    for (const stroke of still ? [] : typing(text, pace, seed)) {
      await wait(() => stroke.after);
      if (leaves()) return;
      if (state.wish) break;
      typed += stroke.text;
      tell({ type: 'typed', client, text: typed });
    }
    if (typed !== text) tell({ type: 'typed', client, text });
  }

  async function typeStep({ action }: Step, index: number): Promise<void> {
    if (action.type === 'command') return type(stage.front(), action.line, index);
    if (action.type !== 'prompts') return;
    for (const [place, { user, client, text }] of action.prompts.entries()) {
      await stage.turnTo(user, client);
      await type(client, text, index * 100 + place);
      if (leaves()) return;
    }
    const [first] = action.prompts;
    if (first && action.prompts.length > 1) await stage.turnTo(first.user, first.client);
  }

  async function perform(run: ScenarioRun): Promise<void> {
    const index = state.step;
    const step = steps[index];
    if (!step) return;
    cut = new AbortController();
    tell({ type: 'began', phase: 'typing' });
    const { action } = step;
    if (action.type === 'say') tell({ type: 'narrated', text: action.text });
    else if (action.type !== 'wait') kept[index] = await keepFiles(store, stage.users());
    await typeStep(step, index);
    if (state.wish === 'step') tell({ type: 'heard' });
    // What was begun and not sent is taken out of the prompt lines by going back.
    if (leaves()) return;
    tell({ type: 'began', phase: 'running' });
    tell({ type: 'sent' });
    await run.step(index, cut.signal);
  }

  function narrationBefore(index: number): string {
    const before = steps.slice(0, index).findLast(({ action }) => action.type === 'say');
    return before?.action.type === 'say' ? before.action.text : '';
  }

  /** To the beginning of the step that was begun last. */
  async function goBack(): Promise<void> {
    const begun = state.phase === 'typing' || state.phase === 'running';
    const step = begun ? state.step : Math.max(0, state.step - 1);
    tell({ type: 'began', phase: 'moving' });
    try {
      await stage.backTo(kept.slice(step).find((each) => each !== undefined));
    } catch (error) {
      tell({ type: 'problem', text: `not all is as it was: ${errorText(reportError(error))}` });
    }
    kept = kept.slice(0, step);
    tell({ type: 'narrated', text: narrationBefore(step) });
    tell({ type: 'moved', step, again: false });
  }

  async function startOver(run: ScenarioRun): Promise<ScenarioRun> {
    tell({ type: 'began', phase: 'moving' });
    run.stop();
    await stage.clear();
    kept = [];
    tell({ type: 'moved', step: 0, again: true });
    return begin();
  }

  async function play(): Promise<void> {
    await stage.set();
    let run = begin();
    try {
      while (!over.signal.aborted) {
        if (state.step >= steps.length && state.phase === 'waiting') {
          tell({ type: 'began', phase: 'ending' });
          hold(await run.finish());
        }
        const isEnd = state.phase === 'ended';
        await wait(() => (state.auto && !isEnd ? lookAt(steps[state.step - 1]) / pace : undefined));
        if (over.signal.aborted) return;
        const { wish } = state;
        tell({ type: 'heard' });
        if (wish === 'back') await goBack();
        else if (wish === 'again') run = await startOver(run);
        else if (!isEnd) await perform(run);
      }
    } finally {
      run.stop();
    }
  }

  return {
    start() {
      play().catch((error: unknown) => {
        if (!over.signal.aborted) fail(error);
      });
    },
    act(key) {
      tell({ type: 'key', key });
      if (leaves()) cut.abort(new CutShort());
      wake();
    },
    view: () => state,
    onMove(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    ended,
    dispose() {
      over.abort(new CutShort());
      wake();
      stage.dispose();
      listeners.clear();
    },
  };
}
