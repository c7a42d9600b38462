import { toolResult } from './support/model.js';

export const name = 'tool-failure';
export const claim =
  'A handler that throws shows the model nothing but `"Tool execution failed"`; the text of a result of type failure reaches it.';
export const leansOn = ['src/copilot/session-config.ts', 'src/files/tools/tool.ts'];
export const report = {
  title: 'What a tool handler throws never reaches the model, nor the application',
  expected:
    'The message reaches the model, or the documentation says that it does not; the application is told in an event.',
  instead:
    'No handler throws: it returns `{ resultType: "failure", textResultForLlm }`, and tells the operator what went wrong inside it.',
};

export async function run({ startClient, startModel }) {
  const { client, work } = await startClient();

  /** What the model is told, by a call of a tool with this handler. */
  async function told(handler) {
    const model = await startModel((_, count) => (count === 0 ? { call: ['note', {}] } : 'done'));
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
          handler,
        },
      ],
    });
    await session.sendAndWait({ prompt: 'go' });
    return toolResult(model.requests[1]);
  }

  const thrown = await told(() => {
    throw new Error('there is no file a.md');
  });
  const returned = await told(() => ({
    resultType: 'failure',
    textResultForLlm: 'there is no file a.md',
  }));
  return {
    holds: !thrown.includes('a.md') && returned.includes('there is no file a.md'),
    seen: `thrown: ${JSON.stringify(thrown)}; returned: ${JSON.stringify(returned)}`,
  };
}
