export const name = 'events';
export const claim =
  'The events that are translated come, with the fields that are read of them, in a turn with a tool call, and in one whose model refuses.';
export const leansOn = ['src/copilot/session-events.ts', 'src/copilot/unwritten-session.ts'];

/** The fields that are read of each; those of the last three may be missing, and come of a refusal or an abort. */
export const translated = {
  'assistant.message_delta': ['messageId', 'deltaContent'],
  'assistant.message': ['content'],
  'tool.execution_start': ['toolCallId', 'toolName', 'arguments'],
  'tool.execution_complete': ['toolCallId', 'success', 'result'],
  'assistant.usage': ['inputTokens', 'outputTokens', 'finishReason'],
  'assistant.turn_end': [],
  'assistant.idle': [],
  'session.idle': [],
  'model.call_failure': ['errorMessage', 'statusCode'],
  'session.error': ['message', 'errorType'],
};

export async function run({ startClient, startModel }) {
  const { client, work } = await startClient();
  const seen = {};

  async function turn(answer) {
    const model = await startModel(answer);
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
          handler: () => 'ok',
        },
      ],
    });
    session.on(({ type, data }) => {
      seen[type] = Object.assign(seen[type] ?? {}, data);
    });
    await session.sendAndWait({ prompt: 'go' }).catch(() => {});
  }

  await turn((_, count) => (count === 0 ? { call: ['note', { a: 1 }] } : 'done'));
  await turn(() => ({ status: 400 }));
  const missing = Object.entries(translated).flatMap(([type, fields]) =>
    seen[type]
      ? fields.filter((field) => seen[type][field] === undefined).map((each) => `${type}.${each}`)
      : [type],
  );
  const content = seen['tool.execution_complete']?.result?.content;
  return {
    holds: missing.length === 0 && content === 'ok',
    seen: `${Object.keys(translated).length} types of ${Object.keys(seen).length} that came; missing: ${missing.join(', ') || 'none'}`,
  };
}
