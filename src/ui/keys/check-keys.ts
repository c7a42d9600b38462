import { commandDefinitions } from '../../repl/command-language.ts';
import { type CommandKey, commandKeys, ownKeys } from './key-table.ts';
import type { Rebound } from './keymap.ts';

const fixedActions = ownKeys.filter(({ fixed }) => fixed).map(({ action }) => action);

/** Actions that a configuration may give other keys: every slash command, and what only keys do. */
export const rebindableActions: readonly string[] = [
  ...ownKeys.filter(({ fixed }) => !fixed).map(({ action }) => action),
  ...commandDefinitions.map(({ name }) => name),
];

/** Whether an action keeps its key, so that nobody is ever stuck. */
export const isFixed = (action: string): boolean =>
  (fixedActions as readonly string[]).includes(action);

/** Two actions that want the same key; the second is one that was bound anew. */
export interface Conflict {
  readonly key: string;
  readonly taken: string;
  readonly wants: string;
}

/** The first key that would stand for two things. */
export function keyConflict(rebound: Rebound): Conflict | undefined {
  const owner = new Map<string, string>();
  const kept = [...ownKeys, ...commandKeys].filter(({ action }) => !rebound.has(action));
  for (const { action, keys } of kept satisfies readonly CommandKey[]) {
    for (const key of keys) owner.set(key, action);
  }
  for (const [wants, keys] of rebound) {
    for (const key of keys) {
      const taken = owner.get(key);
      if (taken !== undefined) return { key, taken, wants };
      owner.set(key, wants);
    }
  }
  return undefined;
}
