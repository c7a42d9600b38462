import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolResult } from './support/model.js';

export const name = 'spilled-results';
export const claim =
  'A tool result of more than 20,480 bytes is written to the temporary folder of the host and the model is sent its path; one of 20,480 bytes is sent as it is.';
export const leansOn = ['src/files/tools/pages.ts', 'src/files/tools/file-tools.ts'];
export const report = {
  title:
    'In mode "empty" tool results over 20,480 bytes are written to the host’s temporary folder',
  expected:
    'A session without any tool that reads the host’s disk gets the result itself, cut where need be; a path helps no model that can not open it, and what a user’s tool returned stays on the disk. There is a way to set the limit.',
  instead:
    'Its tools answer in pages of 16 KiB, and the runtime’s TMPDIR is a private folder that is wiped.',
};

const limit = 20_480;

export async function run({ startClient, startModel }) {
  const { client, work, tmp } = await startClient();

  /** What the model is told of a result of so many bytes. */
  async function told(bytes) {
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
          handler: () => 'x'.repeat(bytes),
        },
      ],
    });
    await session.sendAndWait({ prompt: 'go' });
    return toolResult(model.requests[1]);
  }

  /** How many files of the temporary folder hold what the tool returned. */
  const files = () =>
    readdirSync(tmp, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter(({ name }) => readFileSync(join(tmp, name)).includes('x'.repeat(limit))).length;

  const whole = await told(limit);
  const before = files();
  const spilled = await told(limit + 1);
  const after = files();
  return {
    holds: whole === 'x'.repeat(limit) && before === 0 && after === 1 && spilled.includes(tmp),
    seen: `of ${limit} bytes the model got ${whole.length}; of ${limit + 1} it got ${spilled.length}${spilled.includes(tmp) ? ' with a path' : ''}, and ${after} file lies in TMPDIR`,
  };
}
