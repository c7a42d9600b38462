import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/**
 * An OpenAI-compatible model on 127.0.0.1 that says what it is told to. `answer(request, count)` gets the body of each
 * request and its number, from 0, and returns what `sendAnswer` takes.
 */
export async function startModel(answer) {
  const requests = [];
  const server = createServer(async (incoming, response) => {
    const request = await json(incoming).catch(() => undefined);
    // Cut off while it was still sent.
    if (!request) return response.destroy();
    requests.push(request);
    sendAnswer(await answer(request, requests.length - 1), response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}/v1`;
  return {
    /** What a session is created with, so that this model answers in it. */
    session: {
      model: 'scripted',
      provider: { type: 'openai', wireApi: 'completions', baseUrl, apiKey: 'none' },
      streaming: true,
    },
    /** The bodies of all requests so far. */
    requests,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Sends a text, or texts one by one; `{ call: [name, arguments] }`; `{ status, headers }`; `{ text, finish }` with another reason
 * to end; `{ text, cut: true }`, which closes the connection in the middle; `{ text, hang: true }`, which never ends.
 */
export function sendAnswer(given, response) {
  const plain = typeof given === 'string' || Array.isArray(given);
  const { text = [], call, status, headers, cut, hang, finish } = plain ? { text: given } : given;
  if (status) {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    return response.end(JSON.stringify({ error: { message: `status ${status}` } }));
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const send = (choices, usage) => {
    const chunk = { id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', choices };
    response.write(`data: ${JSON.stringify({ ...chunk, usage })}\n\n`);
  };
  const say = (delta, finish_reason = null) =>
    send([{ index: 0, delta: { role: 'assistant', ...delta }, finish_reason }]);
  for (const content of [text].flat()) say({ content });
  if (hang) return;
  if (cut) return response.write('\n', () => response.destroy());
  if (call) say({ tool_calls: [toolCall(call)] });
  say({}, finish ?? (call ? 'tool_calls' : 'stop'));
  send([], { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 });
  response.end('data: [DONE]\n\n');
}

function toolCall([name, args]) {
  const given = typeof args === 'string' ? args : JSON.stringify(args);
  const id = `call_${randomUUID()}`;
  return { index: 0, id, type: 'function', function: { name, arguments: given } };
}

/** What the model is told that a tool call came to: the text of the last message. */
export const toolResult = (request) => textOf(request.messages.at(-1));

export function textOf({ content }) {
  return typeof content === 'string' ? content : (content ?? []).map(({ text }) => text).join('');
}
