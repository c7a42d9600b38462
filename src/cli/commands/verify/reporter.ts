import type { ReplEvent } from '../../../repl/events.ts';
import type { CheckResult } from '../../../repl/play.ts';
import type { ScenarioEvent } from '../../../scenario/events.ts';

/** Someone who tells of a run: hears all that happens, in its order. */
export interface Reporter {
  readonly heard: (event: ReplEvent | ScenarioEvent) => void;
  /** Called once in the end. Whether the last scenario has ended: it may have been interrupted. */
  readonly end?: (complete: boolean) => void;
}

/** What was checked at this event. */
export function expectationsOf(event: ReplEvent | ScenarioEvent): readonly CheckResult[] {
  switch (event.type) {
    case 'step.passed':
    case 'step.failed':
    case 'scenario.ended':
      return event.expectations;
    default:
      return [];
  }
}
