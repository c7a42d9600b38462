/*
 * A scenario that is played, as those know it who watch: below both who plays it (`scenario/play`) and who shows it
 * (`ui/play`), like the commands that lead through it (`commands/plays.ts`).
 */

/** What the one who watches can tell a play. */
export const playCommandNames = ['step', 'pause', 'auto', 'back', 'again', 'unlock'] as const;
/** One of them. */
export type PlayCommand = (typeof playCommandNames)[number];

/** One expectation, as a sentence that is true if it passed. Raw text. */
export interface CheckResult {
  readonly check: string;
  readonly passed: boolean;
  /** What came back, or what was seen instead; empty where the check says it all. */
  readonly seen: string;
}

/** A check in one line: what was expected, and apart from it what was seen. Raw text. */
export function checkText({ check, passed, seen }: CheckResult): string {
  if (seen === '') return check;
  return `${check} ${passed ? '→' : '— seen:'} ${seen}`;
}

/**
 * `waiting`: the next step has not begun. `typing`, `running`: a step is being done. `moving`: it goes back to a step.
 * `ending`: the standing rules are checked. `ended`: all steps are done.
 */
export type PlayPhase = 'waiting' | 'typing' | 'running' | 'moving' | 'ending' | 'ended';

/** Where a play is, as it is shown. */
export interface PlayView {
  readonly title: string;
  readonly steps: number;
  readonly phase: PlayPhase;
  /** How often it was begun, this time included. */
  readonly run: number;
  /** The number of the step that is being done or comes next, from 0 on; `steps` when all are done. */
  readonly step: number;
  /** What this step does, in one line; empty when all are done. Raw text, as the file has it. */
  readonly does: string;
  /** Steps follow each other without a key. */
  readonly auto: boolean;
  /** Nothing goes on by itself, nor is typed, until it is told to. */
  readonly paused: boolean;
  /** The prompt line belongs to the one who watches. */
  readonly unlocked: boolean;
  /** What was narrated last. Raw text. */
  readonly narration: string;
  /** By client: what is typed so far. */
  readonly drafts: Readonly<Record<string, string>>;
  /** By step: what was checked when it was done last. */
  readonly results: ReadonlyMap<number, readonly CheckResult[]>;
  /** The standing rules, once they were checked. */
  readonly rules: readonly CheckResult[];
  /** The step that failed last, if none has begun since. */
  readonly failed?: number;
  /** What could not be done of going back. */
  readonly problem?: string;
}
