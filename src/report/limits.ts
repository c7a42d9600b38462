/**
 * What a page may hold. Lengths are characters of shown text; what is left out is said where it is missing. Together
 * they keep a page of hundreds of requests below 3 MB.
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
  changes: 3_000,
  /** What happened to servers. */
  notices: 200,
  /** A file's content at one moment. */
  content: 16_000,
  /** All contents of a run, each counted once. */
  contents: 400_000,
  /** Bytes of HTML that the details of all requests may take; requests beyond it are one line each. */
  details: 1_500_000,
} as const;
