import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scenario } from './model.ts';
import { parseScenario } from './parse.ts';

/** In the order in which `verify` runs them: files in the folder `built-in` beside this module, bundled or not. */
export const builtInNames = [
  'short-lived',
  'isolation',
  'concurrent',
  'privacy',
  'faults',
] as const;

export type BuiltInName = (typeof builtInNames)[number];

export const builtInText = (name: BuiltInName): string =>
  readFileSync(fileURLToPath(new URL(`./built-in/${name}.yaml`, import.meta.url)), 'utf8');

export function builtInScenario(name: BuiltInName): Scenario {
  // Nobody finds its file where it is run.
  const { file: _, ...scenario } = parseScenario(builtInText(name), `${name}.yaml`);
  return scenario;
}
