export const name = 'available-tools';
export const claim =
  'The bundled runtime never filters custom tools by `availableTools`, so that `[]` offers them all; Copilot CLI does, so that `[]` offers none. Naming each as `custom:<tool>` offers exactly them on both.';
export const leansOn = ['src/copilot/session-config.ts'];
export const report = {
  title:
    '`availableTools: []` offers every custom tool in the bundled runtime, and none in Copilot CLI',
  expected: 'One meaning in both, and custom tools named in the documentation of `availableTools`.',
  instead: 'It names each tool that it offers as `custom:<tool>`.',
};

export async function run({ startClient, startModel, kind }) {
  const { client, work } = await startClient();
  const model = await startModel(() => 'done');

  /** The names of the tools that the model is offered. */
  async function offered(availableTools) {
    const tool = (name) => ({
      name,
      description: name,
      parameters: { type: 'object', properties: {} },
      overridesBuiltInTool: true,
      handler: () => 'ok',
    });
    const session = await client.createSession({
      ...model.session,
      workingDirectory: work,
      availableTools,
      tools: [tool('write_note'), tool('read_note')],
    });
    await session.sendAndWait({ prompt: 'go' });
    return (model.requests.at(-1).tools ?? []).map((each) => each.function.name).sort();
  }

  const ofNone = await offered([]);
  const ofOne = await offered(['custom:read_note']);
  const ofBoth = await offered(['custom:write_note', 'custom:read_note']);
  const expected = kind === 'cli' ? [0, 1, 2] : [2, 2, 2];
  const counts = [ofNone, ofOne, ofBoth].map(({ length }) => length);
  return {
    holds: `${counts}` === `${expected}` && `${ofBoth}` === 'read_note,write_note',
    seen: `of 2 custom tools, [] offers ${counts[0]}, one name ${counts[1]}, both names ${counts[2]}`,
  };
}
