/** What a tool call came to. `text` is all that the model gets to see of it. */
export interface ToolOutcome {
  readonly ok: boolean;
  readonly text: string;
}

/** A tool as a session offers it to the model. Knows nothing of the SDK. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. The runtime does not enforce it: `run` has to. */
  readonly parameters: Record<string, unknown>;
  /** Never rejects for what the model did wrong: that is an outcome with `ok: false`. */
  run(args: unknown): Promise<ToolOutcome>;
}
