/**
 * What a page may hold. Lengths are characters of shown text; what is left out is said where it is missing. Together
 * they keep a page below 3 MB.
 */
export const limits = {
  /** A name, a path, a tool. */
  name: 120,
  prompt: 4_000,
  answer: 8_000,
  /** A call's arguments, and what the model was told. */
  call: 3_000,
  message: 1_000,
  check: 600,
  callsPerRequest: 60,
  /** Requests of a run that are listed; those that went wrong are listed beyond it, to as many again. */
  requests: 1_000,
  /** Steps of a run; those that failed beyond it, to as many again. */
  steps: 1_000,
  checksPerStep: 60,
  rules: 200,
  changes: 3_000,
  /** What happened beside requests and files. */
  notices: 200,
  /** A file's content at one moment. */
  content: 16_000,
  /** All contents of a run, each counted once. */
  contents: 400_000,
  /** Leaked sessions that are named before all else. */
  leaks: 100,
  /** Users that can be chosen from. */
  users: 200,
  /** Bytes of a page, but for what is there once: its style, its script, its totals. */
  page: 2_600_000,
} as const;
