/** How far a request may go. */
export interface RequestLimits {
  /** In ms; undefined: as long as it likes. */
  readonly timeout: number | undefined;
  /** Tool calls. The runtime itself has no limit: a model that repeats itself would go on for ever. */
  readonly steps: number;
}

/** Tool calls. */
export const defaultMaximumSteps = 50;
