export const name = 'github-tokens';
export const claim =
  'A session with a provider makes no call to GitHub. Of two sessions with a `gitHubToken` each, on one client, each calls with its own; `createSession` with one that is refused fails with 401. Of a session the runtime tells the login and the plan of its token, and of a token its models.';
export const leansOn = [
  'src/copilot/identify.ts',
  'src/copilot/identity.ts',
  'src/copilot/model-source.ts',
  'src/copilot/runtime-environment.ts',
];

export async function run({ startServer, startModel, startGithub }) {
  const model = await startModel(() => 'done');
  const github = await startGithub({ 'token-a': 'alice', 'token-b': 'bob' });
  const server = await startServer({ token: 'token', env: github.env });
  const client = await server.connect();
  const config = {
    ...{ availableTools: [], workingDirectory: server.work, streaming: true },
    disabledMcpServers: ['github-mcp-server'],
  };

  const own = await client.createSession({ ...config, ...model.session });
  await own.sendAndWait({ prompt: 'go' });
  const withProvider = github.requests.length;

  /** Who the session says that it is, and the tokens that were used for it. */
  async function identify(gitHubToken) {
    const before = github.requests.length;
    const session = await client.createSession({ ...config, gitHubToken });
    const { login, copilotPlan } = await session.rpc.gitHubAuth.getStatus();
    const { models } = await client.rpc.models.list({ gitHubToken });
    await session.sendAndWait({ prompt: 'go' }).catch(() => {});
    const tokens = new Set(github.requests.slice(before).map(({ token }) => token));
    const named = models.some(({ id }) => id === 'stub-model') ? 'its models' : 'no models';
    return `${login} (${copilotPlan}, ${named}) by ${[...tokens].join(' and ') || 'none'}`;
  }

  const [alice, bob] = [await identify('token-a'), await identify('token-b')];
  const wrong = await client.createSession({ ...config, gitHubToken: 'wrong' }).then(
    () => 'created',
    ({ message }) => message,
  );
  return {
    holds:
      withProvider === 0 &&
      alice === 'alice (business, its models) by token-a' &&
      bob === 'bob (business, its models) by token-b' &&
      /: 401\b/.test(wrong),
    seen: `${withProvider} calls with a provider; ${alice}; ${bob}; a wrong token: ${wrong}`,
  };
}
