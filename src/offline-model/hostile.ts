import type { Turn, TurnInput } from './turn.ts';

/** A call that the hostile model makes. A string of arguments is sent as it is, well-formed or not. */
export interface HostileCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>> | string;
}

/** What a prompt of the hostile model says, as JSON. */
export interface HostilePlan {
  readonly calls: readonly HostileCall[];
  /** Begin again after the last call, without an end. */
  readonly forever?: boolean;
}

/** Stands for `text` repeated so many times in a call's arguments: a prompt itself has to stay small. */
export interface Repeated {
  readonly $repeat: readonly [text: string, times: number];
}

export const hostilePrompt = (plan: HostilePlan): string => JSON.stringify(plan);

const isRepeated = (value: unknown): value is Repeated =>
  typeof value === 'object' && value !== null && '$repeat' in value;

const expand = (args: HostileCall['arguments']): HostileCall['arguments'] =>
  typeof args === 'string'
    ? args
    : Object.fromEntries(
        Object.entries(args).map(([key, value]) => [
          key,
          isRepeated(value) ? value.$repeat[0].repeat(value.$repeat[1]) : value,
        ]),
      );

/**
 * A model that does whatever its prompt says: any tool, any arguments, as often as it likes. It is there to attack, in
 * `verify --attack` and in tests. Its answer holds all that the tools said.
 */
export function hostileTurn({ prompt, results }: TurnInput): Turn {
  let plan: HostilePlan;
  try {
    plan = JSON.parse(prompt);
  } catch {
    return { answer: 'The hostile model takes a JSON object with a list "calls".' };
  }
  const next = plan.calls[plan.forever ? results.length % plan.calls.length : results.length];
  return next
    ? { call: { name: next.name, arguments: expand(next.arguments) } }
    : { answer: results.join('\n') };
}
