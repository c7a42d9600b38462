import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CopilotClient, defineTool, RuntimeConnection } from '@github/copilot-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { testEnvironment } from './environment.ts';
import { eventually } from './eventually.ts';
import { type ModelEndpoint, startModelEndpoint } from './model-endpoint.ts';
import type { Reply } from './model-reply.ts';

let endpoint: ModelEndpoint | undefined;

afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

async function ask(reply: Reply, init: RequestInit = {}) {
  endpoint = await startModelEndpoint(() => reply);
  return fetch(`${endpoint.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${endpoint.apiKey}` },
    body: JSON.stringify({ stream: true, messages: [{ role: 'user', content: 'hi' }] }),
    ...init,
  });
}

/** The chunks of a stream, without the `[DONE]` that it has to end with. */
async function chunksOf(response: Response) {
  const lines = (await response.text()).split('\n\n');
  expect(lines.splice(-2)).toEqual(['data: [DONE]', '']);
  return lines.map((line) => JSON.parse(line.replace(/^data: /, '')));
}

describe('a scripted model', () => {
  it('streams a text piece by piece, then why it stopped, then the usage', async () => {
    const chunks = await chunksOf(await ask({ text: ['tea ', 'at four'] }));
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content)).toEqual([
      'tea ',
      'at four',
      undefined,
      undefined,
    ]);
    expect(chunks.at(-2).choices[0].finish_reason).toBe('stop');
    expect(chunks.at(-1).usage.total_tokens).toBeGreaterThan(0);
  });

  it('calls tools, with malformed arguments too', async () => {
    const calls = [
      { name: 'write_file', arguments: { path: 'a' } },
      { name: 'read_file', arguments: '{' },
    ];
    const chunks = await chunksOf(await ask({ calls }));
    const sent = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(sent.map((call) => [call.index, call.function.name, call.function.arguments])).toEqual([
      [0, 'write_file', '{"path":"a"}'],
      [1, 'read_file', '{'],
    ]);
    expect(chunks.at(-2).choices[0].finish_reason).toBe('tool_calls');
  });

  it('fails as told', async () => {
    const response = await ask({ status: 429, body: 'slow down', headers: { 'retry-after': '1' } });
    expect([response.status, await response.text()]).toEqual([429, 'slow down']);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('writes what it is given and cuts the connection off, or ends it', async () => {
    const cut = await ask({ raw: 'data: {"oops' });
    await expect(cut.text()).rejects.toThrow();
    await endpoint?.close();
    expect(await (await ask({ raw: 'data: {"oops', end: true })).text()).toBe('data: {"oops');
  });

  it('hangs after a piece, and notices that the caller gives up', async () => {
    const caller = new AbortController();
    const response = await ask({ hang: true, text: 'half' }, { signal: caller.signal });
    const reader = response.body?.getReader();
    expect(String(Buffer.from((await reader?.read())?.value ?? []))).toContain('half');
    expect(endpoint?.requests[0]?.abandoned).toBe(false);
    caller.abort();
    await eventually(() => expect(endpoint?.requests[0]?.abandoned).toBe(true));
  });

  it('refuses another key and records what it was asked', async () => {
    const refused = await ask({ text: '' }, { headers: { authorization: 'Bearer other' } });
    expect(refused.status).toBe(401);
    expect(endpoint?.requests).toEqual([]);
    await endpoint?.close();

    const content = [
      { type: 'text', text: 'two ' },
      { type: 'text', text: 'parts' },
    ];
    const body = JSON.stringify({
      model: 'm',
      stream: true,
      messages: [{ role: 'user', content }],
    });
    await (await ask({ text: 'ok' }, { body })).text();
    const [request] = endpoint?.requests ?? [];
    expect(request).toMatchObject({ model: 'm', raw: body, abandoned: false });
    expect(request?.messages).toEqual([{ role: 'user', content: 'two parts' }]);
  });

  it('only streams', async () => {
    expect((await ask({ text: 'ok' }, { body: '{}' })).status).toBe(400);
  });

  it('does not swallow what the test threw', async () => {
    const failing = await startModelEndpoint(() => {
      throw new Error('unexpected prompt');
    });
    const headers = { authorization: `Bearer ${failing.apiKey}` };
    const url = `${failing.baseUrl}/chat/completions`;
    expect((await fetch(url, { method: 'POST', headers, body: '{"stream":true}' })).status).toBe(
      500,
    );
    await expect(failing.close()).rejects.toThrow('unexpected prompt');
  });

  it('is understood by the real runtime', async () => {
    endpoint = await startModelEndpoint(({ messages }) => {
      const last = messages.at(-1);
      return last?.role === 'tool'
        ? { text: ['It says: ', last.content] }
        : { calls: [{ name: 'look', arguments: { at: 'tea' } }] };
    });
    const home = mkdtempSync(join(tmpdir(), 'model-endpoint-test-'));
    const client = new CopilotClient({
      connection: RuntimeConnection.forStdio(),
      mode: 'empty',
      baseDirectory: home,
      workingDirectory: home,
      env: testEnvironment(),
    });
    try {
      const session = await client.createSession({
        model: 'test',
        streaming: true,
        provider: {
          type: 'openai',
          wireApi: 'completions',
          baseUrl: endpoint.baseUrl,
          apiKey: endpoint.apiKey,
        },
        availableTools: ['custom:look'],
        tools: [
          defineTool('look', {
            description: 'Looks',
            parameters: { type: 'object', properties: { at: { type: 'string' } } },
            skipPermission: true,
            handler: (given) => `seen ${JSON.stringify(given)}`,
          }),
        ],
      });
      const answer = await session.sendAndWait({ prompt: 'look at tea' });
      expect(answer?.data.content).toBe('It says: seen {"at":"tea"}');
      expect(endpoint.requests).toHaveLength(2);
      expect(endpoint.requests[0]?.tools.map((tool) => tool.function.name)).toEqual(['look']);
    } finally {
      await client.forceStop();
      rmSync(home, { recursive: true, force: true });
    }
  });
});
