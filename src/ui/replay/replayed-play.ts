import { isScenarioEvent, type RecordedEvent, type ScenarioEvent } from '../../recording/format.ts';
import type { CheckResult } from '../../repl/play.ts';
import type { ShownPlay } from '../play/play-view.ts';

interface Done {
  readonly step: number;
  readonly checks: readonly CheckResult[];
}

/** Who watches a recording leads through it, and not through the scenario; what was typed is not in it. */
const watched = { auto: true, paused: false, unlocked: false, drafts: {}, presenter: false };

/**
 * Where a scenario was after so many of the events of its recording, as its play showed it then; undefined where there
 * was none. Asked for ever later places, it folds each event once.
 */
export function createPlayedUpTo(
  events: readonly RecordedEvent[],
): (count: number) => ShownPlay | undefined {
  let folded = 0;
  let play: Omit<ShownPlay, 'results'> | undefined;
  /** In the order of the steps. */
  let done: Done[] = [];
  let shown: ShownPlay | undefined;

  /** A step that is done again takes back what was found of it, and of those that came after it. */
  function takeBack(step: number) {
    for (let last = done.at(-1); last && last.step >= step; last = done.at(-1)) done.pop();
  }

  function add(event: ScenarioEvent) {
    if (event.type === 'scenario.started') {
      const { title, steps } = event;
      const run = (play?.run ?? 0) + 1;
      done = [];
      play = {
        ...watched,
        title,
        steps,
        phase: 'waiting',
        run,
        step: 0,
        does: '',
        narration: '',
        rules: [],
      };
      return;
    }
    if (!play) return;
    if (event.type === 'scenario.ended') {
      play = { ...play, phase: 'ended', rules: event.expectations };
      return;
    }
    const { type, does, say } = event;
    const step = event.step - 1;
    takeBack(step);
    const { failed: _, ...rest } = play;
    if (type === 'step.started') {
      const narration = say ?? rest.narration;
      play = { ...rest, phase: 'running', step, does, narration, rules: [] };
      return;
    }
    done.push({ step, checks: event.expectations });
    const failure = type === 'step.failed' && { failed: step };
    play = { ...rest, ...failure, phase: 'waiting', step: step + 1, does: '' };
  }

  return (count) => {
    if (count < folded) {
      folded = 0;
      play = undefined;
      done = [];
    }
    const told = events.slice(folded, count).filter(isScenarioEvent);
    if (told.length > 0 || folded === 0) {
      for (const event of told) add(event);
      const results = new Map(done.map(({ step, checks }) => [step, checks]));
      shown = play && { ...play, results };
    }
    folded = count;
    return shown;
  };
}
