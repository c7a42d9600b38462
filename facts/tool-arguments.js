export const name = 'tool-arguments';
export const claim =
  'Arguments are not checked against the tool’s schema: missing, mistyped and `__proto__` keys reach the handler. Those that are no object end the call before it has begun: it is completed without ever having started.';
export const leansOn = [
  'src/files/tools/tool.ts',
  'src/files/tools/tool-arguments.ts',
  'src/copilot/session-events.ts',
];
export const report = {
  title: 'Tool handlers are called with arguments that their JSON Schema forbids',
  expected:
    'Arguments that the registered schema does not allow are refused to the model, or the documentation says that each handler has to check them; every `tool.execution_complete` follows a `tool.execution_start`.',
  instead:
    'Each tool checks its arguments, and treats a call that never started as one of a tool `unknown`.',
};

export async function run({ startClient, startModel }) {
  const { client, work } = await startClient();

  /** What reaches a handler whose only argument, a string, is required, and the events of the call. */
  async function call(args) {
    const model = await startModel((_, count) => (count === 0 ? { call: ['note', args] } : 'done'));
    const seen = { args: 'nothing', events: [] };
    const session = await client.createSession({
      ...model.session,
      workingDirectory: work,
      availableTools: ['custom:note'],
      tools: [
        {
          name: 'note',
          description: 'Notes a text',
          parameters: {
            type: 'object',
            properties: { text: { type: 'string' } },
            required: ['text'],
            additionalProperties: false,
          },
          skipPermission: true,
          handler: (given) => {
            seen.args = JSON.stringify(given);
            return 'ok';
          },
        },
      ],
    });
    session.on(({ type }) => type.startsWith('tool.execution_') && seen.events.push(type));
    await session.sendAndWait({ prompt: 'go' });
    return seen;
  }

  const missing = await call('{}');
  const mistyped = await call('{"text":7}');
  const proto = await call('{"text":"a","__proto__":{"admin":true}}');
  const noObject = await call('["text"]');
  const reached = [missing, mistyped, proto].map(({ args }) => args);
  const unbegun =
    noObject.events.includes('tool.execution_complete') &&
    !noObject.events.includes('tool.execution_start');
  return {
    holds:
      `${reached}` === '{},{"text":7},{"text":"a","__proto__":{"admin":true}}' &&
      noObject.args === 'nothing' &&
      unbegun,
    seen: `the handler got ${reached.join(' and ')}; of an array it got ${noObject.args}, with ${noObject.events.join(' and ') || 'no event'}`,
  };
}
