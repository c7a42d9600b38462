import type { Command } from '../../src/repl/command.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import { createRepl, type Repl, type ReplOptions } from '../../src/repl/repl.ts';
import {
  type ModelEndpoint,
  type ModelRequest,
  startModelEndpoint,
} from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';
import { providerAt } from '../support/provider-at.ts';
import { onSharedServer } from '../support/shared-server.ts';

export type EventOf<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;

/** A heart on the real runtime, with a scripted model behind it, and all that it has told. */
export interface Harness {
  readonly repl: Repl;
  readonly model: ModelEndpoint;
  readonly events: ReplEvent[];
  of<Type extends ReplEvent['type']>(type: Type): EventOf<Type>[];
  execute(command: Command): Promise<void>;
  close(): Promise<void>;
}

/** Starts one on the shared server, unless `options` say which; the caller closes it. */
export async function startHarness(
  respond: (request: ModelRequest) => Reply | Promise<Reply>,
  options: Partial<ReplOptions> = {},
): Promise<Harness> {
  const model = await startModelEndpoint(respond);
  const events: ReplEvent[] = [];
  const repl = createRepl({
    users: ['alice', 'bob'],
    server: options.server ?? (await onSharedServer()),
    model: providerAt(model),
    ...options,
  });
  repl.subscribe((event) => events.push(event));
  await repl.ready;
  return {
    repl,
    model,
    events,
    of: (type) => events.filter((event): event is EventOf<typeof type> => event.type === type),
    execute: (command) => repl.execute(command),
    async close() {
      await repl.close();
      await model.close();
    },
  };
}
