import type { Clause } from './clauses.ts';
import { isDirectoryPath } from './path-words.ts';
import type { Token } from './tokens.ts';

/** Which files a clause says to delete: by name, or the one that was named last. */
export type Deletion = { readonly paths: readonly string[] } | 'named-before';

const deleting = new Set(['delete', 'remove', 'erase', 'rm']);
export const deletes = (verb: string): boolean => deleting.has(verb);

const set = (list: string) => new Set(list.split(' '));

/** A name is plain only among these: "the last line of notes.md" names a file, and means none. */
const aroundNames = set(
  'the my our file files document called named both and , & also please pls plz thanks now too again for me -f',
);
export const isAroundNames = ({ lower }: Token, next: Token | undefined): boolean =>
  aroundNames.has(lower) && (lower !== 'for' || next?.lower === 'me');

const lead =
  /^(?:(?:[-*•–—+.,)!]|\d+|please|pls|plz|kindly|then|next|now|first|second|third|finally|lastly|afterwards|after that|also|and|&&?|ok|okay|alright|just|hey|hi|hello|go ahead|(?:can|could|would|will) you|i (?:want|need) you to|i'd like you to) )*$/;
const asks = /\b(?:can|could|would|will) you /;
const pronoun = /^(?:it|that|this|(?:that|this|the|same) file)$/;

/**
 * What a clause says to delete, where it plainly does: undefined for anything that could mean something else, as nobody
 * can undo it.
 */
export function readDeletion(tokens: readonly Token[], clause: Clause): Deletion | undefined {
  if (clause.target !== undefined || clause.folder !== undefined) return undefined;
  if (!isAsked(tokens, clause)) return undefined;
  const part = tokens.slice(clause.arguments, clause.to);
  const words = part.map(({ lower }) => lower).filter((word) => !courtesies.has(word));
  if (pronoun.test(words.join(' '))) return 'named-before';
  const last = part.findLast(({ lower }) => !courtesies.has(lower));
  const paths = part.map((token, at) => nameOf(token, part[at - 1], token === last));
  const plain = part.every(
    (token, at) =>
      paths[at] !== undefined || (isAroundNames(token, part[at + 1]) && !saysName(part[at - 1])),
  );
  const named = [...new Set(paths.filter((path) => path !== undefined))];
  return plain && named.length > 0 && !named.some(isManyFiles) ? { paths: named } : undefined;
}

const isManyFiles = (path: string) => isDirectoryPath(path) || /[*?]/.test(path);

const courtesies = set('please pls plz thanks now too again , also');

const saysName = (before: Token | undefined) =>
  before?.lower === 'called' || before?.lower === 'named';

/** A bare word is only taken for a name where nothing follows: "the file named after b.md" names none. */
function nameOf(token: Token, before: Token | undefined, isLast: boolean): string | undefined {
  if (token.path !== undefined) return token.path;
  if (!saysName(before) || token.text === '') return undefined;
  if (token.kind === 'literal') return token.text;
  return token.kind === 'word' && isLast && !aroundNames.has(token.lower) ? token.text : undefined;
}

export const isQuestion = (end: Token | undefined) => /[?？]/.test(end?.text ?? '');

/** It is what the prompt wants, and not what it tells of or asks about: "should I delete a.md?" */
export function isAsked(tokens: readonly Token[], clause: Clause): boolean {
  const { from, arguments: behind, to, verb } = clause;
  const before = tokens.slice(from, tokens[behind - 1]?.lower === verb ? behind - 1 : behind);
  const said = before.map(({ lower }) => (lower === '\n' ? '' : `${lower} `)).join('');
  if (!lead.test(said)) return false;
  return !isQuestion(tokens[to]) || asks.test(said);
}
