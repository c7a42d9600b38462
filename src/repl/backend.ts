import { setMaxListeners } from 'node:events';
import type { Connection } from '../copilot/connection.ts';
import { CopilotError } from '../copilot/errors.ts';
import type { Server, ServerOptions } from '../copilot/server.ts';
import { unlessAborted } from './request-guards.ts';

/** One server that answers, from when it was reached until it is closed or lost. */
export interface Backend {
  readonly server: Server;
  /** The runtime's version, as it says itself. */
  readonly version: string;
  /** The connections are the SDK's own, slower ones: this SDK is none whose inside is known. */
  readonly stalls: boolean;
  /** Aborted when the server is lost; the reason is a CopilotError. Every connection is cut off by then. */
  readonly lost: AbortSignal;
  /** @throws CopilotError, `server-lost` as soon as that is known */
  connect(): Promise<Connection>;
  /** Ids of all sessions that the server knows. @throws CopilotError `server-timeout`, `server-lost` */
  sessions(): Promise<readonly string[]>;
  /**
   * Asks once for each connection, of a session that was just created through it, whether the server knows it at the end
   * of the connection for questions. If not, a balancer stands between, and a server that does not know a session proves
   * nothing any more.
   * @param lives Whether it is still there when the answer comes.
   */
  compare(connection: Connection, session: string, lives: () => boolean): Promise<void>;
  /** Destroys a session whose own connection was lost. Whether it is confirmed gone. */
  clear(session: string): Promise<boolean>;
  /** Closes every connection and ends the server, if it is ours. */
  close(): Promise<void>;
}

/** How to get at the SDK: loaded when it is first needed, which is after the first frame. */
const loadCopilot = async () => {
  const [connection, server, heartbeat, clearing] = await Promise.all([
    import('../copilot/connection.ts'),
    import('../copilot/server.ts'),
    import('../copilot/heartbeat.ts'),
    import('../copilot/clear-session.ts'),
  ]);
  return { ...connection, ...server, ...heartbeat, ...clearing };
};

/**
 * Starts or attaches to a server. Holds one connection of its own, for questions, and notices when the server ends,
 * freezes or can't be reached any more.
 * @throws CopilotError
 */
export async function openBackend(options: ServerOptions): Promise<Backend> {
  const copilot = await loadCopilot();
  const { openServer, connect, listSessions, clearSession, knowsSession, watchHeartbeat } = copilot;
  const opening = openServer(options);
  // It is loaded while the server starts; what is wrong with it is told by whoever connects.
  copilot.loadSdk().catch(() => {});
  const server = await opening;
  const connections = new Set<Connection>();
  const losing = new AbortController();
  // One for each request that runs; Node warns, in the middle of the screen, where there are more than ten.
  setMaxListeners(0, losing.signal);
  let closing = false;
  /** Several servers have answered at this address. */
  let balanced = false;
  const compared = new WeakSet<Connection>();

  async function open(): Promise<Connection> {
    const connection = await connect(server);
    if (closing || losing.signal.aborted) {
      await connection.abandon();
      throw losing.signal.reason ?? new CopilotError('server-lost', 'the server is being closed');
    }
    connections.add(connection);
    void connection.closed.then(() => connections.delete(connection));
    return connection;
  }

  function lose(why: string): void {
    if (closing || losing.signal.aborted) return;
    // First, so that whoever hears of the loss finds them closed; what was asked over them fails only after that.
    for (const connection of connections) void connection.abandon();
    losing.abort(new CopilotError('server-lost', `the server was lost: ${why}`, 'Prompt again.'));
  }

  let control = await open().catch(async (error) => {
    closing = true;
    await server.stop();
    throw error;
  });
  /** Settles when the connection was closed, and made anew or given up. */
  let held = Promise.resolve();
  /** One connection may be cut while the server lives: only one that can't be made again means that it is lost. */
  const hold = (connection: Connection) => {
    control = connection;
    held = connection.closed.then(async () => {
      if (closing || losing.signal.aborted) return;
      await open().then(hold, () => lose('it closed the connection'));
    });
  };
  hold(control);
  void server.lost.then(lose);
  const stopWatching = watchHeartbeat(
    {
      ask: () => control.ask(),
      heardAt: () => Math.max(...[...connections].map((each) => each.heardAt())),
      watchBusy: () => server.watchBusy(),
    },
    (milliseconds) => lose(`it has not answered for ${(milliseconds / 1000).toFixed(1)} s`),
  );

  return {
    server,
    version: control.version,
    stalls: !control.unstalled,
    lost: losing.signal,
    connect: () => unlessAborted(open(), losing.signal),
    async sessions() {
      for (;;) {
        const asked = control;
        try {
          return await unlessAborted(listSessions(asked), losing.signal);
        } catch (error) {
          // Why a connection was closed is known a moment later; it is made again where the server is still there.
          if (closing || losing.signal.aborted || asked.isOpen()) throw error;
          await held;
        }
      }
    },
    async compare(connection, session, lives) {
      if (server.kind === 'embedded' || balanced || compared.has(connection)) return;
      compared.add(connection);
      const known = await knowsSession(control, session);
      if (known === false && lives()) balanced = true;
    },
    async clear(session) {
      for (;;) {
        const asked = control;
        const cleared = await clearSession(asked, session);
        if (cleared === 'gone' || (cleared === 'unknown' && !balanced)) return true;
        if (closing || losing.signal.aborted || asked.isOpen()) return false;
        await held;
      }
    },
    async close() {
      closing = true;
      stopWatching();
      await Promise.all([...connections].map((connection) => connection.close()));
      await server.stop();
    },
  };
}
