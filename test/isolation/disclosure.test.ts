import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '../integration/harness.ts';
import { eventually } from '../support/eventually.ts';
import { descendants, environmentOf } from '../support/processes.ts';
import { ownRuntimes, ownServer } from '../support/shared-server.ts';

let harness: Harness;

afterEach(async () => {
  await harness?.close();
});

const operatorsToken = 'token-of-the-operator-for-something-else';

/** An operator in Tokyo who has tokens set, and a provider of their own. */
async function startInTokyo(more: Parameters<typeof startHarness>[1] = {}) {
  harness = await startHarness(() => ({ text: 'ok' }), {
    users: ['alice', 'roberto'],
    server: ownServer({
      TZ: 'Asia/Tokyo',
      GH_TOKEN: operatorsToken,
      GITHUB_TOKEN: operatorsToken,
      COPILOT_GITHUB_TOKEN: operatorsToken,
      COPILOT_PROVIDER_API_KEY: operatorsToken,
      AWS_SECRET_ACCESS_KEY: operatorsToken,
    }),
    ...more,
  });
}

const runtime = () => ownRuntimes().at(-1);

describe('the model learns', () => {
  it('nothing of the host, of other users, or of other clients', async () => {
    await startInTokyo();
    await harness.execute({
      type: 'as',
      user: 'roberto',
      client: 'C1',
      text: 'the word is marzipan',
    });
    await harness.execute({ type: 'as', user: 'alice', client: 'C2', text: 'the other is nougat' });
    await harness.execute({ type: 'as', user: 'alice', client: 'C3', text: 'hello' });
    const { COPILOT_HOME: home = '' } = environmentOf(runtime()?.pid ?? 0);
    expect(home).not.toBe('');
    const last = harness.model.requests.at(-1);
    const sent = `${last?.raw}\n${JSON.stringify(last?.headers)}`;
    expect(sent).toContain('hello');
    const secrets = [
      hostname(),
      homedir(),
      tmpdir(),
      dirname(home),
      process.cwd(),
      process.version,
    ];
    const others = ['roberto', 'marzipan', 'nougat', 'C1', 'C2', operatorsToken];
    for (const text of [...secrets, ...others]) expect(sent).not.toContain(text);
    if (userInfo().username !== 'root') expect(sent).not.toContain(userInfo().username);
  });

  it('the time, but not the zone', async () => {
    await startInTokyo();
    await harness.execute({ type: 'prompt', text: 'hello' });
    const raw = harness.model.requests[0]?.raw ?? '';
    expect(raw).toMatch(/<current_datetime>[^<]+(?:\+00:00|Z)<\/current_datetime>/);
    expect(raw).not.toMatch(/\+09:00|Tokyo|JST/);
  });
});

describe('secrets', () => {
  it('are in no event, no argument of a process, and not in the environment of the runtime', async () => {
    await startInTokyo();
    await harness.execute({ type: 'prompt', text: 'hello' });
    const started = descendants(process.pid);
    const token = environmentOf(runtime()?.pid ?? 0).COPILOT_CONNECTION_TOKEN ?? '';
    expect(token).toHaveLength(43);
    const told = JSON.stringify(harness.events);
    const commands = started.map(({ command }) => command).join('\n');
    for (const secret of [token, harness.model.apiKey, operatorsToken]) {
      expect(told).not.toContain(secret);
      expect(commands).not.toContain(secret);
    }
    for (const { pid } of started) {
      const values = Object.values(environmentOf(pid)).join('\n');
      expect(values).not.toContain(operatorsToken);
      expect(values).not.toContain(harness.model.apiKey);
    }
  });

  it('are in no error: not of a refused connection, not of a refused key', async () => {
    await startInTokyo({
      model: {
        kind: 'provider',
        url: 'http://127.0.0.1:1/v1',
        type: 'openai',
        wireApi: 'completions',
        apiKey: operatorsToken,
      },
      timeout: 3000,
    });
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.failed')).toHaveLength(1);
    expect(JSON.stringify(harness.events)).not.toContain(operatorsToken);
  });
});

it('a key that the endpoint itself names in its refusal is in no event', async () => {
  let key = '';
  harness = await startHarness(() => ({
    status: 400,
    body: JSON.stringify({ error: { message: `Incorrect key: ${key}` } }),
  }));
  key = harness.model.apiKey;
  await harness.execute({ type: 'prompt', text: 'hello' });
  expect(harness.of('request.failed')[0]?.error.message).toContain('Incorrect key: ‹secret›');
  expect(JSON.stringify(harness.events)).not.toContain(key);
});

it('nothing goes through a proxy that stays on this machine', async () => {
  const proxied: string[] = [];
  const proxy = createServer((request, response) => {
    proxied.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket) => {
    proxied.push(`CONNECT ${request.url}`);
    socket.end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];
  harness = await startHarness(() => ({ text: 'ok' }), {
    server: ownServer(Object.fromEntries(variables.map((name) => [name, url]))),
  });
  await harness.execute({ type: 'prompt', text: 'hello' });
  proxy.close();
  expect(proxied).toEqual([]);
  expect(harness.of('request.completed')).toMatchObject([{ answer: 'ok' }]);
});

it('what exists while a session lives can be opened by this user alone', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = () => {};
  const reached = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const respond = async () => {
    asked();
    await held;
    return { text: 'ok' };
  };
  harness = await startHarness(respond, { server: ownServer() });
  const done = harness.execute({ type: 'prompt', text: 'hello' });
  await reached;
  // The runtime writes its session down by and by, also while the model is asked.
  const { folder, found } = await eventually(() => {
    const folder = dirname(environmentOf(runtime()?.pid ?? 0).COPILOT_HOME ?? '');
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(found.some((path) => path.endsWith('events.jsonl'))).toBe(true);
    return { folder, found };
  });
  expect(statSync(folder).mode & 0o077).toBe(0);
  const open = found.filter((path) => (statSync(join(folder, path)).mode & 0o077) !== 0);
  release();
  await done;
  expect(open).toEqual([]);
});
