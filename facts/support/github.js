import { createServer } from 'node:http';
import { sendAnswer } from './model.js';

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
      max_output_tokens: 4_096,
      max_prompt_tokens: 120_000,
    },
    supports: { streaming: true, tool_calls: true },
  },
  supported_endpoints: ['/chat/completions'],
  policy: { state: 'enabled' },
};

/** Stands in for GitHub's API and Copilot's, as far as one session needs them. `logins`: the owner of each token. */
export async function startGithub(logins) {
  const requests = [];
  const server = createServer((incoming, response) => {
    const token = incoming.headers.authorization?.replace(/^(?:Bearer|token) /i, '') ?? '';
    requests.push({ what: `${incoming.method} ${incoming.url}`, token });
    const answer = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const login = logins[token];
    if (!login) return answer(401, { message: 'Bad credentials' });
    if (incoming.url.startsWith('/models')) return answer(200, { data: [model] });
    if (incoming.url.startsWith('/chat/completions')) return sendAnswer('done', response);
    const endpoints = { api: url, telemetry: url };
    answer(200, { login, copilot_plan: 'business', chat_enabled: true, endpoints });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    /** What a runtime is started with to use it. */
    env: { COPILOT_DEBUG_GITHUB_API_URL: url, COPILOT_API_URL: url },
    requests,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
