import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { completion, completionChunks, estimateUsage, modelName } from './completion.ts';
import { RequestError, readCompletionRequest } from './conversation.ts';
import type { EndpointOptions, ModelEndpoint } from './model-endpoint.ts';
import type { NextTurn } from './turn.ts';

interface Thinking extends EndpointOptions {
  readonly think: NextTurn;
}

const largestBody = 16 * 1024 * 1024;

/** Serves what `think` decides on a free loopback port, to who speaks as to OpenAI. It keeps nothing between requests. */
export async function startEndpoint(
  think: NextTurn,
  options: EndpointOptions = {},
): Promise<ModelEndpoint> {
  const apiKey = randomBytes(32).toString('hex');
  const server = createServer((request, response) => {
    respond(request, response, apiKey, { think, ...options }).catch((error: unknown) => {
      // Begun or abandoned, an answer can only be cut off; before that the caller is told.
      if (response.headersSent || response.destroyed) response.destroy();
      else sendError(response, 500, 'internal_error', String(error));
    });
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  // A server that closes an idle connection may do so just when the next request is sent over it.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    apiKey,
    model: modelName,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  apiKey: string,
  options: Thinking,
): Promise<void> {
  const path = request.url?.split('?')[0];
  if (!isAuthorized(request, apiKey)) {
    return sendError(response, 401, 'invalid_api_key', 'The API key is missing or wrong.');
  }
  if (path === '/v1/models' && request.method === 'GET') {
    const model = { id: modelName, object: 'model', created: 0, owned_by: 'multiuser-repl' };
    return sendJson(response, 200, { object: 'list', data: [model] });
  }
  if (path !== '/v1/chat/completions' || request.method !== 'POST') {
    return sendError(response, 404, 'not_found', 'There is nothing at this address.');
  }
  const body = await readBody(request);
  if (body === undefined) {
    return sendError(response, 413, 'request_too_large', `The body is over ${largestBody} bytes.`);
  }
  await complete(body, response, options);
}

async function complete(
  body: string,
  response: ServerResponse,
  { wordsPerSecond, think }: Thinking,
): Promise<void> {
  let request: ReturnType<typeof readCompletionRequest>;
  try {
    request = readCompletionRequest(body);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return sendError(response, 400, 'invalid_request', error.message);
  }
  const turn = think(request);
  const head = {
    id: `chatcmpl-${randomUUID()}`,
    created: Math.floor(Date.now() / 1000),
    usage: estimateUsage(body.length, turn),
  };
  if (!request.stream) return sendJson(response, 200, completion(head, turn));
  const chunks = completionChunks(head, turn, request.includeUsage);
  await sendStream(response, chunks, wordsPerSecond);
}

/** Sends a chunk when the reader can take it, and rests behind it; ends at once when the reader is gone. */
async function sendStream(
  response: ServerResponse,
  chunks: Iterable<object>,
  wordsPerSecond: number | undefined,
): Promise<void> {
  if (response.destroyed) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const { signal } = gone;
  try {
    for (const chunk of chunks) {
      signal.throwIfAborted();
      const taken = response.write(`data: ${JSON.stringify(chunk)}\n\n`);
      if (!taken) await once(response, 'drain', { signal });
      if (wordsPerSecond !== undefined) await wait(1000 / wordsPerSecond, undefined, { signal });
    }
    response.end('data: [DONE]\n\n');
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** The body as text, or nothing if it is too large: its rest is let pass, so that the sender gets to read why. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) parts.length = 0;
    else parts.push(part);
  }
  return size > largestBody ? undefined : Buffer.concat(parts).toString('utf8');
}

function isAuthorized(request: IncomingMessage, apiKey: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** An error in OpenAI's shape. */
function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  const type =
    status === 401
      ? 'authentication_error'
      : status < 500
        ? 'invalid_request_error'
        : 'server_error';
  sendJson(response, status, { error: { message, type, param: null, code } });
}
