export const name = 'endless-loop';
export const claim =
  'The agent loop has no cap: a model that repeats a call goes on until it is aborted.';
export const leansOn = ['src/repl/request-limits.ts', 'src/repl/request-guards.ts'];
export const report = {
  title: 'The agent loop has no cap, and no setting for one',
  expected: '`SessionConfig` has a limit for tool calls or model calls of a turn.',
  instead: 'It counts tool calls, and aborts a request that has made too many.',
};

export async function run({ startClient, startModel, quick }) {
  const { client, work } = await startClient();
  const enough = quick ? 100 : 400;
  let stop = () => {};
  const stopped = new Promise((resolve) => {
    stop = resolve;
  });
  const model = await startModel((_, count) => {
    if (count >= enough) stop('it went on');
    return { call: ['note', {}] };
  });
  const session = await client.createSession({
    ...model.session,
    workingDirectory: work,
    availableTools: ['custom:note'],
    tools: [
      {
        name: 'note',
        description: 'Notes',
        parameters: { type: 'object', properties: {} },
        skipPermission: true,
        handler: () => 'ok',
      },
    ],
  });
  session.on('session.idle', () => stop('it ended by itself'));
  const began = performance.now();
  await session.send({ prompt: 'go' });
  const end = await stopped;
  const seconds = (performance.now() - began) / 1_000;
  await session.abort();
  return {
    holds: end === 'it went on',
    seen: `after ${model.requests.length} requests in ${seconds.toFixed(0)} s ${end}`,
  };
}
