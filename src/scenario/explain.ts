import type * as z from 'zod';
import { nearestWord } from '../repl/nearest.ts';
import { stepWords } from './schema.ts';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;
type Path = readonly PropertyKey[];

/** What is wrong with a scenario, and where in its tree. */
export interface Explained {
  readonly path: Path;
  /** Whether the path's last word is wrong itself, rather than what stands there. */
  readonly atKey: boolean;
  readonly message: string;
}

const cut = (text: string) => text.slice(0, 64);

/** A word that is none, and the one that was probably meant. */
export function unknownWord(what: string, word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  const advice = nearest
    ? `did you mean ${nearest}?`
    : `there is ${known.slice(0, 40).join(', ')}${known.length > 40 ? ', …' : ''}`;
  return `unknown ${what} "${cut(word)}": ${advice}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'write a text',
  number: 'write a number',
  int: 'write a whole number',
  array: 'write a list',
  object: 'write names with their values below it, each as "name: value"',
  record: 'write names with their values below it, each as "name: value"',
};

const units: ReadonlyMap<string, string> = new Map([
  ['string', ' characters'],
  ['array', ' of them'],
]);

const missing = ' is missing';
const isMissing = ({ message }: Issue) => message.endsWith(missing);

function wrongType(expected: string, input: unknown, path: Path | undefined): string {
  if (input === undefined) return `"${String(path?.at(-1))}"${missing}`;
  if (expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')) {
    return `write it in quotes: "${input}"`;
  }
  return kinds[expected] ?? `write ${expected}`;
}

/** What is wrong, in words for people; undefined where the schema says it better. */
export function describeIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input, issue.path);
    case 'invalid_value':
      if (issue.input === undefined) return wrongType('', undefined, issue.path);
      return unknownWord('word', String(issue.input), issue.values.map(String));
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return 'it is empty';
      return `write a number ${issue.inclusive ? 'from' : 'above'} ${issue.minimum}${issue.inclusive ? ' on' : ''}`;
    case 'too_big': {
      const of = units.get(issue.origin) ?? '';
      return `${of ? 'it is too long' : 'it is too large'}: write at most ${issue.maximum}${of}`;
    }
    case 'invalid_format':
      return issue.pattern?.startsWith('/^C')
        ? `"${cut(String(issue.input))}" is no client: write C1, C2, … C9999`
        : undefined;
    case 'unrecognized_keys': {
      const { shape = {} } = (issue.inst as z.core.$ZodObject | undefined)?._zod.def ?? {};
      return unknownWord('word', issue.keys[0] ?? '', Object.keys(shape));
    }
    case 'invalid_key':
      return 'this can not be a name here';
    default:
      return undefined;
  }
}

const isStep = (path: Path) => path.length === 2 && path[0] === 'steps';

/** How far a value is from what a branch of a union wants: its own words tell more than what stands below them. */
const farness = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
      return sum + 100 * issue.keys.length;
    }
    return sum + (issue.path.length === 1 && isMissing(issue) ? 100 : 1);
  }, 0);

/** The branch that was probably meant: one for values of this kind, with the fewest things wrong. */
function meant(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const ofKind = branches.filter(
    (issues) => !issues.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys'),
  );
  const among = ofKind.length > 0 ? ofKind : branches;
  return [...among].sort((a, b) => farness(a) - farness(b))[0] ?? [];
}

/** A word that nobody knows tells more than the one that is missing for it. */
export const mostTelling = (issues: readonly Issue[]): Issue | undefined =>
  issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];

/** What is wrong, where that can be said most precisely. */
export function explain(issue: Issue, above: Path = []): Explained {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'invalid_union': {
      if (issue.message !== 'Invalid input') break;
      const telling = mostTelling(meant(issue.errors));
      if (!telling) break;
      const word = telling.path.length === 1 && isMissing(telling) ? telling.path[0] : undefined;
      if (isStep(path) && stepWords.some((each) => each === word)) {
        const message = `this step does nothing: write one of ${stepWords.join(', ')}`;
        return { path, atKey: false, message };
      }
      return explain(telling, path);
    }
    case 'unrecognized_keys':
      return { path: [...path, issue.keys[0] ?? ''], atKey: true, message: issue.message };
    case 'invalid_key':
      return { path, atKey: true, message: issue.issues[0]?.message ?? issue.message };
  }
  return { path, atKey: false, message: issue.message };
}
