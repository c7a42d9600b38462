export const name = 'token-and-provider';
export const claim = 'A session with both a `gitHubToken` and a provider is refused.';
export const leansOn = ['src/copilot/model-source.ts', 'src/copilot/identity.ts'];

export async function run({ startClient, startModel }) {
  const { client, work } = await startClient();
  const model = await startModel(() => 'done');
  const config = { ...model.session, workingDirectory: work, availableTools: [] };
  const created = (more) =>
    client.createSession({ ...config, ...more }).then(
      () => 'created',
      ({ message }) => message,
    );
  const [alone, both] = [await created({}), await created({ gitHubToken: 'a-token' })];
  return {
    holds: alone === 'created' && both !== 'created',
    seen: `provider alone: ${alone}; both: ${both}`,
  };
}
