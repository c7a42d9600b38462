import type { ReplOptions } from '../repl/repl.ts';
import { defined } from './defined.ts';
import type { Scenario } from './model.ts';

/** What a scenario says of the heart that it runs on; the rest is the operator's. */
export function heartOptions({
  users,
  model,
  tools,
  limits: { timeout, toolCalls, bytesPerFile, bytesPerUser, filesPerUser },
}: Scenario): Partial<ReplOptions> {
  return {
    users,
    limits: defined({ bytesPerFile, bytesPerUser, filesPerUser }),
    ...defined({ timeout, maximumSteps: toolCalls, toolNames: tools }),
    // Nobody has a token then.
    ...(model && { model: { kind: model }, identities: new Map() }),
  };
}
