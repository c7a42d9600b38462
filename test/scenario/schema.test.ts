import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { builtInNames, builtInText } from '../../src/scenario/built-in.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { scenarioJsonSchema } from '../../src/scenario/schema.ts';
import { brokenScenarios } from './broken-scenarios.ts';

const published = '../../schema/scenario.schema.json';

/** What an editor makes of the published schema. */
const editor = z.fromJSONSchema(scenarioJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);

describe('the published schema', () => {
  it('is that of the parser (vitest -u writes it)', async () => {
    await expect(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      published,
    );
  });

  it.each(builtInNames)('accepts %s', (name) => {
    expect(editor.safeParse(parse(builtInText(name))).error).toBeUndefined();
  });

  it.each(brokenScenarios.filter(({ seenBySchema }) => seenBySchema))(
    'rejects what the parser rejects: $problem',
    ({ text }) => {
      expect(editor.safeParse(parse(text)).success).toBe(false);
    },
  );
});

it.each(brokenScenarios)('$problem', ({ text, problem }) => {
  expect(() => parseScenario(text, 'my.yaml')).toThrow(
    expect.objectContaining({ name: 'ScenarioProblem', message: problem }),
  );
});
