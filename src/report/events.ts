import type { RecordedEvent } from '../recording/format.ts';

interface CheckResult {
  readonly check: string;
  readonly passed: boolean;
  readonly seen: string;
}

interface OfStep {
  readonly time: string;
  readonly scenario: string;
  readonly step: number;
  readonly does: string;
  readonly line?: number;
}

interface StepEnd extends OfStep {
  readonly milliseconds: number;
  readonly expectations: readonly CheckResult[];
}

export type ScenarioEvent =
  | {
      readonly type: 'scenario.started';
      readonly time: string;
      readonly scenario: string;
      readonly title: string;
    }
  | ({ readonly type: 'step.started' } & OfStep)
  | ({ readonly type: 'step.passed' } & StepEnd)
  | ({ readonly type: 'step.failed' } & StepEnd)
  | {
      readonly type: 'scenario.ended';
      readonly time: string;
      readonly scenario: string;
      readonly passed: boolean;
      readonly expectations: readonly CheckResult[];
    };

/** A check of no step, as `verify --json` prints it. */
export interface CheckEvent {
  readonly type: 'check.passed' | 'check.failed';
  readonly scenario: string;
  readonly check: string;
  readonly seen: string;
}

/** All that a report is made of. */
export type ReportEvent = RecordedEvent | ScenarioEvent | CheckEvent;
