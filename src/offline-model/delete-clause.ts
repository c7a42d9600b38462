import type { Clause } from './clauses.ts';
import { isDirectoryPath } from './path-words.ts';
import type { Token } from './tokens.ts';
import { conditions, negations } from './vocabulary.ts';

/** Which files a clause says to delete: by name, or the one that was named last. */
export type Deletion = { readonly paths: readonly string[] } | 'named-before';

const deleting = new Set(['delete', 'remove', 'erase', 'rm']);
export const deletes = (verb: string): boolean => deleting.has(verb);

const set = (list: string) => new Set(list.split(' '));

/** A name is plain only among these: "the last line of notes.md" names a file, and means none. */
const aroundNames = set(
  'the my our file files document called named both and , & also please pls plz thanks now too again for me -f',
);
/** Whatever else a prompt with one of these means, something is to be kept. */
const doubts = set(
  'no except excluding but instead actually maybe perhaps wait later or how why what which',
);
const lead =
  /^(?:(?:[-*•–—+.,)!]|\d+|please|pls|plz|kindly|then|next|now|first|second|third|finally|lastly|afterwards|after that|also|and|&&?|ok|okay|alright|just|hey|hi|hello|go ahead|(?:can|could|would|will) you|i (?:want|need) you to|i'd like you to) )*$/;
const asks = /\b(?:can|could|would|will) you /;
const pronoun = /^(?:it|that|this|(?:that|this|the|same) file)$/;

/** Whether a prompt says what is to be kept, or when: then nothing of it is plain enough to delete for. */
export const hasDoubts = (tokens: readonly Token[]): boolean =>
  tokens.some(({ lower }) => negations.has(lower) || conditions.has(lower) || doubts.has(lower));

/**
 * What a clause says to delete, where it plainly does: undefined for anything that could mean something else, as nobody
 * can undo it.
 */
export function readDeletion(
  tokens: readonly Token[],
  clause: Clause,
  previous: Clause | undefined,
): Deletion | undefined {
  if (clause.target !== undefined || clause.folder !== undefined) return undefined;
  if (!isAsked(tokens, clause) || !standsAlone(tokens, clause, previous)) return undefined;
  const part = tokens.slice(clause.arguments, clause.to);
  const words = part.map(({ lower }) => lower).filter((word) => !courtesies.has(word));
  if (pronoun.test(words.join(' '))) return 'named-before';
  const paths = part.map((token, at) => nameOf(token, part[at - 1]));
  const plain = part.every((token, at) => paths[at] !== undefined || aroundNames.has(token.lower));
  const named = [...new Set(paths.filter((path) => path !== undefined))];
  return plain && named.length > 0 && !named.some(isManyFiles) ? { paths: named } : undefined;
}

const isManyFiles = (path: string) => isDirectoryPath(path) || /[*?]/.test(path);

const courtesies = set('please pls plz thanks now too again , also');

function nameOf(token: Token, before: Token | undefined): string | undefined {
  if (token.path !== undefined) return token.path;
  const said = before?.lower === 'called' || before?.lower === 'named';
  return said && token.text !== '' && token.kind !== 'mark' ? token.text : undefined;
}

/** It is what the prompt wants, and not what it tells of or asks about: "should I delete a.md?" */
function isAsked(tokens: readonly Token[], { from, arguments: behind, to }: Clause): boolean {
  const before = tokens.slice(from, behind - 1).map(({ lower }) => `${lower} `);
  const said = before.filter((word) => word !== '\n ').join('');
  if (!lead.test(said)) return false;
  return tokens[to]?.lower !== '?' || asks.test(said);
}

/** What stands before it is over: it does not go on as the content of a file, or as an item behind a colon. */
function standsAlone(
  tokens: readonly Token[],
  { from }: Clause,
  previous: Clause | undefined,
): boolean {
  const before = tokens[from - 1];
  if (before?.lower === ':') return false;
  if (previous === undefined) return true;
  if (previous.verbatim !== undefined) return false;
  const sentence = before?.kind === 'newline' || /^[.!?;]$/.test(before?.lower ?? '');
  if (previous.intent === 'none') return sentence;
  if (['read', 'list', 'question', 'refused'].includes(previous.intent)) return true;
  const last = tokens.slice(previous.from, previous.to).findLast(({ kind }) => kind !== 'mark');
  return last?.kind === 'literal' || last?.path !== undefined || last?.lower === 'it';
}
