/** What must have come of one tool call. */
export interface CallExpectation {
  readonly outcome: 'done' | 'refused';
  /** What the model was told must hold this. */
  readonly holds?: string;
}

/** What must hold after a step. Whatever is left out is not checked. */
export interface Expectation {
  /** The request ended with this error; left out: with an answer. */
  readonly failure?: string;
  /** Tools that the request called with success, in this order; others may come between. */
  readonly tools?: readonly string[];
  /** What came of each tool call, in order. */
  readonly calls?: readonly CallExpectation[];
  readonly answerHolds?: readonly string[];
  readonly answerLacks?: readonly string[];
  /** No tool told the model any of these. */
  readonly resultsLack?: readonly string[];
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
  /** The hostile model answers, which does what its prompts say. Left out: whichever the operator uses. */
  readonly model?: 'hostile';
  readonly users: readonly string[];
  readonly steps: readonly Step[];
}

/** One check, as a sentence that is true if it passed. */
export interface CheckResult {
  readonly check: string;
  readonly passed: boolean;
  /** What came back, or what was seen instead; empty where the check says it all. */
  readonly seen: string;
}
