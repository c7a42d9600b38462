import { Html } from '../html.ts';
import type { Run } from '../model.ts';
import type { Budget } from './budget.ts';

/** Where in the page a run's sections stand. */
export interface Scope {
  readonly run: Run;
  /** An anchor of this run's own. */
  readonly anchor: (name: string) => string;
  /** A heading below the run's; `depth` 0 is a section's, 1 that of a part of it. */
  readonly heading: (depth: 0 | 1, name: string, content: Html) => Html;
  /** The colour of a user. */
  readonly hue: (user: string) => number;
  /** What is left of the page's size, for all runs. */
  readonly budget: Budget;
}

/** How many colours there are for users. */
const hues = 6;

/**
 * @param alone the page has no other run: its title is that of the page
 */
export function createScope(run: Run, index: number, alone: boolean, budget: Budget): Scope {
  const anchor = (name: string) => `run${index + 1}-${name.replace(/[^\w-]/g, '_')}`;
  const numbers = new Map(run.users.map(({ name }, number) => [name, number % hues]));
  return {
    run,
    anchor,
    budget,
    hue: (user) => numbers.get(user) ?? 0,
    heading(depth, name, content) {
      const level = (alone ? 2 : 3) + depth;
      return new Html(`<h${level} id="${anchor(name)}">${content.markup}</h${level}>`);
    },
  };
}
