import type { Clause } from './clauses.ts';
import { isAroundNames, isAsked, isQuestion, readDeletion } from './delete-clause.ts';
import type { Step } from './plan.ts';
import type { Token } from './tokens.ts';
import { isPleasantry } from './vocabulary.ts';

/** What the clauses so far tell of whether files may be deleted. */
export interface Certainty {
  /**
   * All of them were understood to the last word. Otherwise nothing of the prompt is deleted, before or after: what was
   * not understood may be what was to be done first, or that it was not meant.
   */
  readonly plain: boolean;
  /** The one file that the last of them was about: what "it" means. */
  readonly only: string | undefined;
  /** One of them holds content without quotes, which may go on in what follows. */
  readonly open: boolean;
}

export const untouched: Certainty = { plain: true, only: undefined, open: false };

/** What is known after a clause that added the steps from `made` on. */
export function afterClause(
  before: Certainty,
  tokens: readonly Token[],
  clause: Clause,
  steps: readonly Step[],
  made: number,
): Certainty {
  const added = steps.slice(made);
  const paths = new Set(added.map((step) => pathOf(step)));
  const deleted = added.some(({ kind }) => kind === 'delete');
  const [path] = paths;
  return {
    plain:
      before.plain &&
      (deleted || isPlain(tokens, clause, added, before.only)) &&
      !added.some((step) => usesDeleted(step, steps.slice(0, made))),
    only: paths.size === 1 && !deleted && added[0]?.kind !== 'list' ? path : undefined,
    open: before.open || clause.verbatim !== undefined,
  };
}

/** The files that a clause plainly says to delete; none where there is any doubt. */
export function filesToDelete(
  tokens: readonly Token[],
  clause: Clause,
  { only, open }: Certainty,
  steps: readonly Step[],
): readonly string[] {
  const deletion = readDeletion(tokens, clause);
  if (deletion === undefined) return [];
  if (deletion !== 'named-before') {
    return open || deletion.paths.some((path) => steps.some((step) => contentOf(step) === path))
      ? []
      : deletion.paths;
  }
  if (only === undefined) return [];
  // Of a file that was written anew just now, nothing is lost that was not replaced already.
  const isNew = steps.some((step) => step.kind === 'write' && step.path === only);
  const then = tokens.slice(clause.from, clause.arguments).some(({ lower }) => lower === 'then');
  return !open || (isNew && then) ? [only] : [];
}

const set = (list: string) => new Set(list.split(' '));

const aroundReads = set(
  'us out back content contents text of all it that this everything folder directory',
);
const aroundLists = set('in under');
const aroundWrites = set(
  'a an new note called named to in into as with that saying says containing contains at end top bottom beginning start of :',
);

/** Whether the steps of a clause are all that it says: it names no other file, and has no other word. */
function isPlain(
  tokens: readonly Token[],
  clause: Clause,
  added: readonly Step[],
  only: string | undefined,
): boolean {
  const { intent, from, arguments: behind, verbatim, to } = clause;
  if (intent === 'none') return !isQuestion(tokens[to]) && isPleasantry(tokens.slice(from, to));
  const reads = intent === 'read' || intent === 'list';
  const writes = ['write', 'append', 'update', 'replace'].includes(intent);
  if (!(reads || writes) || added.length === 0 || !isAsked(tokens, clause)) return false;
  const part = tokens.slice(behind, verbatim ?? to);
  const paths = new Set(added.map((step) => pathOf(step)).filter((path) => path !== undefined));
  const names = (token: Token) => paths.has(token.path ?? token.text);
  const named = new Set(part.filter(names).map(({ path, text }) => path ?? text));
  if ([...paths].some((path) => !named.has(path) && path !== only)) return false;
  if (writes && verbatim === undefined && !part.some((token) => isQuote(token) && !names(token)))
    return false;
  const lists = added.every(({ kind }) => kind === 'list');
  return part.every((token, at) => {
    if (names(token)) return true;
    if (token.path !== undefined) return false;
    if (writes && (isQuote(token) || aroundWrites.has(token.lower) || token.kind === 'newline'))
      return true;
    return (
      isAroundNames(token, part[at + 1]) ||
      (reads && aroundReads.has(token.lower)) ||
      (lists && aroundLists.has(token.lower))
    );
  });
}

const isQuote = ({ kind }: Token) => kind === 'literal';
const pathOf = (step: Step) => ('path' in step ? step.path : undefined);

/** A name may be all that is written: `write "notes" to b.md` could mean what the file holds. */
function contentOf(step: Step): string | undefined {
  if (step.kind === 'write') return step.content;
  return step.kind === 'edit' && step.edit.kind !== 'substitute' ? step.edit.text : undefined;
}

/** "Delete a.md. Read it first.": what a step needs would be gone. */
function usesDeleted(step: Step, earlier: readonly Step[]): boolean {
  if (step.kind !== 'read' && step.kind !== 'edit') return false;
  return earlier.findLast((other) => pathOf(other) === step.path)?.kind === 'delete';
}
