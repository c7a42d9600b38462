import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../src/copilot/connection.ts';
import { privateFolderParents } from '../../src/copilot/guard/places.ts';
import { recorded } from '../../src/copilot/guard/private-folder.ts';
import { openServer, type Server } from '../../src/copilot/server.ts';
import { startProgram } from '../cli/built-program.ts';
import { testEnvironment } from '../support/environment.ts';
import { isGuard } from '../support/memory.ts';
import { descendants, environmentOf, isAlive } from '../support/processes.ts';

const servers: Server[] = [];

async function open(more: Record<string, string> = {}, attach?: string): Promise<Server> {
  const environment = testEnvironment(more);
  const server = await openServer({ environment, ...(attach && { attach }) });
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const runtimeOf = (server: Server): number => server.pids[0] ?? Number.NaN;

/** The guard of the server that was started last. */
const guardPid = (): number => descendants(process.pid).findLast(isGuard)?.pid ?? Number.NaN;

const exists = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;

describe('the embedded server', () => {
  it('keeps everything in one private folder, and that is gone when it stops', async () => {
    const server = await open();
    const { COPILOT_HOME: home = '', TMPDIR: temporary = '' } = environmentOf(runtimeOf(server));
    const folder = dirname(server.work);
    expect(dirname(home)).toBe(folder);
    expect(dirname(temporary)).toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(server.work)).toEqual([]);
    await server.stop();
    expect(exists(folder)).toBe(false);
    expect(isAlive(runtimeOf(server))).toBe(false);
  });

  it('inherits no token, and its own differs from server to server', async () => {
    const secret = 'test-token-never-to-be-inherited';
    const [one, two] = [
      await open({ GH_TOKEN: secret, COPILOT_PROVIDER_API_KEY: secret }),
      await open(),
    ];
    expect(Object.values(environmentOf(runtimeOf(one)))).not.toContain(secret);
    expect(one.token).toHaveLength(43);
    expect(one.token).not.toBe(two.token);
  });

  it('listens on 127.0.0.1 and refuses who has no token', async () => {
    const server = await open();
    expect(server.address).toMatch(/^127\.0\.0\.1:\d+$/);
    await expect(connect({ ...server, token: undefined })).rejects.toMatchObject({
      code: 'server-token-refused',
    });
    await expect(connect({ ...server, token: 'wrong' })).rejects.toMatchObject({
      code: 'server-token-refused',
    });
  });

  it('is told to be lost when the runtime is killed, and leaves nothing', async () => {
    const server = await open();
    const folder = dirname(server.work);
    process.kill(runtimeOf(server), 'SIGKILL');
    expect(await server.lost).toMatch(/SIGKILL/);
    await vi.waitFor(() => expect(exists(folder)).toBe(false));
  });

  it('ends, and leaves nothing, when its guard is killed', async () => {
    const server = await open();
    const folder = dirname(server.work);
    process.kill(guardPid(), 'SIGKILL');
    await server.lost;
    await vi.waitFor(() => expect(isAlive(runtimeOf(server))).toBe(false));
    expect(exists(folder)).toBe(false);
  });

  it('stops, and leaves nothing, when it is frozen', async () => {
    const server = await open();
    process.kill(runtimeOf(server), 'SIGSTOP');
    await server.stop();
    expect(isAlive(runtimeOf(server))).toBe(false);
    expect(exists(dirname(server.work))).toBe(false);
  });

  it('is not started where COPILOT_CLI_PATH names nothing', async () => {
    await expect(open({ COPILOT_CLI_PATH: '/nowhere/copilot' })).rejects.toMatchObject({
      code: 'runtime-not-found',
    });
  });

  it('is not started, and says why, where the runtime ends at once', async () => {
    await expect(open({ COPILOT_CLI_PATH: '/bin/false' })).rejects.toMatchObject({
      code: 'server-start-failed',
      message: expect.stringContaining('exit code 1'),
    });
  });
});

describe('an attached server', () => {
  it('serves whoever has its token', async () => {
    const server = await open();
    const attached = await open({ COPILOT_CONNECTION_TOKEN: server.token ?? '' }, server.address);
    const connection = await connect(attached);
    expect(connection.version).toMatch(/^\d+\.\d+/);
    await connection.close();
  });

  it('is worked with in an empty private folder, which needs no process and is gone when it stops', async () => {
    const before = descendants(process.pid).length;
    const attached = await open({}, '127.0.0.1:1');
    expect(descendants(process.pid)).toHaveLength(before);
    expect(statSync(attached.work).mode & 0o777).toBe(0o700);
    expect(readdirSync(attached.work)).toEqual([]);
    await attached.stop();
    expect(exists(dirname(attached.work))).toBe(false);
  });

  it('leaves an empty folder after SIGKILL, which the next program that attaches removes', async () => {
    const { address, token = '' } = await open();
    const run = startProgram(['--json', '--server', address], {
      environment: { COPILOT_CONNECTION_TOKEN: token },
    });
    onTestFinished(() => void run.child.kill('SIGKILL'));
    await vi.waitFor(() => expect(run.stdout()).toContain('server.started'));
    const folders = privateFolderParents().flatMap((parent) =>
      readdirSync(parent).map((name) => join(parent, name)),
    );
    const left = folders.filter((path) => recorded(path, 'guard')?.pid === run.child.pid);
    expect(left.map((path) => readdirSync(path).sort())).toEqual([
      ['guard.json', 'home', 'tmp', 'work'],
    ]);
    run.child.kill('SIGKILL');
    await run.ended;
    await open({ COPILOT_CONNECTION_TOKEN: token }, address);
    expect(left.filter(exists)).toEqual([]);
  });

  it('that was started without a token says so to who brings one', async () => {
    const environment = testEnvironment();
    const listen = { host: '127.0.0.1', port: 0 };
    const server = await openServer({ environment, shared: { ...listen, token: '' } });
    servers.push(server);
    const attached = await open({ COPILOT_CONNECTION_TOKEN: 'any' }, server.address);
    await expect(connect(attached)).rejects.toMatchObject({
      code: 'server-token-refused',
      message: expect.stringContaining('without a token'),
    });
  });

  it('is told apart from no server and from a wrong token', async () => {
    const server = await open();
    await expect(connect(await open({}, server.address))).rejects.toMatchObject({
      code: 'server-token-refused',
      advice: expect.stringContaining('COPILOT_CONNECTION_TOKEN'),
    });
    await server.stop();
    await expect(connect(await open({}, server.address))).rejects.toMatchObject({
      code: 'server-unreachable',
      advice: expect.stringContaining('copilot --headless'),
    });
  });
});

describe('a connection', () => {
  it('is without stalls: the inside of the SDK is still what that leans on', async () => {
    const connection = await connect(await open());
    expect(connection.unstalled).toBe(true);
    await connection.close();
  });
});
