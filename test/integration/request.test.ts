import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openServer } from '../../src/copilot/server.ts';
import { testEnvironment } from '../support/environment.ts';
import type { ModelRequest } from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;

afterEach(async () => {
  await harness?.close();
});

const lastRole = ({ messages }: ModelRequest) => messages.at(-1)?.role;

/** Calls the tool first, then answers with what the tool said. */
const callThenQuote =
  (name: string, args: object) =>
  (request: ModelRequest): Reply =>
    lastRole(request) === 'tool'
      ? { text: `The tool said: ${request.messages.at(-1)?.content}` }
      : { calls: [{ name, arguments: args }] };

describe('a request', () => {
  it('has a session of its own, which is gone when it ends', async () => {
    harness = await startHarness(() => ({ text: ['Hel', 'lo'] }));
    await harness.execute({ type: 'prompt', text: 'one' });
    await harness.execute({ type: 'prompt', text: 'two' });

    const types = harness.events.filter((event) => 'request' in event && event.request === 'R2');
    expect(types.map((event) => event.type).filter((type) => type !== 'usage')).toEqual([
      'request.submitted',
      'session.created',
      'answer.delta',
      'answer.delta',
      'answer.completed',
      'session.destroyed',
      'session.confirmed-gone',
      'request.completed',
    ]);
    const sessions = harness.of('session.confirmed-gone').map((event) => event.session);
    expect(new Set(sessions).size).toBe(2);
    expect(harness.of('request.completed').map((event) => event.answer)).toEqual([
      'Hello',
      'Hello',
    ]);
  });

  it('remembers nothing of the one before', async () => {
    harness = await startHarness(() => ({ text: 'ok' }));
    await harness.execute({ type: 'prompt', text: 'the word is marzipan' });
    await harness.execute({ type: 'prompt', text: 'which word?' });
    expect(harness.model.requests[1]?.raw).toContain('which word?');
    expect(harness.model.requests[1]?.raw).not.toContain('marzipan');
  });

  it('reaches the files of its user through the tools, and is shown doing it', async () => {
    harness = await startHarness(callThenQuote('write_file', { path: 'a.md', content: 'hi' }));
    await harness.execute({ type: 'as', user: 'alice', client: 'C1', text: 'write' });
    expect(harness.of('file.changed')).toMatchObject([
      {
        user: 'alice',
        path: 'a.md',
        operation: 'created',
        revision: 1,
        size: 2,
        writer: 'C1',
        request: 'R1',
      },
    ]);
    expect(harness.of('tool.started')).toMatchObject([
      { tool: 'write_file', arguments: { path: 'a.md', content: 'hi' } },
    ]);
    expect(harness.of('tool.completed')).toMatchObject([
      { tool: 'write_file', ok: true, handled: true },
    ]);
    expect(harness.of('request.completed')[0]?.answer).toContain('Wrote a.md');
  });

  it("is served by our read_file, not by the runtime's reader of the host's disk", async () => {
    harness = await startHarness(
      callThenQuote('read_file', { filePath: '/etc/hostname', path: 'a.md' }),
    );
    await harness.execute({ type: 'prompt', text: 'read' });
    expect(harness.of('request.completed')[0]?.answer).toMatch(/The tool said: Error: /);
    expect(harness.of('tool.completed')).toMatchObject([
      { tool: 'read_file', ok: false, handled: true },
    ]);
  });

  it('offers the model our three tools, our instructions, and nothing else', async () => {
    harness = await startHarness(() => ({ text: 'ok' }));
    await harness.execute({ type: 'prompt', text: 'hello' });
    const [request] = harness.model.requests;
    const offered = request?.tools.map((tool) => tool.function.name).sort();
    expect(offered).toEqual(['list_files', 'read_file', 'write_file']);
    expect(request?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(request?.messages[0]?.content).not.toMatch(/shell tool|bash|GitHub Copilot CLI/);
  });

  it('says why it failed, and leaves no session', async () => {
    harness = await startHarness(() => ({
      status: 400,
      body: '{"error":{"message":"no such model"}}',
    }));
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.failed')).toMatchObject([
      { error: { code: 'model-refused', message: expect.stringContaining('no such model') } },
    ]);
    expect(harness.of('session.confirmed-gone')).toHaveLength(1);
  });

  it('is cancelled while the model is silent, and leaves no session', async () => {
    harness = await startHarness(() => ({ hang: true }));
    const done = harness.execute({ type: 'prompt', text: 'hello' });
    await vi.waitFor(() => expect(harness.model.requests).toHaveLength(1));
    await harness.execute({ type: 'cancel' });
    await done;
    expect(harness.of('request.cancelled')).toHaveLength(1);
    expect(harness.of('session.confirmed-gone')).toHaveLength(1);
  });

  it('is cancelled at once at any moment, and leaves no session', async () => {
    harness = await startHarness(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { text: ['a', 'b'] };
    });
    for (let moment = 0; moment < 40; moment += 4) {
      const done = harness.execute({ type: 'prompt', text: 'hello' });
      // The moment itself is what is varied here.
      await new Promise((resolve) => setTimeout(resolve, moment));
      const pressed = performance.now();
      await harness.execute({ type: 'cancel' });
      await done;
      // Far below the limit at which a server is taken for frozen.
      if (process.env.LONG === '1') expect(performance.now() - pressed).toBeLessThan(1500);
    }
    expect(harness.of('session.leaked')).toEqual([]);
    expect(harness.of('session.confirmed-gone')).toHaveLength(harness.of('session.created').length);
  });

  it('on a frozen server ends by its time-out all the same, and its session is told as leaked', async () => {
    const own = await openServer({ environment: testEnvironment(), outward: false });
    onTestFinished(() => own.stop());
    const environment = testEnvironment({ COPILOT_CONNECTION_TOKEN: own.token ?? '' });
    const server = { environment, attach: [own.address] };
    // The first request of a server takes long, and no time-out is to end it.
    const warmUp = await startHarness(() => ({ text: 'ok' }), { server });
    await warmUp.execute({ type: 'prompt', text: 'warm up' });
    await warmUp.close();
    harness = await startHarness(() => ({ text: 'ok' }), { timeout: 1000, server });
    await harness.execute({ type: 'prompt', text: 'hello' });
    process.kill(own.pids[0] ?? Number.NaN, 'SIGSTOP');
    const before = harness.events.length;
    // By itself the request would never end.
    await harness.execute({ type: 'prompt', text: 'hello' });
    const types = harness.events.slice(before).map(({ type }) => type);
    expect(types.filter((type) => type === 'session.leaked')).toHaveLength(1);
    expect(harness.events.findLast(({ type }) => type === 'request.failed')).toMatchObject({
      error: { code: 'request-timeout' },
    });
  });

  it('ends by its time-out, and leaves no session', async () => {
    harness = await startHarness(() => ({ hang: true }), { timeout: 500 });
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.failed')).toMatchObject([{ error: { code: 'request-timeout' } }]);
    expect(harness.of('session.confirmed-gone')).toHaveLength(1);
  });

  it('ends at the step limit when the model repeats itself for ever, and says so', async () => {
    const forEver = () => ({ calls: [{ name: 'list_files', arguments: {} }] });
    harness = await startHarness(forEver, { maximumSteps: 5 });
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.failed')).toMatchObject([
      { error: { code: 'step-limit', message: 'ended after 5 tool calls' } },
    ]);
    expect(harness.of('session.confirmed-gone')).toHaveLength(1);
    expect(harness.model.requests.length).toBeLessThanOrEqual(7);
  });

  it('does no more than the step limit when one message holds many calls', async () => {
    const calls = Array.from({ length: 40 }, (_, n) => ({
      name: 'write_file',
      arguments: { path: `${n}.md`, content: 'x' },
    }));
    harness = await startHarness(() => ({ calls }), { maximumSteps: 5 });
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.failed')).toMatchObject([{ error: { code: 'step-limit' } }]);
    expect(harness.of('file.changed').length).toBeLessThanOrEqual(5);
    expect(harness.of('session.confirmed-gone')).toHaveLength(1);
  });

  it('takes a prompt of 100 kB whole', async () => {
    harness = await startHarness(() => ({ text: 'ok' }));
    const text = 'lorem '.repeat(17_000);
    await harness.execute({ type: 'prompt', text });
    expect(harness.model.requests[0]?.messages.at(-1)?.content).toContain(text.trim());
    expect(harness.of('request.completed')).toHaveLength(1);
  });
});

