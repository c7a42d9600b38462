import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolResult } from './support/model.js';

export const name = 'read-file-hijack';
export const claim =
  'A custom tool named `read_file` is served by the runtime itself from the disk of the host, without a permission request, and its handler is never called; with `overridesBuiltInTool` it is called. The runtime swallows seven other names too.';
export const leansOn = ['src/copilot/session-config.ts', 'src/repl/request-guards.ts'];
export const report = {
  title:
    'A custom tool named read_file reads the host’s disk in mode "empty", and its handler is never called',
  expected:
    'In mode "empty" with `availableTools: []` nothing but the application’s own handler answers for a tool that the application registered; or `createSession` refuses a name that is taken, as long as `overridesBuiltInTool` is not set.',
  instead:
    'Every tool is registered with `overridesBuiltInTool: true`, sessions work in an empty private folder, and a call that succeeded without having reached our handler fails the request.',
};

const taken = 'file_search grep_search rg apply_patch str_replace_editor ask_user update_todo';

export async function run({ startClient, startModel }) {
  const { client, work } = await startClient();
  const secret = join(work, 'secret.txt');
  writeFileSync(secret, 'SECRET OF THE HOST');

  /** What the model is told when it calls a custom tool of this name, and what became of the call. */
  async function call(tool, overridesBuiltInTool) {
    const args = { filePath: secret, path: secret, query: 'SECRET', question: '?', input: '' };
    const model = await startModel((_, count) => (count === 0 ? { call: [tool, args] } : 'done'));
    const seen = { tool, handled: false, asked: false, told: '' };
    const session = await client.createSession({
      ...model.session,
      workingDirectory: work,
      availableTools: [`custom:${tool}`],
      tools: [
        {
          name: tool,
          description: 'Reads a file from the store of the application',
          parameters: { type: 'object', properties: { filePath: { type: 'string' } } },
          overridesBuiltInTool,
          handler: () => {
            seen.handled = true;
            return 'from the application';
          },
        },
      ],
      onPermissionRequest: () => {
        seen.asked = true;
        return { kind: 'approve-once' };
      },
    });
    // A call of ask_user waits for an answer that nobody gives.
    const stuck = new Promise((resolve) => {
      session.on('tool.execution_start', () => setTimeout(resolve, 5_000));
    });
    await Promise.race([session.sendAndWait({ prompt: 'go' }), stuck]);
    seen.told = model.requests[1] ? toolResult(model.requests[1]) : '';
    return seen;
  }

  const stock = await call('read_file', false);
  const overridden = await call('read_file', true);
  const free = await call('read_document', false);
  const others = await Promise.all(taken.split(' ').map((each) => call(each, false)));
  const swallowed = others.filter(({ handled }) => !handled).map(({ tool }) => tool);
  const leaked = stock.told.includes('SECRET OF THE HOST');
  const called = ({ handled }) => `its handler was ${handled ? '' : 'not '}called`;
  return {
    holds: leaked && !stock.handled && !stock.asked && overridden.handled && free.handled,
    seen: `read_file was ${leaked ? '' : 'not '}served from the host’s disk, ${called(stock)}; with overridesBuiltInTool ${called(overridden)}; swallowed as well: ${swallowed.join(', ') || 'none'}`,
  };
}
