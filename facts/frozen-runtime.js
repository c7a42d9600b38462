export const name = 'frozen-runtime';
export const claim =
  'Calls have no time-out: of a frozen runtime `createSession`, `ping` and `stop` never return. `forceStop` does at once.';
export const leansOn = [
  'src/copilot/deadline.ts',
  'src/copilot/heartbeat.ts',
  'src/copilot/connection.ts',
];
export const report = {
  title: 'No call of the SDK has a time-out, not even `stop`',
  expected:
    'Calls take a time-out or an AbortSignal, and `stop` gives up by itself and then does what `forceStop` does.',
  instead:
    'Each call has a deadline of its own; an own heartbeat finds a server that no longer answers; `stop` is followed by `forceStop`.',
};

export async function run({ startServer, startModel, quick }) {
  const server = await startServer({ token: 'token' });
  const model = await startModel(() => 'done');
  const client = await server.connect();
  const config = { ...model.session, workingDirectory: server.work, availableTools: [] };
  await client.createSession(config);
  server.kill('SIGSTOP');
  const settled = [];
  const calls = {
    createSession: () => client.createSession(config),
    ping: () => client.ping(),
    stop: () => client.stop(),
  };
  for (const [name, call] of Object.entries(calls)) {
    call().then(
      () => settled.push(name),
      () => settled.push(name),
    );
  }
  const patience = quick ? 3_000 : 90_000;
  await new Promise((resolve) => setTimeout(resolve, patience));
  const returned = [...settled];
  const began = performance.now();
  await client.forceStop();
  const took = performance.now() - began;
  return {
    holds: returned.length === 0 && took < 2_000,
    seen: `within ${patience / 1000} s of SIGSTOP ${returned.join(', ') || 'nothing'} returned; forceStop took ${Math.round(took)} ms`,
  };
}
