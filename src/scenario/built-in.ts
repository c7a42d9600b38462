import { isolation } from './isolation.ts';
import type { Scenario } from './scenario.ts';
import { shortLived } from './short-lived.ts';

/** By name, in the order in which `verify` runs them. */
export const builtInScenarios: ReadonlyMap<string, Scenario> = new Map(
  [shortLived, isolation].map((scenario) => [scenario.name, scenario]),
);
