import { textOf } from './support/model.js';

export const name = 'system-prompt';
export const claim =
  'In mode empty a system prompt of some 6 kB reaches the model unless it is replaced, which leaves a request of less than 1 kB; each prompt is preceded by `<current_datetime>` with the offset of the runtime’s time zone.';
export const leansOn = [
  'src/copilot/session-config.ts',
  'src/copilot/runtime-environment.ts',
  'src/offline-model/conversation.ts',
];
export const report = {
  title: 'Mode "empty" sends a system prompt about a terminal agent, and the host’s time zone',
  expected: 'Mode "empty" puts nothing into a session that the application did not ask for.',
  instead: 'It replaces the system message, and runs the runtime with `TZ=UTC`.',
};

export async function run({ startClient, startModel }) {
  const model = await startModel(() => 'done');

  /** What reaches the model: the request's size, its system prompt's, and the time. */
  async function sent({ env, ...config }) {
    const { client, work } = await startClient({ env });
    const given = { ...model.session, workingDirectory: work, availableTools: [], ...config };
    const session = await client.createSession(given);
    await session.sendAndWait({ prompt: 'go' });
    const request = model.requests.at(-1);
    const [system, user] = ['system', 'user'].map((role) =>
      textOf(request.messages.find((message) => message.role === role) ?? {}),
    );
    const time = /<current_datetime>(.*?)<\/current_datetime>/.exec(user)?.[1] ?? 'none';
    return { whole: JSON.stringify(request).length, system: system.length, time };
  }

  const systemMessage = { mode: 'replace', content: 'Answer.' };
  const stock = await sent({ env: { TZ: 'Asia/Tokyo' } });
  const replaced = await sent({ env: { TZ: 'UTC' }, systemMessage });
  return {
    holds:
      stock.system > 3_000 &&
      replaced.system < 500 &&
      replaced.whole < 1_500 &&
      stock.time.endsWith('+09:00') &&
      /Z$|\+00:00$/.test(replaced.time),
    seen: `system prompt ${stock.system} bytes, replaced ${replaced.system} in a request of ${replaced.whole}; time ${stock.time} in Tokyo, ${replaced.time} with TZ=UTC`,
  };
}
