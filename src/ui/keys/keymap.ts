import { commandDefinitions, commandGroups } from '../../repl/command-language.ts';
import { type CommandDefinition, needsArgument } from '../../repl/commands/definition.ts';
import { editingKeys } from '../prompt/keys.ts';
import { keyLabel, keyLabels } from './key-label.ts';
import {
  type CommandKey,
  commandKeys,
  type OwnAction,
  ownKeys,
  playKeys,
  replayKeys,
} from './key-table.ts';

/** What one key does. */
export type Bound =
  | { readonly type: 'own'; readonly action: OwnAction }
  /** `line`: the slash command, with its argument where the key has one. */
  | {
      readonly type: 'command';
      readonly name: string;
      readonly line: string;
      /** One that has to be typed is still missing. */
      readonly asks: boolean;
      /** It comes before what the key does to a prompt in which nothing is written. */
      readonly first?: true;
    };

/** One thing that can be done, as help and palette list it. */
export interface Entry {
  /** The command's name; the action of a key without a command. */
  readonly name: string;
  /** `/new [user]`; empty for what only a key does. */
  readonly usage: string;
  /** What may follow the command's name. */
  readonly argument: 'needed' | 'optional' | 'none';
  readonly keys: readonly string[];
  readonly help: string;
  readonly hint?: string;
}

export interface EntryGroup {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Which key does what. */
export interface Keymap {
  boundTo(key: string): Bound | undefined;
  keysOf(action: string): readonly string[];
  /** The first key of an action as people read it; undefined where none is bound to it, so that none is named. */
  labelOf(action: string): string | undefined;
  /** All that can be done: the prompt's own keys first, then the slash commands by their groups. */
  readonly groups: readonly EntryGroup[];
}

/** What is shown in the place of a REPL that one writes in. */
export type Shown = 'replay' | 'play';

const leadingKeys: Readonly<Record<Shown, readonly CommandKey[]>> = {
  replay: replayKeys,
  play: playKeys,
};

/** Keys by action that a configuration gives in the place of the table's. */
export type Rebound = ReadonlyMap<string, readonly string[]>;

const argumentOf = ({ numbered, argument }: CommandKey, index: number): string =>
  numbered ? ` ${index + 1}` : argument === undefined ? '' : ` ${argument}`;

/** `taken`: keys that edit no more, as they are bound to something else. */
function editingEntry(taken: (key: string) => boolean): Entry {
  const strokes = (modifier: string) =>
    editingKeys
      .filter((key) => key.startsWith(`${modifier}+`) && !taken(key))
      .map((key) => key.slice(modifier.length + 1).toUpperCase())
      .join(' ');
  return {
    name: 'edit',
    usage: '',
    argument: 'none',
    keys: [`Ctrl+${strokes('ctrl')}`, `Alt+${strokes('alt')}`],
    help: 'edit the line, as in a shell',
  };
}

/**
 * The keymap that the tables give, with other keys where the operator wants them. `rebound` was checked: its actions
 * and keys exist, and no key stands for two things. `shown`: keys lead through it.
 */
export function createKeymap(rebound: Rebound, shown?: Shown): Keymap {
  const keysOfKey = ({ action, keys }: CommandKey) => rebound.get(action) ?? keys;
  const withoutKeys = commandDefinitions
    .filter(({ name }) => !commandKeys.some(({ action }) => action === name))
    .map(({ name }): CommandKey => ({ action: name, keys: [] }));
  const all = [...commandKeys, ...withoutKeys];
  const bound = new Map<string, Bound>();
  for (const own of ownKeys) {
    for (const key of keysOfKey(own)) bound.set(key, { type: 'own', action: own.action });
  }
  for (const each of all) {
    const definition = commandDefinitions.find(({ name }) => name === each.action);
    keysOfKey(each).forEach((key, index) => {
      bound.set(key, {
        type: 'command',
        name: each.action,
        line: `/${each.action}${argumentOf(each, index)}`,
        asks: !each.numbered && definition !== undefined && needsArgument(definition),
      });
    });
  }
  const leading = shown ? leadingKeys[shown] : [];
  for (const row of leading) {
    for (const key of row.keys) {
      const line = `/${row.action}${argumentOf(row, 0)}`;
      bound.set(key, { type: 'command', name: row.action, line, asks: false, first: true });
    }
  }
  const leadingKeysOf = (name: string) =>
    leading.filter(({ action }) => action === name).flatMap(({ keys }) => keys);
  const isTaken = (key: string) => leading.some(({ keys }) => keys.includes(key));
  const hintOf = ({ hint }: CommandKey) => (hint === undefined ? {} : { hint });
  const commandEntry = (definition: CommandDefinition): Entry => {
    const { name, usage, help } = definition;
    const row = all.find(({ action }) => action === name);
    return {
      name,
      argument: needsArgument(definition) ? 'needed' : usage === '' ? 'none' : 'optional',
      usage: `/${name} ${usage}`.trimEnd(),
      help,
      keys: keyLabels([
        ...(row ? keysOfKey(row).filter((key) => !isTaken(key)) : []),
        ...leadingKeysOf(name),
      ]),
      ...(row && hintOf(row)),
    };
  };
  const ownEntries = ownKeys.map((own): Entry => {
    const { action, help } = own;
    const keys = keyLabels(keysOfKey(own));
    return { name: action, usage: '', argument: 'none', help, keys, ...hintOf(own) };
  });
  const keysOf = (action: string) => {
    const own =
      rebound.get(action) ?? [...ownKeys, ...all].find((row) => row.action === action)?.keys;
    return [...(own ?? []).filter((key) => !isTaken(key)), ...leadingKeysOf(action)];
  };
  return {
    boundTo: (key) => bound.get(key),
    keysOf,
    labelOf: (action) => keysOf(action).slice(0, 1).map(keyLabel)[0],
    groups: [
      { title: 'At the prompt', entries: [...ownEntries, editingEntry((key) => bound.has(key))] },
      ...commandGroups.map(({ title, commands }) => ({
        title,
        entries: commands.map(commandEntry),
      })),
    ],
  };
}

export const defaultKeymap: Keymap = createKeymap(new Map());
