import { expect, it, onTestFinished } from 'vitest';
import { replacedServers } from '../../src/repl/ledger.ts';
import type { ReplOptions } from '../../src/repl/repl.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { type Harness, startHarness } from '../integration/harness.ts';
import { testEnvironment } from '../support/environment.ts';
import { eventually } from '../support/eventually.ts';
import type { ModelRequest } from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';
import { ownRuntimes, ownServer } from '../support/shared-server.ts';

/** Answers at once; where the prompt says "wait", when the test lets it. */
function openGate() {
  let open: (reply: Reply) => void = () => {};
  const gate = new Promise<Reply>((resolve) => {
    open = resolve;
  });
  const respond = ({ messages }: ModelRequest): Reply | Promise<Reply> =>
    messages.at(-1)?.content.includes('wait') ? gate : { text: 'Hello' };
  return { respond, letGo: () => open({ text: 'Waited' }) };
}

async function open(options: Partial<ReplOptions>): Promise<Harness & { letGo(): void }> {
  const { respond, letGo } = openGate();
  const harness = await startHarness(respond, { server: ownServer(), ...options });
  onTestFinished(() => harness.close());
  return { ...harness, letGo };
}

it('replaces the server after so many sessions, and no request fails or waits for that', async () => {
  const harness = await open({ recycle: { sessions: 5 } });
  const clients = ['C1', 'C2', 'C3', 'C4'];
  let asked = 0;
  // No two servers are started beside each other: the longer a start takes, the more than five some serve meanwhile.
  while (harness.of('server.recycled').length < 2 && asked < 400) {
    const round = clients.flatMap((client) => Array.from({ length: 10 }, () => client));
    asked += round.length;
    await Promise.all(
      round.map((client) =>
        harness.execute({ type: 'as', user: `user-${client}`, client, text: 'hello' }),
      ),
    );
  }
  expect(harness.of('request.completed')).toHaveLength(asked);
  expect(harness.of('request.failed')).toEqual([]);
  expect(harness.of('session.leaked')).toEqual([]);
  // The last round may have begun one more replacement: what is compared is told by one moment's events.
  await eventually(() => {
    expect(harness.of('server.ended')).toHaveLength(harness.of('server.recycled').length);
    expect(ownRuntimes()).toHaveLength(1);
  });
  const recycled = harness.of('server.recycled').length;
  expect(recycled).toBeGreaterThanOrEqual(2);
  const { ledger } = harness.events.reduce(reduce, initialScreenState);
  expect(replacedServers(ledger)).toBe(recycled);
  expect(ledger).toMatchObject({ created: asked, gone: asked });
  const served = ledger.servers.map(({ sessions }) => sessions);
  expect(served.reduce((sum, sessions) => sum + sessions)).toBe(asked);
});

it('lets the old server serve its last request to the end, while new ones go to the new server', async () => {
  const harness = await open({ recycle: { sessions: 2 } });
  const prompt = (client: string, text: string) =>
    harness.execute({ type: 'as', user: 'alice', client, text });
  const waiting = prompt('C1', 'wait');
  await eventually(() => expect(harness.model.requests).toHaveLength(1));
  await prompt('C2', 'hello');
  await eventually(() => expect(harness.of('server.recycled')).toHaveLength(1));
  await prompt('C2', 'hello');
  const [first, , third] = harness.of('session.created').map(({ server }) => server);
  expect(third).not.toBe(first);
  expect(harness.of('server.ended')).toEqual([]);
  harness.letGo();
  await waiting;
  expect(harness.of('request.completed').at(-1)?.answer).toBe('Waited');
  await eventually(() =>
    expect(harness.of('server.ended')).toMatchObject([{ address: first, sessions: 2 }]),
  );
});

it('replaces the server when it has grown beyond its size', async () => {
  const harness = await open({ recycle: { memory: 2 ** 20 } });
  await harness.execute({ type: 'prompt', text: 'hello' });
  await eventually(() =>
    expect(harness.of('server.recycled')).toMatchObject([{ reason: 'memory' }]),
  );
});

it('goes on with the server that there is when no other can be started, and says so', async () => {
  const environment = testEnvironment();
  const harness = await open({ recycle: { sessions: 1 }, server: { environment } });
  environment.COPILOT_CLI_PATH = '/bin/false';
  await harness.execute({ type: 'prompt', text: 'hello' });
  await eventually(() =>
    expect(harness.of('server.recycle-failed')).toMatchObject([
      { error: { code: 'server-start-failed' } },
    ]),
  );
  await harness.execute({ type: 'prompt', text: 'hello' });
  expect(harness.of('request.completed')).toHaveLength(2);
});
