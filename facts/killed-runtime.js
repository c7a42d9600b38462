export const name = 'killed-runtime';
export const claim =
  'Where the runtime is killed, `sendAndWait` waits for its whole time-out and a call that waits for an answer waits for ever, though the connection is closed at once; `forceStop` makes such a call fail.';
export const leansOn = ['src/copilot/connection.ts', 'src/copilot/transport.ts'];
export const report = {
  title: '`sendAndWait` and pending calls do not notice that the runtime is gone',
  expected: 'When the connection closes, every call that waits for an answer rejects at once.',
  instead:
    'It watches the client’s private socket, and calls `forceStop` when that closes, which makes the calls fail.',
};

export async function run({ startServer, startModel }) {
  const server = await startServer({ token: 'token' });
  let asked;
  const reached = new Promise((resolve) => {
    asked = resolve;
  });
  const model = await startModel((_, count) => {
    if (count === 0) return 'done';
    asked();
    return { hang: true };
  });
  const [prompting, calling] = [await server.connect(), await server.connect()];
  const config = { ...model.session, workingDirectory: server.work, availableTools: [] };
  const session = await prompting.createSession(config);
  // The first answer takes seconds, on a busy machine.
  await session.sendAndWait({ prompt: 'go' });
  const timeout = 4_000;
  const settled = {};
  let killed;
  const note = (what) => () => {
    settled[what] = performance.now() - killed;
  };
  const waiting = session.sendAndWait({ prompt: 'go' }, timeout);
  const sent = performance.now();
  const answered = waiting.then(note('sendAndWait'), note('sendAndWait'));
  await reached;
  // So that a call is under way when it is killed.
  server.kill('SIGSTOP');
  const ping = calling.ping();
  ping.then(note('ping'), note('ping'));
  killed = performance.now();
  calling.socket.once('close', note('socket'));
  server.kill('SIGKILL');
  await answered;
  const wholeTimeout = performance.now() - sent > timeout - 100;
  const pending = settled.ping === undefined;
  const stopping = performance.now();
  await calling.forceStop();
  const afterStop = await Promise.race([
    ping.then(
      () => 'resolved',
      () => 'rejected',
    ),
    new Promise((resolve) => setTimeout(resolve, 1_000, 'still waiting')),
  ]);
  const took = performance.now() - stopping;
  return {
    holds:
      wholeTimeout && pending && settled.socket < settled.sendAndWait && afterStop === 'rejected',
    seen: `the connection closed after ${Math.round(settled.socket)} ms; sendAndWait settled after ${Math.round(settled.sendAndWait)} ms, with a time-out of ${timeout}; ping ${pending ? 'was waiting then, and' : 'settled before, and'} was ${afterStop} ${Math.round(took)} ms after forceStop`,
  };
}
