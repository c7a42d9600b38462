import { afterEach, describe, expect, it } from 'vitest';
import { openProgram, type ProgramOnScreen } from '../cli/program-on-screen.ts';
import { eventually } from '../support/eventually.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';

let model: ModelEndpoint | undefined;

afterEach(async () => {
  await model?.close();
  model = undefined;
});

async function start(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const terminal = await openProgram(args, { columns: 120, rows: 40, env });
  const picture = () => terminal.screen().join('\n');
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(picture()).toMatch(text);
    });
  return { terminal, picture, shows };
}

const submit = (terminal: ProgramOnScreen, text: string) => {
  terminal.type(text);
  terminal.press('Enter');
};

describe('the REPL on a screen', () => {
  it('streams two tabs at once, and shows a file while the answer is still being written', async () => {
    const release: (() => void)[] = [];
    model = await startModelEndpoint(({ messages }) => {
      const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
      const name = /file-\w/.exec(prompt)?.[0] ?? '';
      if (messages.at(-1)?.role === 'user') {
        return {
          calls: [{ name: 'write_file', arguments: { path: `${name}.md`, content: name } }],
        };
      }
      return {
        text: (async function* () {
          yield `began ${name} `;
          await new Promise<void>((resolve) => release.push(resolve));
          yield `ended ${name}`;
        })(),
      };
    });
    const { terminal, picture, shows } = await start(['--provider-url', model.baseUrl], {
      COPILOT_PROVIDER_API_KEY: model.apiKey,
    });
    await shows(/alice.C1 ›/, 'up · 0 live');
    submit(terminal, 'write file-a');
    await shows('began file-a');
    terminal.press('Ctrl+X');
    terminal.type('n');
    await shows(/alice.C2 ›/);
    submit(terminal, 'write file-b');
    await shows('began file-b', /file-a\.md/, /file-b\.md/, '2 live');
    expect(picture()).not.toContain('began file-a');
    for (const go of release) go();
    await shows('ended file-b', '2 gone');
    terminal.press('Shift+Left');
    await shows('began file-a ended file-a');
  });

  it('takes a line that is typed together with its Enter', async () => {
    const { terminal, shows } = await start();
    terminal.type('Create a.md saying hi\r');
    await shows(/✓ write_file a\.md/, /a\.md +2 B/);
  });

  it('keeps a prompt that was typed before the server was there', async () => {
    const { terminal, shows } = await start();
    await shows(/alice.C1 ›/);
    submit(terminal, 'Create a.md saying hi');
    await shows(/gone ✓/);
  });

  it('cancels with Esc, and the session is destroyed all the same', async () => {
    model = await startModelEndpoint(() => ({ hang: true, text: 'thinking about it' }));
    const { terminal, shows } = await start(['--provider-url', model.baseUrl], {
      COPILOT_PROVIDER_API_KEY: model.apiKey,
    });
    await shows(/alice.C1 ›/);
    submit(terminal, 'hello');
    await shows('thinking about it');
    terminal.press('Escape');
    await shows(/cancelled · \w{6} created · destroyed · gone ✓/);
  });
});
