import { Html } from '../html.ts';
import type { Run } from '../model.ts';

/** Where in the page a run's sections stand. */
export interface Scope {
  readonly run: Run;
  /** An anchor of this run's own. */
  readonly anchor: (name: string) => string;
  /** A heading below the run's; `depth` 0 is a section's, 1 that of a part of it. */
  readonly heading: (depth: 0 | 1, name: string, content: Html) => Html;
  /** The colour of a user. */
  readonly hue: (user: string) => number;
  /** Takes bytes from what details may have; false where there are none left. */
  readonly afford: (bytes: number) => boolean;
}

/** How many colours there are for users. */
const hues = 6;

/**
 * @param alone the page has no other run: its title is that of the page
 * @param afford shared by all runs of a page
 */
export function createScope(
  run: Run,
  index: number,
  alone: boolean,
  afford: Scope['afford'],
): Scope {
  const anchor = (name: string) => `run${index + 1}-${name.replace(/[^\w-]/g, '_')}`;
  const numbers = new Map(run.users.map(({ name }, number) => [name, number % hues]));
  return {
    run,
    anchor,
    afford,
    hue: (user) => numbers.get(user) ?? 0,
    heading(depth, name, content) {
      const level = (alone ? 2 : 3) + depth;
      return new Html(`<h${level} id="${anchor(name)}">${content.markup}</h${level}>`);
    },
  };
}