describe('clients', () => {
  it('run beside each other, and each one request after the other', async () => {
    const release = new Map<string, () => void>();
    harness = await startHarness(async ({ messages }) => {
      const prompt = messages.at(-1)?.content.match(/p\d/)?.[0] ?? '';
      await new Promise<void>((resolve) => release.set(prompt, resolve));
      return { text: prompt };
    });
    const all = [
      harness.execute({ type: 'as', user: 'alice', client: 'C1', text: 'p1' }),
      harness.execute({ type: 'as', user: 'alice', client: 'C1', text: 'p2' }),
      harness.execute({ type: 'as', user: 'bob', client: 'C2', text: 'p3' }),
    ];
    await vi.waitFor(() => expect([...release.keys()].sort()).toEqual(['p1', 'p3']));
    release.get('p3')?.();
    await all[2];
    release.get('p1')?.();
    await vi.waitFor(() => expect(release.has('p2')).toBe(true));
    release.get('p2')?.();
    await Promise.all(all);
    expect(harness.of('request.completed').map((event) => event.request)).toEqual([
      'R3',
      'R1',
      'R2',
    ]);
  });

  it('can not be taken over by another user', async () => {
    harness = await startHarness(() => ({ text: 'ok' }));
    await harness.execute({ type: 'as', user: 'alice', client: 'C1', text: 'hi' });
    const taken = harness.execute({ type: 'as', user: 'bob', client: 'C1', text: 'hi' });
    await expect(taken).rejects.toMatchObject({ code: 'client-taken' });
  });

  it('prompt for every user at once with /all', async () => {
    harness = await startHarness(() => ({ text: 'ok' }));
    await harness.execute({ type: 'all', text: 'hi' });
    expect(
      harness
        .of('request.completed')
        .map((event) => event.user)
        .sort(),
    ).toEqual(['alice', 'bob']);
  });

  it('are cancelled and closed when the REPL is, and leave nothing', async () => {
    harness = await startHarness(() => ({ hang: true }));
    const done = harness.execute({ type: 'prompt', text: 'hello' });
    await vi.waitFor(() => expect(harness.model.requests).toHaveLength(1));
    await harness.repl.close();
    await done;
    expect(harness.of('session.confirmed-gone')).toHaveLength(1);
    await expect(harness.execute({ type: 'prompt', text: 'x' })).rejects.toMatchObject({
      code: 'closed',
    });
  });
});
