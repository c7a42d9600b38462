export const name = 'model-errors';
export const claim =
  'Of a model that answers 400, 401, 429 or 500 the runtime asks 1, 3, 6 and 6 times before the session fails; each try is told by `model.call_failure` with its status. It waits up to a minute in between, and as long as `Retry-After` says; where that is five minutes or more, it asks no more.';
export const leansOn = [
  'src/copilot/model-calls.ts',
  'src/copilot/model-failure.ts',
  'src/copilot/model-explanations.ts',
  'src/copilot/session-events.ts',
];

/** How often each is asked. The last two take up to a minute. */
const asked = [
  { status: 400, tries: 1 },
  { status: 401, tries: 3 },
  { status: 429, headers: { 'retry-after': '600' }, tries: 1 },
  { status: 429, tries: 6 },
  { status: 500, tries: 6 },
];

export async function run({ startClient, startModel, quick }) {
  const { client, work } = await startClient();

  /** How a session ends whose model answers so, and after how many tries. */
  async function fail({ status, headers, tries }) {
    const model = await startModel(() => ({ status, headers }));
    const config = { ...model.session, workingDirectory: work, availableTools: [] };
    const session = await client.createSession(config);
    const told = [];
    session.on(({ type, data }) => type === 'model.call_failure' && told.push(data.statusCode));
    const end = await session.sendAndWait({ prompt: 'go' }, 300_000).then(
      () => 'resolved',
      () => 'rejected',
    );
    const requests = model.requests.length;
    const asTold = told.length === requests && told.every((each) => each === status);
    const wait = headers ? ' with Retry-After of 10 minutes' : '';
    return {
      holds: requests === tries && end === 'rejected' && asTold,
      seen: `${status}${wait}: ${requests} requests, ${end}${asTold ? '' : ', not told of each'}`,
    };
  }

  const results = await Promise.all((quick ? asked.slice(0, 3) : asked).map(fail));
  return {
    holds: results.every(({ holds }) => holds),
    seen: results.map(({ seen }) => seen).join('; '),
  };
}
