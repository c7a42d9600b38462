export const name = 'stalls';
export const claim =
  'Over TCP a request takes five to ten times as long as over stdio: both sides wait for each other’s acknowledgement. `setNoDelay` on the SDK’s socket takes away half of it, and a small notification for each chunk that arrives nearly all.';
export const leansOn = ['src/copilot/transport.ts'];
export const alone = true;
export const report = {
  title: 'Requests over TCP take five to ten times as long as over stdio (Nagle’s algorithm)',
  expected:
    'The SDK and the runtime set TCP_NODELAY on their sockets, and write each message in one piece.',
  instead:
    'It reaches for the private field `socket` of the client, sets no-delay there, and answers each chunk that arrives with a notification `$/acknowledge`, which carries the acknowledgement with it.',
};

export async function run({ startClient, startServer, startModel, quick }) {
  const model = await startModel((_, count) => (count % 2 === 0 ? { call: ['note', {}] } : 'done'));
  const tool = {
    name: 'note',
    description: 'Notes',
    parameters: { type: 'object', properties: {} },
    skipPermission: true,
    handler: () => 'ok',
  };
  const systemMessage = { mode: 'replace', content: 'Answer.' };

  /** How long a request with one tool call takes, in ms, from its session's creation until that is deleted. */
  async function request({ client, work }) {
    const began = performance.now();
    const session = await client.createSession({
      ...{ ...model.session, systemMessage, workingDirectory: work },
      ...{ tools: [tool], availableTools: ['custom:note'] },
    });
    await session.sendAndWait({ prompt: 'go' });
    await session.disconnect();
    await client.deleteSession(session.sessionId);
    return performance.now() - began;
  }

  const server = await startServer({ token: 'token' });
  const { work } = server;
  const [stock, noDelay, answering] = await Promise.all([1, 2, 3].map(() => server.connect()));
  noDelay.socket.setNoDelay(true);
  answering.socket.setNoDelay(true);
  answering.socket.on('data', () =>
    answering.connection.sendNotification('$/acknowledge').catch(() => {}),
  );
  const ways = [
    await startClient(),
    { client: stock, work },
    { client: noDelay, work },
    { client: answering, work },
  ];
  // The first ones are slow for other reasons.
  for (const way of [...ways, ...ways]) await request(way);
  const times = ways.map(() => []);
  // In turn, so that whatever else the machine does meets all of them.
  for (let round = 0; round < (quick ? 10 : 40); round++) {
    for (const [index, way] of ways.entries()) times[index].push(await request(way));
  }
  // The fastest of each: a busy machine makes the others.
  const [stdio, ...overTcp] = times.map((each) => Math.min(...each));
  const [asItComes, withNoDelay, withAnswers] = overTcp.map((each) => each / stdio);
  const holds = asItComes > 2 && withNoDelay < 0.85 * asItComes && withAnswers < 0.75 * withNoDelay;
  const seen = `stdio ${stdio.toFixed(0)} ms; TCP ${asItComes.toFixed(1)} times that, with setNoDelay ${withNoDelay.toFixed(1)}, with a notification for each chunk as well ${withAnswers.toFixed(1)}`;
  if (!holds && stdio > 150) throw new Error(`the machine is too busy to tell: ${seen}`);
  return { holds, seen };
}
