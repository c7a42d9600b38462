/** What a tool call came to. `text` is all that the model gets to see of it. */
export interface ToolOutcome {
  readonly ok: boolean;
  readonly text: string;
  /** What was thrown, where the tool itself is at fault and not the model. It is for the operator only. */
  readonly fault?: unknown;
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

/** A tool that failed by a fault of its own: the message of that may name what the model must not know. */
export const faultyOutcome = (tool: string, fault: unknown): ToolOutcome => ({
  ok: false,
  text: `Error: ${tool} failed. Do not call it again; tell the user.`,
  fault: fault ?? new Error('it failed without saying why'),
});

/** Runs a tool, also one that throws or answers with something that is no outcome. Never rejects. */
export async function runTool(tool: Tool, args: unknown): Promise<ToolOutcome> {
  try {
    const outcome = await tool.run(args);
    if (typeof outcome?.text === 'string') return outcome;
    throw new TypeError('it returned nothing that a model can read');
  } catch (error) {
    return faultyOutcome(tool.name, error);
  }
}
