import type { CheckResult, PlayCommand, PlayView } from '../../repl/play.ts';
import type { Scenario } from '../model.ts';

/** Where a play is. All of it can be shown. */
export interface PlayState extends PlayView {
  /** What a key asked for, and was not done yet. */
  readonly wish?: 'step' | 'back' | 'again';
}

export type PlayInput =
  | { readonly type: 'key'; readonly key: PlayCommand }
  /** The wish is being fulfilled. */
  | { readonly type: 'heard' }
  | { readonly type: 'began'; readonly phase: 'typing' | 'running' | 'moving' | 'ending' }
  | { readonly type: 'narrated'; readonly text: string }
  | { readonly type: 'typed'; readonly client: string; readonly text: string }
  /** The drafts are sent, or thrown away. */
  | { readonly type: 'sent' }
  | { readonly type: 'done'; readonly expectations: readonly CheckResult[] }
  | { readonly type: 'ended'; readonly rules: readonly CheckResult[] }
  /** To the beginning of this step; `again`: of a new run. */
  | { readonly type: 'moved'; readonly step: number; readonly again: boolean }
  | { readonly type: 'problem'; readonly text: string };

/** The one line of each step. */
export type Describe = (step: number) => string;

export const initialPlay = (
  { title, steps }: Pick<Scenario, 'title' | 'steps'>,
  describe: Describe,
  auto: boolean,
): PlayState => ({
  title,
  steps: steps.length,
  phase: 'waiting',
  run: 1,
  step: 0,
  does: describe(0),
  auto,
  paused: false,
  unlocked: false,
  narration: '',
  drafts: {},
  results: new Map(),
  rules: [],
});

function withWish(state: PlayState, wish: NonNullable<PlayState['wish']>): PlayState {
  return { ...state, wish, paused: false };
}

function pressed(state: PlayState, key: PlayCommand): PlayState {
  const { phase, auto, paused, step, unlocked } = state;
  switch (key) {
    case 'step':
      // What runs, runs until its event comes: to skip it would leave its files to chance.
      return phase === 'waiting' || phase === 'typing' ? withWish(state, 'step') : state;
    case 'pause':
      return auto || phase === 'typing' || paused ? { ...state, paused: !paused } : state;
    case 'auto':
      return { ...state, auto: paused || !auto, paused: false };
    case 'back': {
      const nowhere = phase === 'waiting' && step === 0;
      return nowhere || phase === 'moving' || phase === 'ending' ? state : withWish(state, 'back');
    }
    case 'again':
      return phase === 'moving' || phase === 'ending' ? state : withWish(state, 'again');
    case 'unlock':
      return { ...state, unlocked: !unlocked, paused: !unlocked };
  }
}

function withoutFailure({ failed: _, problem: _p, ...state }: PlayState): PlayState {
  return state;
}

/** What one thing that happened makes of a play. Pure; without any time. */
export function reducePlay(state: PlayState, input: PlayInput, describe: Describe): PlayState {
  switch (input.type) {
    case 'key':
      return pressed(state, input.key);
    case 'heard': {
      const { wish: _, ...rest } = state;
      return rest;
    }
    case 'began':
      // The last step's failure stays: nothing comes after it.
      if (input.phase === 'ending') return { ...state, phase: input.phase };
      return { ...withoutFailure(state), phase: input.phase };
    case 'narrated':
      return { ...state, narration: input.text };
    case 'typed':
      return { ...state, drafts: { ...state.drafts, [input.client]: input.text } };
    case 'sent':
      return { ...state, drafts: {} };
    case 'done': {
      const { expectations } = input;
      const step = state.step + 1;
      const failed = expectations.every(({ passed }) => passed) ? {} : { failed: state.step };
      return {
        ...state,
        ...failed,
        step,
        does: describe(step),
        phase: 'waiting',
        drafts: {},
        results: new Map(state.results).set(state.step, expectations),
      };
    }
    case 'ended':
      return { ...state, phase: 'ended', rules: input.rules };
    case 'moved': {
      const { step, again } = input;
      const kept = again ? [] : [...state.results].filter(([of]) => of < step);
      return {
        ...withoutFailure(state),
        run: state.run + (again ? 1 : 0),
        step,
        does: describe(step),
        phase: 'waiting',
        // Whoever goes back wants to look: it goes on when told to.
        auto: false,
        paused: false,
        drafts: {},
        narration: again ? '' : state.narration,
        results: new Map(kept),
        rules: [],
      };
    }
    case 'problem':
      return { ...state, problem: input.text };
  }
}

/** All that was checked and is still true of the play, in its order. */
export const checksOf = ({
  results,
  rules,
}: Pick<PlayState, 'results' | 'rules'>): readonly CheckResult[] => [
  ...[...results].sort(([a], [b]) => a - b).flatMap(([, expectations]) => expectations),
  ...rules,
];
