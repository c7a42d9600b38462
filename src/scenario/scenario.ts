/** What must hold after a step. Whatever is left out is not checked. */
export interface Expectation {
  /** Tools that the request called, in this order; others may come between. */
  readonly tools?: readonly string[];
  readonly answerHolds?: readonly string[];
  readonly answerLacks?: readonly string[];
  /** By user: the paths of all their files. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /** By path: what the file of the step's user must hold. */
  readonly contents?: Readonly<Record<string, string>>;
}

export interface Step {
  readonly user: string;
  readonly client: string;
  readonly prompt: string;
  readonly expect: Expectation;
}

/** A file of steps: who prompts what, and what must hold. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly users: readonly string[];
  readonly steps: readonly Step[];
}

/** One check, as a sentence that is true if it passed. */
export interface CheckResult {
  readonly check: string;
  readonly passed: boolean;
  /** What was seen instead; empty if it passed. */
  readonly seen: string;
}
