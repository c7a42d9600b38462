import { introduction, report } from './answer.ts';
import { execute, type ToolCall } from './execution.ts';
import { planPrompt } from './planner.ts';
import { recall } from './recall.ts';

export interface TurnInput {
  readonly prompt: string;
  /** The prompts before it in the same conversation. */
  readonly earlier?: readonly string[];
  /** The tools that the request offers. */
  readonly toolNames: readonly string[];
  /** The results of the calls so far, in their order. */
  readonly results: readonly string[];
}

/** A tool call as it goes out: arguments that are a string are sent as they are. */
export interface TurnCall {
  readonly name: string;
  readonly arguments: ToolCall['arguments'] | string;
}

export type Turn = { readonly call: TurnCall } | { readonly answer: string };

/** Decides what a model says next, from the request alone. */
export type NextTurn = (input: TurnInput) => Turn;

/** What the model says next. It holds no state: the plan is made anew and played up to the last result. */
export function nextTurn({
  prompt,
  earlier = [],
  toolNames,
  results,
}: TurnInput): { readonly call: ToolCall } | { readonly answer: string } {
  const canDelete = toolNames.includes('delete_file');
  const { steps, remarks } = planPrompt(prompt, canDelete);
  if (steps.length === 0)
    return { answer: recall(prompt, earlier) ?? introduction(remarks, canDelete) };
  const execution = execute(steps, new Set(toolNames));
  let state = execution.next();
  for (const result of results) {
    if (state.done === true) break;
    state = execution.next(result);
  }
  return state.done === true ? { answer: report(state.value, remarks) } : { call: state.value };
}
