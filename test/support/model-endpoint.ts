import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { type Reply, sendReply } from './model-reply.ts';

export interface ModelMessage {
  readonly role: string;
  /** Parts are joined; empty where there is none, as with a message that only calls tools. */
  readonly content: string;
  readonly tool_call_id?: string;
}

export interface ModelTool {
  readonly type: string;
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: unknown;
  };
}

export interface ModelRequest {
  readonly model: string;
  /** Other requests are recorded, but only answered 400. */
  readonly stream: boolean;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  /** The body as it came. */
  readonly raw: string;
  readonly headers: IncomingHttpHeaders;
  /** Whether the caller went away before the answer was complete. */
  readonly abandoned: boolean;
}

export interface ModelEndpoint {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** A request without this key is answered 401 and not recorded. */
  readonly apiKey: string;
  /** In the order in which they came. */
  readonly requests: readonly ModelRequest[];
  /** Cuts off what is still open. Rejects with the first thing that `respond` threw, if it did. */
  close(): Promise<void>;
}

interface CompletionBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly messages?: readonly (Omit<ModelMessage, 'content'> & { readonly content?: unknown })[];
  readonly tools?: readonly ModelTool[];
}

function flatten(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: string }) => part.text ?? '').join('');
}

function parseRequest(raw: string, headers: IncomingHttpHeaders) {
  const { model = '', stream = false, messages = [], tools = [] }: CompletionBody = JSON.parse(raw);
  const flat = messages.map((message) => ({ ...message, content: flatten(message.content) }));
  return { model, stream, messages: flat, tools, raw, headers, abandoned: false };
}

const refusal = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ error: { message } }),
});

/** A model that says what a test tells it to: an OpenAI-compatible endpoint that streams, on 127.0.0.1. */
export async function startModelEndpoint(
  respond: (request: ModelRequest) => Reply | Promise<Reply>,
): Promise<ModelEndpoint> {
  const apiKey = `test-${crypto.randomUUID()}`;
  const requests: ModelRequest[] = [];
  const thrown: unknown[] = [];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.headers.authorization !== `Bearer ${apiKey}`) {
      return sendReply(refusal(401, 'wrong key'), response);
    }
    if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions') {
      return sendReply(refusal(404, 'not found'), response);
    }
    const request = parseRequest(await readText(incoming), incoming.headers);
    response.on('close', () => {
      request.abandoned = !response.writableEnded;
    });
    requests.push(request);
    if (!request.stream) return sendReply(refusal(400, 'this model only streams'), response);
    await sendReply(await respond(request), response);
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      // A caller that went away while it was still sending is no fault of the test.
      if (!incoming.complete) return;
      thrown.push(error);
      if (response.headersSent) response.destroy();
      else void sendReply(refusal(500, 'the test threw'), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    apiKey,
    requests,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      if (thrown.length > 0) throw thrown[0];
    },
  };
}
