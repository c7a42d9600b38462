export const name = 'abort';
export const claim =
  '`abort` makes `sendAndWait` resolve with nothing, as an empty answer would; only `session.idle` says that it was aborted. A session that is disconnected while it runs leaves `sendAndWait` waiting, and is never idle.';
export const leansOn = ['src/copilot/ephemeral-session.ts', 'src/copilot/session-events.ts'];
export const report = {
  title:
    '`sendAndWait` resolves with nothing when it is aborted, and waits on when its session is disconnected',
  expected: 'It rejects in both cases, with an error that says which.',
  instead:
    'It does not use `sendAndWait`: it listens for `session.idle` and its `aborted`, and disconnects only what is idle.',
};

export async function run({ startClient, startModel }) {
  const { client, work } = await startClient();
  const model = await startModel(() => ({ text: 'half', hang: true }));
  const config = { ...model.session, workingDirectory: work, availableTools: [] };

  /** How sendAndWait ends, and what session.idle says, when this is done to a session while it answers. */
  async function interrupt(how) {
    const session = await client.createSession(config);
    let idle = 'never idle';
    const streaming = new Promise((resolve) => session.on('assistant.message_delta', resolve));
    session.on('session.idle', ({ data }) => {
      idle = data.aborted ? 'aborted' : 'idle';
    });
    const waiting = session.sendAndWait({ prompt: 'go' }, 60_000).then(
      (answer) => `resolved with ${answer === undefined ? 'nothing' : 'something'}`,
      () => 'rejected',
    );
    await streaming;
    const began = performance.now();
    await how(session);
    const patience = new Promise((resolve) => setTimeout(resolve, 3_000, 'still waiting'));
    const end = await Promise.race([waiting, patience]);
    return { end, idle, took: Math.round(performance.now() - began) };
  }

  const aborted = await interrupt((session) => session.abort());
  const disconnected = await interrupt((session) => session.disconnect());
  return {
    holds:
      aborted.end === 'resolved with nothing' &&
      aborted.idle === 'aborted' &&
      disconnected.end === 'still waiting' &&
      disconnected.idle === 'never idle',
    seen: `abort: ${aborted.end} after ${aborted.took} ms, session.idle ${aborted.idle}; disconnect: ${disconnected.end} after ${disconnected.took} ms, ${disconnected.idle}`,
  };
}
