/** A prompt as typed, and what a sensible person expects of it. What fair readings disagree on is left out. */
export interface PromptCase {
  readonly prompt: string;
  /** The tools that are offered. Left out: those of every session. */
  readonly offered?: readonly string[];
  /** Files before. Left out: none. */
  readonly files?: Readonly<Record<string, string>>;
  /** The tools called, in order. Adding to or changing a part of a file reads it first. Empty: no call at all. */
  readonly tools: readonly string[];
  /**
   * All files afterwards; no others exist. A string is the exact content but for trailing newlines, a pattern what
   * it has to match where the prompt does not settle every word.
   */
  readonly after?: Readonly<Record<string, string | RegExp>>;
  /** What the final answer must hold. */
  readonly answer?: readonly (string | RegExp)[];
}
