import { describe, expect, it, onTestFinished } from 'vitest';
import { startGuard } from '../../src/copilot/guard/start.ts';
import { runtimeEnvironment } from '../../src/copilot/runtime-environment.ts';
import { findRuntime } from '../../src/copilot/runtime-path.ts';
import { openServer } from '../../src/copilot/server.ts';
import { errorText } from '../../src/repl/errors.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import type { ReplOptions } from '../../src/repl/repl.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { type Harness, startHarness } from '../integration/harness.ts';
import { testEnvironment } from '../support/environment.ts';
import { eventually } from '../support/eventually.ts';
import { recordFault } from '../support/fault-record.ts';
import type { ModelRequest } from '../support/model-endpoint.ts';
import { isAlive } from '../support/processes.ts';
import { ownRuntimes, ownServer } from '../support/shared-server.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

/** Answers at once, but hangs where the prompt says so. */
const respond = ({ messages }: ModelRequest) =>
  messages.at(-1)?.content.includes('hang') ? ({ hang: true } as const) : { text: 'Hello' };

async function open(options: Partial<ReplOptions> = {}): Promise<Harness> {
  const harness = await startHarness(respond, { server: ownServer(), ...options });
  onTestFinished(() => harness.close());
  return harness;
}

const token = 'a-token-of-the-tests';

/** Someone else's server, which the test can end, freeze and start again at will. */
async function startServer() {
  const environment = runtimeEnvironment(testEnvironment(), false);
  const guard = await startGuard({
    runtime: { path: findRuntime(testEnvironment()), token, environment },
  });
  onTestFinished(() => guard.stop());
  const { pid, port } = guard.runtime;
  return { pid, address: `127.0.0.1:${port}`, stop: () => guard.stop() };
}

/** A heart that is attached to such a server, through a place where the way to it can be cut. */
async function openAttached() {
  const server = await startServer();
  const proxy = await startTcpProxy(server.address);
  onTestFinished(() => proxy.close());
  const environment = testEnvironment({ COPILOT_CONNECTION_TOKEN: token });
  const harness = await open({ server: { environment, attach: [proxy.address] } });
  return { harness, server, proxy };
}

const newestRuntime = () => ownRuntimes().at(-1)?.pid ?? Number.NaN;

const fold = (events: readonly ReplEvent[]) => events.reduce(reduce, initialScreenState);

/** Prompts that hang, and waits until the model was asked. */
async function hang(harness: Harness, client = 'C1'): Promise<{ ended: Promise<void> }> {
  const before = harness.model.requests.length;
  const ended = harness.execute({ type: 'as', user: 'alice', client, text: 'hang' });
  await eventually(() => expect(harness.model.requests.length).toBeGreaterThan(before));
  return { ended };
}

/** Prompts, and expects an answer. */
async function answered(harness: Harness, client = 'C1'): Promise<void> {
  const before = harness.of('request.completed').length;
  await harness.execute({ type: 'as', user: 'alice', client, text: 'hello' });
  expect(harness.of('request.completed').length).toBe(before + 1);
}

const signs =
  /the connection to the server was lost|the server was lost: (?:it closed the connection|the runtime ended \([^)]*\))/g;

const linesOf = (harness: Harness) => {
  const [lost] = harness.of('server.lost');
  const [failed] = harness.of('request.failed');
  const lines = [lost, failed].flatMap((event) => (event ? [errorText(event.error)] : []));
  const text = lines.join('\n').replace(/for \d\.\d s/g, 'for <time>');
  // Which of its signs is noticed first differs from run to run.
  return lost ? text.replace(signs, 'the server was lost: <why>') : text;
};

