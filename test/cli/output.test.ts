import { afterEach, describe, expect, it } from 'vitest';
import { endWith } from '../../src/cli/errors.ts';
import { CopilotError } from '../../src/copilot/errors.ts';
import { jsonLine } from '../../src/recording/json-line.ts';
import { safeText } from '../../src/screen/safe-text.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { runProgram } from './run-program.ts';

/** What a terminal must not get, and a program that reads must get as it is. */
const raw = 'a\tb\u001b[2Jc\u009b1md\u202e 👩‍👩‍👧 ทำ';

let model: ModelEndpoint | undefined;

afterEach(async () => {
  await model?.close();
  model = undefined;
});

describe('answers and files', () => {
  const input = 'write it\n/open a.md\n';

  async function printed(terminal: boolean): Promise<string> {
    model = await startModelEndpoint(({ messages }) =>
      messages.at(-1)?.role === 'user'
        ? { calls: [{ name: 'write_file', arguments: { path: 'a.md', content: raw } }] }
        : { text: raw },
    );
    const { code, stdout } = await runProgram([], {
      input,
      terminal,
      environment: {
        COPILOT_PROVIDER_BASE_URL: model.baseUrl,
        COPILOT_PROVIDER_API_KEY: model.apiKey,
      },
    });
    expect(code).toBe(0);
    return stdout;
  }

  it('are data where a program reads them', async () => {
    expect(await printed(false)).toBe(`alice/C1: ${raw}\n${raw}\n`);
  });

  it('are made safe where a terminal shows them', async () => {
    expect(safeText(raw)).not.toBe(raw);
    expect(await printed(true)).toBe(`alice/C1: ${safeText(raw)}\n${safeText(raw)}\n`);
  });
});

it('NDJSON holds nothing that a terminal would act on, and means the same', () => {
  const value = { text: `${raw}\u{e0041}\u2028` };
  const line = jsonLine(value);
  expect(line).toMatch(/^[\n\x20-\x7e\p{L}\p{M}\p{So}]+$/u);
  expect(line).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
  expect(line).toContain('ทำ');
  expect(JSON.parse(line)).toEqual(value);
});

describe('an error', () => {
  it.each([
    ['it broke', 'Mend it.', 'error: it broke. Mend it.'],
    ['it broke.', 'Mend it.', 'error: it broke. Mend it.'],
    ['it broke', undefined, 'error: it broke'],
    ['two\nlines \u001b[31m', undefined, 'error: two␤lines ␛[31m'],
  ])('%j with the advice %j is one harmless line', (message, advice, text) => {
    expect(endWith(new CopilotError('model-failed', message, advice))).toEqual({ code: 1, text });
  });
});

it('lines that can not be read are refused, and the rest is done', async () => {
  const input = Buffer.concat([
    Buffer.from('\ufeffCreate a.md saying hi\r\n'),
    Buffer.from('caf\xe9\n', 'latin1'),
    Buffer.alloc(10 << 20, 'x'),
    Buffer.from('\n/files'),
  ]);
  const { code, stdout, stderr } = await runProgram([], { input });
  expect(stdout).toBe('alice/C1: Wrote `a.md` (2 B).\na.md\t2 B\tC1\n');
  expect(stderr.match(/error: .*/g)).toEqual([
    expect.stringContaining('UTF-8'),
    expect.stringContaining('256 KiB'),
  ]);
  expect(code).toBe(1);
});
