import { InvalidArgumentError } from 'commander';
import { checkUserName } from '../../repl/names.ts';
import { nearestWord } from '../../repl/nearest.ts';
import { ConfigProblem, type Tree, type TreeEntry } from './tree.ts';

/** Reads one value. @throws ConfigProblem */
export type Reader<Value> = (tree: Tree) => Value;

export function fail({ offset }: Pick<Tree, 'offset'>, message: string): never {
  throw new ConfigProblem(message, offset);
}

/** Refuses a word that nobody knows, with the one that was probably meant. */
export function failUnknown(
  at: Pick<Tree, 'offset'>,
  what: string,
  word: string,
  known: readonly string[],
): never {
  const nearest = nearestWord(word, known);
  const advice = nearest ? `did you mean ${nearest}?` : `there is ${known.join(', ')}`;
  return fail(at, `unknown ${what} "${word.slice(0, 64)}": ${advice}`);
}

const scalar = (tree: Tree): unknown => (tree.type === 'scalar' ? tree.value : undefined);

export const boolean: Reader<boolean> = (tree) => {
  const value = scalar(tree);
  return typeof value === 'boolean' ? value : fail(tree, 'write true or false');
};

export const text: Reader<string> = (tree) => {
  const value = scalar(tree);
  if (typeof value === 'string' && value !== '') return value;
  return fail(
    tree,
    typeof value === 'number' || typeof value === 'boolean'
      ? `write it in quotes: "${value}"`
      : 'write a text after the colon; one with a # needs quotes',
  );
};

/** A text, or a number, that a flag's own parser reads. */
export const parsed =
  <Value>(parse: (given: string) => Value, read: Reader<string | number> = text): Reader<Value> =>
  (tree) => {
    const given = read(tree);
    try {
      return parse(String(given));
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      return fail(tree, error.message);
    }
  };

export const number: Reader<number> = (tree) => {
  const value = scalar(tree);
  return typeof value === 'number' ? value : fail(tree, 'write a number');
};

export const wholeNumber =
  (least: number, most: number): Reader<number> =>
  (tree) => {
    const value = number(tree);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    return fail(tree, `write a whole number from ${least} to ${most}`);
  };

export const oneOfWords =
  <Word extends string>(what: string, words: readonly Word[]): Reader<Word> =>
  (tree) => {
    const given = text(tree);
    const found = words.find((word) => word === given);
    return found ?? failUnknown(tree, what, given, words);
  };

/** A list, or a single value for a list of one. */
export const listOf =
  <Value>(read: Reader<Value>): Reader<readonly Value[]> =>
  (tree) => {
    if (tree.type !== 'list') return [read(tree)];
    return tree.items.length > 0 ? tree.items.map(read) : fail(tree, 'the list is empty');
  };

export function entriesOf(tree: Tree): readonly TreeEntry[] {
  if (tree.type === 'map') return tree.entries;
  return fail(tree, 'write names with their values below it, each as "name: value"');
}

export const userName: Reader<string> = (tree) => {
  const checked = checkUserName(text(tree));
  return 'problem' in checked ? fail(tree, checked.problem) : checked.name;
};
