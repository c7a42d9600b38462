import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { destroyAndConfirm, destroyUnseen, type FateEvent } from './destroy-session.ts';
import { CopilotError } from './errors.ts';
import { explainRefusal } from './identity-source.ts';
import { explainModelFailure } from './model-failure.ts';
import type { ModelSource } from './model-source.ts';
import { sessionConfig } from './session-config.ts';

/** Who a token belongs to. */
export interface Account {
  readonly login?: string;
  /** As GitHub calls it: `business`, for one. */
  readonly plan?: string;
  /** Names of the models that it may ask for. */
  readonly models: readonly string[];
}

/** How long, in ms, GitHub has to say who it is. */
const limit = 20_000;

/** Not a model, but the choice of one. */
const automatic = 'auto';

/**
 * Asks GitHub who a source's token belongs to: by a session that is never prompted, since the server tells the login and
 * the plan of sessions only, and that is destroyed and confirmed gone as all are.
 * @throws CopilotError
 */
export async function identify(connection: Connection, source: ModelSource): Promise<Account> {
  const { client, work } = connection;
  const { gitHubToken = '' } = source.session;
  const born = performance.now();
  let leak: CopilotError | undefined;
  const emit = (event: FateEvent) => {
    if (event.type === 'session.leaked') leak = event.error;
  };
  const explained = (error: unknown): CopilotError => {
    if (error instanceof CopilotError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return explainRefusal(explainModelFailure({ message, status: undefined }), source);
  };
  const id = randomUUID();
  const config = sessionConfig({ source, tools: [], work, onToolCall: () => {} });
  const creating = client.createSession({ ...config, sessionId: id });
  const session = await withDeadline(creating, limit, 'create a session').catch(async (error) => {
    await destroyUnseen(client, id, creating, { born, emit });
    throw explained(error);
  });
  const asking = Promise.all([
    session.rpc.gitHubAuth.getStatus(),
    client.rpc.models.list({ gitHubToken }),
  ]);
  const answer = await withDeadline(asking, limit, 'tell who a token belongs to').catch(explained);
  await destroyAndConfirm(client, session, { born, responsive: true, emit });
  if (leak) throw leak;
  if (answer instanceof CopilotError) throw answer;
  const [{ login, copilotPlan: plan }, { models }] = answer;
  return {
    ...(login !== undefined && { login }),
    ...(plan !== undefined && { plan }),
    models: models.map((model) => model.id).filter((name) => name !== automatic),
  };
}
