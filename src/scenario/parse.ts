import { compile } from './compile.ts';
import { describeIssue, explain, mostTelling } from './explain.ts';
import type { Scenario } from './model.ts';
import { scenarioSchema } from './schema.ts';
import { readSource } from './source.ts';

/**
 * Reads a scenario's YAML. `file` is for messages, and names the scenario.
 * @throws ScenarioProblem with file, line, column, and the word that was probably meant
 */
export function parseScenario(text: string, file: string): Scenario {
  const source = readSource(text, file);
  const parsed = scenarioSchema.safeParse(source.value, { error: describeIssue });
  if (parsed.success) return compile(parsed.data, source, file);
  const issue = mostTelling(parsed.error.issues);
  if (!issue) throw source.problem('this is no scenario', []);
  const { message, path, atKey } = explain(issue);
  throw source.problem(message, path, atKey);
}
