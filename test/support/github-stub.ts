import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ReplyText, sendReply } from './model-reply.ts';

export interface GithubRequest {
  readonly what: string;
  readonly token: string;
  readonly body: string;
}

/** Stands in for GitHub's API and for Copilot's, as far as one session needs them. */
export interface GithubStub {
  /** What the runtime has to be started with to use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Each request's method, path and token, and what was sent with it as far as it has come in. */
  readonly requests: readonly GithubRequest[];
  /** From now on this token is refused. */
  revoke(token: string): void;
  close(): Promise<void>;
}

const model = {
  id: 'stub-model',
  name: 'Stub model',
  vendor: 'stub',
  version: '1',
  object: 'model',
  model_picker_enabled: true,
  preview: false,
  capabilities: {
    type: 'chat',
    family: 'stub',
    tokenizer: 'o200k_base',
    object: 'model_capabilities',
    limits: {
      max_context_window_tokens: 128_000,
      max_output_tokens: 4096,
      max_prompt_tokens: 120_000,
    },
    supports: { streaming: true, tool_calls: true },
  },
  supported_endpoints: ['/chat/completions'],
  policy: { state: 'enabled' },
};

/**
 * Knows these tokens, each with the login of its owner; any other is refused with 401.
 * @param answer every answer, or what makes it of a request, whose body is whole then
 */
export async function startGithubStub(
  logins: Readonly<Record<string, string>>,
  answer: string | ((request: GithubRequest) => ReplyText | Promise<ReplyText>),
): Promise<GithubStub> {
  const requests: { what: string; token: string; body: string }[] = [];
  const known = new Map(Object.entries(logins));
  let url = '';

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = incoming.headers.authorization?.replace(/^(?:Bearer|token) /i, '') ?? '';
    const request = { what: `${incoming.method} ${incoming.url}`, token, body: '' };
    requests.push(request);
    incoming.setEncoding('utf8');
    for await (const piece of incoming) request.body += piece;
    const login = known.get(token);
    const json = (status: number, body: object) =>
      sendReply({ status, body: JSON.stringify(body) }, response);
    if (login === undefined) return json(401, { message: 'Bad credentials' });
    if (incoming.url?.startsWith('/chat/completions')) {
      const text = typeof answer === 'string' ? answer : await answer(request);
      return sendReply({ text }, response);
    }
    if (incoming.url?.startsWith('/models')) return json(200, { data: [model] });
    const endpoints = { api: url, telemetry: url };
    return json(200, { login, copilot_plan: 'business', chat_enabled: true, endpoints });
  }

  const server = createServer((incoming, response) => void respond(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: { COPILOT_DEBUG_GITHUB_API_URL: url, COPILOT_API_URL: url },
    requests,
    revoke: (token) => void known.delete(token),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
