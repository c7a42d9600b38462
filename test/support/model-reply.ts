import type { ServerResponse } from 'node:http';

/** Each piece is one chunk of the stream. An async iterable lets a test hold the answer back between two pieces. */
export type ReplyText = string | Iterable<string> | AsyncIterable<string>;

export interface ReplyCall {
  readonly name: string;
  /** A string is sent as it is, well-formed or not. */
  readonly arguments: string | object;
}

/** What the model does with one request. */
export type Reply =
  | { readonly text: ReplyText; readonly finish?: 'length' | 'content_filter' }
  | { readonly calls: readonly ReplyCall[]; readonly text?: ReplyText }
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Sends the text, where there is any, and then nothing more. */
  | { readonly hang: true; readonly text?: ReplyText }
  /** Sends the text and closes the connection in the middle of the answer. */
  | { readonly cut: true; readonly text: ReplyText }
  /** Written as it is, as the body of an event stream. Without `end` the connection is then cut off. */
  | { readonly raw: string; readonly end?: boolean };

/** One `chat.completion.chunk` with one choice. */
const chunk = (delta: object, finish: string | null = null) => ({
  id: 'chatcmpl-test',
  object: 'chat.completion.chunk',
  created: 0,
  model: 'test',
  choices: [{ index: 0, delta: { role: 'assistant', ...delta }, finish_reason: finish }],
});

interface StreamedReply {
  readonly text?: ReplyText;
  readonly calls?: readonly ReplyCall[];
  readonly hang?: true;
  readonly cut?: true;
  readonly finish?: string;
}

async function sendStream(
  { text = [], calls = [], hang, cut, finish = 'stop' }: StreamedReply,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const send = (data: object) => response.write(`data: ${JSON.stringify(data)}\n\n`);

  for await (const content of typeof text === 'string' ? [text] : text) {
    if (response.destroyed) return;
    send(chunk({ content }));
  }
  if (hang) return;
  if (cut) return void response.write('\n', () => response.destroy());
  for (const [index, call] of calls.entries()) {
    const id = `call_${crypto.randomUUID()}`;
    const given = call.arguments;
    const function_ = {
      name: call.name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    };
    send(chunk({ tool_calls: [{ index, id, type: 'function', function: function_ }] }));
  }
  send(chunk({}, calls.length > 0 ? 'tool_calls' : finish));
  const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
  send({ ...chunk({}), choices: [], usage });
  response.end('data: [DONE]\n\n');
}

/** Rejects with what an iterable in the reply throws. */
export async function sendReply(reply: Reply, response: ServerResponse): Promise<void> {
  if ('status' in reply) {
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body ?? '');
  } else if ('raw' in reply) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(reply.raw, () => (reply.end ? response.end() : response.destroy()));
  } else {
    await sendStream(reply, response);
  }
}
