import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EndpointOptions, ModelEndpoint } from '../../src/offline-model/model-endpoint.ts';
import { startOfflineModel } from '../../src/offline-model/offline-model.ts';

const models: ModelEndpoint[] = [];

async function start(options?: EndpointOptions) {
  const model = await startOfflineModel(options);
  models.push(model);
  return model;
}

afterEach(async () => {
  await Promise.all(models.splice(0).map((model) => model.close()));
});

const tools = ['write_file', 'read_file', 'list_files'].map((name) => ({
  type: 'function',
  function: { name, description: name, parameters: { type: 'object' } },
}));

/** As the runtime sends it. */
const asked = (prompt: string) => [
  { role: 'system', content: 'Help.' },
  {
    role: 'user',
    content: `<current_datetime>2026-01-02T03:04:05Z</current_datetime>\n\n${prompt}`,
  },
];

function post(model: ModelEndpoint, body: unknown, init: RequestInit = {}) {
  return fetch(`${model.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${model.apiKey}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

interface Chunk {
  readonly choices: readonly {
    readonly delta: {
      readonly role?: string;
      readonly content?: string | null;
      readonly tool_calls?: unknown;
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: { readonly total_tokens: number } | null;
}

function chunksOf(stream: string): Chunk[] {
  const lines = stream.split('\n\n').filter((line) => line !== '');
  expect(lines.pop()).toBe('data: [DONE]');
  return lines.map((line) => JSON.parse(line.replace(/^data: /, '')) as Chunk);
}

const spoken = (chunks: readonly Chunk[]) =>
  chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');

describe('the endpoint', () => {
  it('answers with a tool call, then with an answer', async () => {
    const model = await start();
    const messages: unknown[] = asked('Create notes.md saying "tea at four"');
    const first = await (await post(model, { model: 'offline', messages, tools })).json();
    const [choice] = (first as { choices: [{ message: { tool_calls: unknown[] } }] }).choices;
    expect(choice).toMatchObject({
      finish_reason: 'tool_calls',
      message: { role: 'assistant', content: null, tool_calls: [{ type: 'function' }] },
    });
    expect(choice.message.tool_calls[0]).toMatchObject({
      function: {
        name: 'write_file',
        arguments: JSON.stringify({ path: 'notes.md', content: 'tea at four' }),
      },
    });
    messages.push(choice.message, {
      role: 'tool',
      tool_call_id: 'x',
      content: [{ type: 'text', text: 'Wrote notes.md.' }],
    });
    const second = await (await post(model, { messages, tools })).json();
    expect(second).toMatchObject({
      object: 'chat.completion',
      choices: [
        { finish_reason: 'stop', message: { content: expect.stringContaining('notes.md') } },
      ],
      usage: { total_tokens: expect.any(Number) },
    });
  });

  it('knows of earlier prompts what its conversation holds, and nothing else', async () => {
    const model = await start();
    const answerTo = async (messages: unknown) => {
      const answer = await (await post(model, { messages, tools })).json();
      return (answer as { choices: [{ message: { content: string } }] }).choices[0].message.content;
    };
    const [, told] = asked('My door code is 4711.');
    const question = asked('What is my door code?');
    expect(await answerTo([told, { role: 'assistant', content: 'I see.' }, ...question])).toMatch(
      /^In this session you said before:\n\n> My door code is 4711\.$/,
    );
    expect(await answerTo(question)).toMatch(/^I do not know: this session began with your prompt/);
  });

  it('streams a tool call', async () => {
    const model = await start();
    const response = await post(model, { messages: asked('ls'), tools, stream: true });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const chunks = chunksOf(await response.text());
    expect(chunks.map((chunk) => chunk.choices[0])).toMatchObject([
      { delta: { role: 'assistant' }, finish_reason: null },
      {
        delta: {
          tool_calls: [
            {
              index: 0,
              id: /^call_/,
              type: 'function',
              function: { name: 'list_files', arguments: '{}' },
            },
          ].map((call) => ({ ...call, id: expect.stringMatching(call.id) })),
        },
      },
      { delta: {}, finish_reason: 'tool_calls' },
    ]);
  });

  it('streams an answer in pieces that together are the whole, and the usage if asked', async () => {
    const model = await start();
    const content = 'word  \n'.repeat(3000) + 'é🙂'.repeat(2000);
    const messages = [...asked('cat a.md'), { role: 'assistant' }, { role: 'tool', content }];
    const stream_options = { include_usage: true };
    const response = await post(model, { messages, tools, stream: true, stream_options });
    const chunks = chunksOf(await response.text());
    expect(spoken(chunks)).toContain(content);
    expect(chunks.length).toBeGreaterThan(100);
    expect(chunks.length).toBeLessThan(600);
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { total_tokens: expect.any(Number) },
    });
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
  });

  it('says when a tool that is needed is not offered', async () => {
    const model = await start();
    const response = await post(model, { messages: asked('ls'), stream: true });
    expect(spoken(chunksOf(await response.text()))).toContain('`list_files` is not offered');
  });

  it('takes its time where it is told to, and several requests do not wait for each other', async () => {
    const model = await start({ wordsPerSecond: 50 });
    const started = performance.now();
    let beginnings = 0;
    const answers = await Promise.all(
      ['hello', 'hi', 'hey'].map(async (prompt) => {
        const response = await post(model, { messages: asked(prompt), tools, stream: true });
        beginnings++;
        const text = await response.text();
        expect(beginnings).toBe(3);
        return chunksOf(text);
      }),
    );
    const took = performance.now() - started;
    const pieces = answers[0]?.length ?? 0;
    expect(new Set(answers.map(spoken)).size).toBe(1);
    expect(took).toBeGreaterThan((pieces - 2) * 20 * 0.9);
  });

  it('leaves no timer behind when its readers go away', async () => {
    const model = await start({ wordsPerSecond: 0.001 });
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const readers = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const client = request(`${model.baseUrl}/chat/completions`, {
          method: 'POST',
          agent: false,
          headers: { authorization: `Bearer ${model.apiKey}` },
        });
        client.end(JSON.stringify({ messages: asked('hello'), tools, stream: true }));
        const [response] = (await once(client, 'response')) as [IncomingMessage];
        await once(response, 'data');
        return response;
      }),
    );
    // Other timers of the process come and go: so many readers stand out from them.
    const during = timers();
    expect(during).toBeGreaterThanOrEqual(40);
    for (const reader of readers) reader.destroy();
    await vi.waitFor(() => expect(timers()).toBeLessThan(during - 30));
  });

  it('ends open connections when closed', async () => {
    const model = await startOfflineModel({ wordsPerSecond: 1 });
    const response = await post(model, { messages: asked('hello'), tools, stream: true });
    const socket = connect(Number(new URL(model.baseUrl).port), '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    const read = expect(response.text()).rejects.toThrow();
    await model.close();
    await read;
    await ended;
  });

  it('lists its model', async () => {
    const model = await start();
    const headers = { authorization: `Bearer ${model.apiKey}` };
    const response = await fetch(`${model.baseUrl}/models`, { headers });
    expect(await response.json()).toMatchObject({ object: 'list', data: [{ id: model.model }] });
  });

  it.each([
    ['no key', 401, '/chat/completions', { headers: {} }],
    [
      'a wrong key',
      401,
      '/models',
      { method: 'GET', body: null, headers: { authorization: 'Bearer x' } },
    ],
    ['bad JSON', 400, '/chat/completions', { body: '{"messages":' }],
    ['no messages', 400, '/chat/completions', { body: '{"messages":[]}' }],
    ['no object', 400, '/chat/completions', { body: 'null' }],
    ['another path', 404, '/embeddings', {}],
    ['another method', 404, '/chat/completions', { method: 'GET', body: null }],
    [
      'a body that is too large',
      413,
      '/chat/completions',
      { body: ' '.repeat(16 * 1024 * 1024 + 1) },
    ],
  ])('refuses %s', async (_, status, path, init) => {
    const model = await start();
    const response = await fetch(`${model.baseUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${model.apiKey}` },
      body: '{}',
      ...init,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { message: expect.any(String), type: expect.any(String), code: expect.any(String) },
    });
  });

  it('listens on loopback only, with a key of its own', async () => {
    const [one, two] = [await start(), await start()];
    expect(one.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(one.apiKey).not.toBe(two.apiKey);
  });
});