describe('an embedded server', () => {
  it('that is killed is started again: what ran fails at once, what comes is answered', async () => {
    const harness = await open();
    await answered(harness);
    const hanging = await hang(harness);
    const started = performance.now();
    process.kill(newestRuntime(), 'SIGKILL');
    await hanging.ended;
    expect(harness.of('request.failed')).toMatchObject([{ error: { code: 'server-lost' } }]);
    await answered(harness);
    const milliseconds = performance.now() - started;
    expect(harness.of('server.lost')).toMatchObject([{ retrying: true }]);
    expect(harness.of('server.started')).toHaveLength(2);
    await eventually(() => expect(harness.of('session.cleared')).toHaveLength(1));
    const { ledger } = fold(harness.events);
    expect(ledger).toMatchObject({ created: 3, gone: 2, cleared: 1, leaked: 0 });
    recordFault({
      group: 'server',
      fault: 'embedded server killed in the middle of a request',
      sees: linesOf(harness),
      milliseconds,
    });
  });

  it('that is killed while nothing is asked is noticed and there again', async () => {
    const harness = await open();
    await answered(harness);
    const started = performance.now();
    process.kill(newestRuntime(), 'SIGKILL');
    await eventually(() => expect(harness.of('server.started')).toHaveLength(2));
    const milliseconds = performance.now() - started;
    await answered(harness);
    recordFault({
      group: 'server',
      fault: 'embedded server killed while nothing is asked',
      sees: linesOf(harness),
      milliseconds,
    });
  });

  it('that freezes is noticed, killed and started again', async () => {
    const harness = await open();
    const hanging = await hang(harness);
    const frozen = newestRuntime();
    const started = performance.now();
    process.kill(frozen, 'SIGSTOP');
    await hanging.ended;
    const noticed = performance.now() - started;
    expect(harness.of('request.failed')).toMatchObject([{ error: { code: 'server-lost' } }]);
    await answered(harness);
    const milliseconds = performance.now() - started;
    await eventually(() => expect(isAlive(frozen)).toBe(false));
    await eventually(() => expect(harness.of('session.cleared')).toHaveLength(1));
    console.log(`a frozen server was noticed after ${Math.round(noticed)} ms`);
    recordFault({
      group: 'server',
      fault: 'embedded server frozen in the middle of a request',
      sees: linesOf(harness),
      milliseconds,
    });
  });

  it('that does not stay up is given up after five starts in a minute, until told otherwise', async () => {
    const harness = await open();
    for (let start = 1; start <= 6; start++) {
      await eventually(() => expect(harness.of('server.started')).toHaveLength(start));
      process.kill(newestRuntime(), 'SIGKILL');
      await eventually(() =>
        expect(harness.of('server.lost').length).toBeGreaterThanOrEqual(start),
      );
    }
    await eventually(() =>
      expect(harness.of('server.lost').at(-1)).toMatchObject({
        error: { code: 'server-gave-up' },
        retrying: false,
      }),
    );
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.failed')).toMatchObject([{ error: { code: 'server-gave-up' } }]);
    const { error } = harness.of('server.lost').at(-1) ?? {};
    await harness.execute({ type: 'restart' });
    await answered(harness);
    recordFault({
      group: 'server',
      fault: 'embedded server lost six times within a minute',
      sees: error ? errorText(error) : '',
    });
  });
});

describe('an attached server', () => {
  it('that ends is reached again, wherever it was started anew', async () => {
    const { harness, server, proxy } = await openAttached();
    await answered(harness);
    const hanging = await hang(harness);
    const started = performance.now();
    await server.stop();
    await hanging.ended;
    expect(harness.of('request.failed')).toMatchObject([{ error: { code: 'server-lost' } }]);
    await eventually(() => expect(harness.of('server.lost')[0]).toMatchObject({ retrying: true }));
    proxy.lead((await startServer()).address);
    await answered(harness);
    const milliseconds = performance.now() - started;
    expect(harness.of('client.opened')).toHaveLength(1);
    await eventually(() => expect(harness.of('session.cleared')).toHaveLength(1));
    recordFault({
      group: 'server',
      fault: 'attached server ended in the middle of a request, and started again',
      sees: linesOf(harness),
      milliseconds,
    });
  });

  it('at another address is attached to by /restart; one that refuses is said and not used', async () => {
    const { harness, proxy } = await openAttached();
    proxy.lead(undefined);
    proxy.cut();
    await eventually(() => expect(harness.of('server.lost').length).toBeGreaterThan(0));
    const refusing = await openServer({ environment: testEnvironment() });
    onTestFinished(() => refusing.stop());
    const restart = (address: string) => harness.execute({ type: 'restart', address });
    await expect(restart(refusing.address)).rejects.toMatchObject({ code: 'server-token-refused' });
    const { address } = await startServer();
    await restart(address);
    await answered(harness);
    expect(harness.of('session.created').at(-1)?.server).toBe(address);
  });

  it('that freezes is noticed, and used again once it goes on', async () => {
    const { harness, server } = await openAttached();
    const hanging = await hang(harness);
    const started = performance.now();
    process.kill(server.pid, 'SIGSTOP');
    await hanging.ended;
    process.kill(server.pid, 'SIGCONT');
    await answered(harness);
    const milliseconds = performance.now() - started;
    // Its session was still there: it is destroyed as soon as the server can be reached.
    await eventually(() => expect(harness.of('session.cleared')).toHaveLength(1));
    await harness.execute({ type: 'sessions' });
    expect(harness.of('server.sessions').at(-1)?.sessions).toEqual([]);
    recordFault({
      group: 'server',
      fault: 'attached server frozen, and going on later',
      sees: linesOf(harness),
      milliseconds,
    });
  });

  it('is not lost when connections are cut: the request fails, its session is seen to', async () => {
    const { harness, proxy } = await openAttached();
    const hanging = await hang(harness);
    const started = performance.now();
    proxy.cut();
    await hanging.ended;
    await answered(harness);
    const milliseconds = performance.now() - started;
    await eventually(() => expect(harness.of('session.cleared')).toHaveLength(1));
    expect(harness.of('server.lost')).toEqual([]);
    expect(harness.of('request.failed')).toMatchObject([{ error: { code: 'server-lost' } }]);
    recordFault({
      group: 'server',
      fault: 'connections to the server cut in the middle of a request',
      sees: linesOf(harness),
      milliseconds,
    });
  });
});
