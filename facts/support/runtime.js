import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What starts runtimes of one program, each with a HOME, COPILOT_HOME and TMPDIR of its own below `folder`. */
export function createStarter({ sdk: { CopilotClient, RuntimeConnection }, path, cache, folder }) {
  let count = 0;
  const stops = [];

  /** Folders for a runtime, and the environment that keeps it to them. */
  function place(env) {
    const root = join(folder, `${++count}`);
    const [home, tmp, work] = ['home', 'tmp', 'work'].map((name) => join(root, name));
    for (const each of [home, tmp, work]) mkdirSync(each, { recursive: true });
    const own = { HOME: home, COPILOT_HOME: home, TMPDIR: tmp, COPILOT_DISABLE_KEYTAR: '1' };
    const unpacked = cache && { COPILOT_CACHE_HOME: cache };
    return { home, tmp, work, env: { PATH: process.env.PATH, ...unpacked, ...own, ...env } };
  }

  const created = (connection, options) => {
    const client = new CopilotClient({ connection, mode: 'empty', logLevel: 'error', ...options });
    stops.push(() => client.forceStop());
    return client;
  };

  /** A client in mode `empty` with a runtime of its own, over stdio. */
  async function startClient({ env } = {}) {
    const { home, tmp, work, ...placed } = place(env);
    const connection = RuntimeConnection.forStdio({ path, args: ['--no-auto-update'] });
    const client = created(connection, {
      baseDirectory: home,
      workingDirectory: work,
      useLoggedInUser: false,
      env: placed.env,
    });
    await client.start();
    return { client, home, tmp, work };
  }

  /** A headless server, which any number of clients can connect to. */
  async function startServer({ token, env, options = [] } = {}) {
    const { home, tmp, work, ...placed } = place(env);
    const secret = token === undefined ? {} : { COPILOT_CONNECTION_TOKEN: token };
    const args = ['--headless', '--no-auto-update', '--no-auto-login', '--log-level', 'error'];
    const child = spawn(path, [...args, ...options], {
      cwd: work,
      env: { ...placed.env, ...secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    stops.push(() => child.kill('SIGKILL'));
    const port = await new Promise((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
        const found = /listening on port (\d+)\D/i.exec(said);
        if (found) resolve(Number(found[1]));
      });
      child.on('error', reject);
      child.on('exit', () => reject(new Error(`the server ended, having said: ${said}`)));
    });
    const address = `127.0.0.1:${port}`;
    return {
      ...{ address, port, pid: child.pid, home, tmp, work },
      kill: (signal) => child.kill(signal),
      /** A client that is about to connect, with this server's token or another. */
      client: (connectionToken = token) =>
        created(
          RuntimeConnection.forUri(
            address,
            connectionToken === undefined ? {} : { connectionToken },
          ),
        ),
      async connect() {
        const client = this.client();
        await client.start();
        return client;
      },
    };
  }

  return {
    ...{ startClient, startServer, path },
    environment: () => place().env,
    async stopAll() {
      for (const stop of stops.reverse()) await Promise.resolve(stop()).catch(() => {});
    },
  };
}
