import type { Connection } from '../copilot/connection.ts';
import { CopilotError } from '../copilot/errors.ts';
import { isOutward, type ModelChoice } from '../copilot/model-choice.ts';
import type { ModelSource } from '../copilot/model-source.ts';
import type { Server, ServerOptions } from '../copilot/server.ts';
import { reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';

/** What all clients share: the server, and where answers come from. */
export interface Backend {
  readonly server: Server;
  readonly source: ModelSource;
  connect(): Promise<Connection>;
  /** Ids of all sessions that the server knows. @throws CopilotError `server-timeout` */
  sessions(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** How to get at the SDK: loaded when it is first needed, which is after the first frame. */
const loadCopilot = async () => {
  const [connection, server, modelSource] = await Promise.all([
    import('../copilot/connection.ts'),
    import('../copilot/server.ts'),
    import('../copilot/model-source.ts'),
  ]);
  return { ...connection, ...server, ...modelSource };
};

/**
 * Starts or attaches to the server and makes the model source ready. Holds one connection of its own, which proves
 * that the server answers and notices when it no longer does.
 * @throws CopilotError
 */
export async function openBackend(
  options: ServerOptions,
  choice: ModelChoice,
  emit: Emit,
): Promise<Backend> {
  const { openServer, openModelSource, connect, listSessions } = await loadCopilot();
  const server = await openServer({ ...options, outward: isOutward(choice) });
  let source: ModelSource | undefined;
  let closing = false;
  try {
    source = await openModelSource(choice);
    const control = await connect(server);
    const { address, kind } = server;
    emit({
      type: 'server.started',
      address,
      kind,
      version: control.version,
      source: source.info,
    });
    const lose = (reason: string) => {
      if (closing) return;
      closing = true;
      const error = new CopilotError('server-lost', reason, 'Leave and start again.');
      emit({ type: 'server.lost', address, error: reportError(error) });
    };
    void server.lost.then(lose);
    void control.closed.then(() => lose('it closed the connection'));

    const { close } = source;
    return {
      server,
      source,
      connect: () => connect(server),
      sessions: () => listSessions(control),
      async close() {
        closing = true;
        await control.close();
        await Promise.all([server.stop(), close()]);
      },
    };
  } catch (error) {
    await Promise.all([server.stop(), source?.close()]);
    throw error;
  }
}
