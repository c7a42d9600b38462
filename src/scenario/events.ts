import type { CheckResult } from '../repl/play.ts';

/** Carried by every event of a step. */
interface OfStep {
  readonly scenario: string;
  /** From 1 on. */
  readonly step: number;
  /** What the step does, in one line: raw text, as the file has it. */
  readonly does: string;
  /** Where it stands in its file. */
  readonly line?: number;
  /** The whole narration, where the step is one. */
  readonly say?: string;
}

interface StepEnd extends OfStep {
  readonly milliseconds: number;
  /** What was checked, those that failed among them; a step that could not be done has one that says so. */
  readonly expectations: readonly CheckResult[];
}

export type UntimedScenarioEvent =
  | {
      readonly type: 'scenario.started';
      readonly scenario: string;
      readonly title: string;
      readonly file?: string;
      readonly users: readonly string[];
      /** How many there are. */
      readonly steps: number;
    }
  | ({ readonly type: 'step.started' } & OfStep)
  | ({ readonly type: 'step.passed' } & StepEnd)
  | ({ readonly type: 'step.failed' } & StepEnd)
  | {
      readonly type: 'scenario.ended';
      readonly scenario: string;
      readonly passed: boolean;
      /** How many steps passed, and failed. */
      readonly stepsPassed: number;
      readonly stepsFailed: number;
      /** The standing rules. */
      readonly expectations: readonly CheckResult[];
      readonly milliseconds: number;
    };

/**
 * What a run tells beside the events of the heart. `time` is ISO 8601. Between `scenario.started` and `scenario.ended`
 * each `step.started` is followed by its `step.passed` or `step.failed`; a run that is interrupted has no end.
 */
export type ScenarioEvent = UntimedScenarioEvent & { readonly time: string };
