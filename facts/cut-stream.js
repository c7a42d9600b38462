export const name = 'cut-stream';
export const claim =
  'An answer that is cut off is asked for again, told by `model.turn_retry`: what was streamed comes once more, under another `messageId`. One that ended for its length is asked for again without a word. A model that always breaks off is asked 6 times, and then `model.turn_failed` is told.';
export const leansOn = ['src/copilot/model-calls.ts', 'src/copilot/session-events.ts'];
export const report = {
  title:
    '`model.turn_retry` and `model.turn_failed` are missing in the types, and retries of a cut answer replay its deltas',
  expected:
    'Both events are part of `SessionEvent`, `model.turn_retry` names the message whose deltas are void, and it is sent as well where an answer is asked for again for its length.',
  instead:
    'It listens for them all the same, and takes another messageId for a sign that what was streamed before is void.',
};

export async function run({ startClient, startModel, quick }) {
  const { client, work } = await startClient();

  /** The deltas by message, and the events about retries, of a session with this model. */
  async function stream(answer) {
    const model = await startModel(answer);
    const config = { ...model.session, workingDirectory: work, availableTools: [] };
    const session = await client.createSession(config);
    const messages = new Map();
    const types = [];
    session.on(({ type, data }) => {
      if (type.startsWith('model.turn_')) types.push(type);
      if (type !== 'assistant.message_delta') return;
      messages.set(data.messageId, (messages.get(data.messageId) ?? '') + data.deltaContent);
    });
    const end = await session.sendAndWait({ prompt: 'go' }, 60_000).then(
      () => 'resolved',
      () => 'rejected',
    );
    const count = (type) => types.filter((each) => each === type).length;
    return { end, texts: [...messages.values()], requests: model.requests.length, count };
  }

  const half = { text: ['half ', 'an '], cut: true };
  const once = await stream((_, count) => (count === 0 ? half : ['half ', 'an ', 'answer']));
  const long = await stream((_, count) =>
    count === 0 ? { text: 'half', finish: 'length' } : 'all',
  );
  const always = quick ? undefined : await stream(() => half);
  const retries = once.count('model.turn_retry');
  return {
    holds:
      `${once.texts}` === 'half an ,half an answer' &&
      retries === 1 &&
      `${long.texts}` === 'half,all' &&
      long.count('model.turn_retry') === 0 &&
      (!always ||
        (always.end === 'rejected' &&
          always.requests === 6 &&
          always.count('model.turn_failed') === 1)),
    seen: `cut off once: ${JSON.stringify(once.texts)} with ${retries} model.turn_retry; ended for its length: ${JSON.stringify(long.texts)} with ${long.count('model.turn_retry')}${always ? `; cut off always: ${always.end} after ${always.requests} requests with ${always.count('model.turn_failed')} model.turn_failed` : ''}`,
  };
}
