import { type ClauseStart, clauseStart, isExplicit, isSentenceEnd } from './clause-start.ts';
import type { Token } from './tokens.ts';
import { nameFillers } from './vocabulary.ts';

/** A part of a prompt that asks for one kind of thing. */
export interface Clause extends ClauseStart {
  readonly from: number;
  readonly to: number;
  /** From this token on, the clause is content, to be taken as it stands. */
  readonly verbatim: number | undefined;
}

const writing = new Set(['write', 'append', 'update', 'replace']);
const separators = new Set([
  'and',
  'then',
  ',',
  'also',
  'but',
  '&',
  '&&',
  'before',
  'after',
  'afterwards',
  '->',
  '→',
  'plus',
]);
const sayings = new Set(['saying', 'says', 'say', 'reading', 'reads']);
export const contentOpeners = new Set(
  'with saying containing says say reading reads contains contain holding'.split(' '),
);

/**
 * Splits a prompt into clauses: at the ends of sentences and lines, and at "and", "then" or a comma where a step of
 * its own follows. Literals are never split, and content behind a colon or "saying" only ends where a step follows
 * that names what it is about.
 */
export function splitClauses(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let previous: Clause | undefined;
  let from = skipBlank(tokens, 0);
  while (from < tokens.length) {
    const clause = readClause(tokens, from, previous);
    clauses.push(clause);
    if (clause.intent !== 'none') previous = clause;
    from = skipBlank(tokens, Math.max(clause.to, from + 1));
  }
  return clauses;
}

/** Punctuation other than what opens something. */
function skipBlank(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'newline' || tokens[at]?.kind === 'mark') at++;
  return at;
}

function readClause(tokens: readonly Token[], from: number, previous: Clause | undefined): Clause {
  const own = clauseStart(tokens, from);
  const inherited = own.intent === 'none' ? inheritedStart(tokens, from, own, previous) : undefined;
  const start = inherited ?? own;
  const writes = writing.has(start.intent);
  let verbatim: number | undefined;
  let named = start.target !== undefined;
  let hasContent = false;
  let at = start.arguments;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (verbatim === undefined) {
      if (token.path !== undefined || ['it', 'them', 'there'].includes(token.lower)) named = true;
      if (token.kind === 'literal' && token.path === undefined) hasContent = true;
      if (contentOpeners.has(token.lower)) hasContent = true;
      if (writes && opensVerbatim(tokens, at, named, hasContent)) {
        const next = skipNewlines(tokens, at + 1);
        if (next >= tokens.length) continue;
        if (tokens[next]?.kind === 'literal') {
          at = next - 1;
          continue;
        }
        if (sayings.has(token.lower) || !isContentWord(tokens, at, next)) {
          verbatim = next;
          at = next;
        }
        continue;
      }
    }
    if (endsHere(tokens, at, { start, verbatim, writes, hasContent, named })) break;
  }
  return { ...start, from, to: at, verbatim };
}

interface Reading {
  readonly start: ClauseStart;
  readonly verbatim: number | undefined;
  readonly writes: boolean;
  readonly hasContent: boolean;
  readonly named: boolean;
}

function endsHere(tokens: readonly Token[], at: number, reading: Reading): boolean {
  const token = tokens[at];
  if (token === undefined) return true;
  const { start, verbatim } = reading;
  if (token.kind === 'newline' || isSentenceEnd(token)) {
    if (verbatim === undefined) return !continuesInFence(tokens, at, reading);
    const next = clauseStart(tokens, at + 1);
    if (token.kind === 'newline' && next.bulleted && !start.bulleted) return false;
    if (token.kind === 'newline' && next.bulleted && start.bulleted) return true;
    return (
      isExplicit(tokens, next, 'verbatim') ||
      siblingAt(tokens, at + 1) !== undefined ||
      isThanks(tokens, at + 1)
    );
  }
  if (start.intent === 'none' && token.lower === ':') {
    return clauseStart(tokens, at + 1).intent !== 'none';
  }
  if (!separators.has(token.lower)) return false;
  const next = clauseStart(tokens, at + 1);
  if (isExplicit(tokens, next, verbatim === undefined ? 'clause' : 'verbatim')) return true;
  return (
    reading.writes &&
    verbatim === undefined &&
    reading.hasContent &&
    siblingAt(tokens, at + 1) !== undefined
  );
}

/** A colon behind a file's name, "saying", or the end of the line behind "save this as notes.md". */
function opensVerbatim(
  tokens: readonly Token[],
  at: number,
  named: boolean,
  hasContent: boolean,
): boolean {
  const token = tokens[at];
  if (token === undefined || !named) return false;
  if (token.kind === 'mark' && token.lower === ':') return true;
  if (token.kind === 'newline') return !hasContent && refersToFollowing(tokens, at);
  return sayings.has(token.lower);
}

function refersToFollowing(tokens: readonly Token[], newline: number): boolean {
  if (skipNewlines(tokens, newline) >= tokens.length) return false;
  for (let at = Math.max(0, newline - 10); at < newline; at++) {
    if (['this', 'following'].includes(tokens[at]?.lower ?? '')) return true;
  }
  return false;
}

/** "a.md: with …" and "a.md: add …" go on after the colon; everything else there is content. */
function isContentWord(tokens: readonly Token[], colon: number, next: number): boolean {
  return tokens[colon]?.lower === ':' && contentOpeners.has(tokens[next]?.lower ?? '');
}

/** A quote or fence, or "Content: …", may stand on the line below the sentence that it belongs to. */
function continuesInFence(tokens: readonly Token[], at: number, reading: Reading): boolean {
  if (!reading.writes || !reading.named) return false;
  const next = tokens[skipNewlines(tokens, at + 1)];
  const introduced = ['content', 'contents', 'text', 'body'].includes(next?.lower ?? '');
  if (next?.kind !== 'literal' && !introduced) return false;
  return !tokens
    .slice(reading.start.arguments, at)
    .some((token) => token.kind === 'literal' && token.path === undefined);
}

/** Where it begins: `b.md with …`, `b.md: …` or `"…" to b.md`: one more like the clause before, its verb left out. */
function siblingAt(tokens: readonly Token[], from: number): number | undefined {
  let at = from;
  while (at < from + 6 && (tokens[at]?.kind === 'newline' || isFiller(tokens[at]))) at++;
  const first = tokens[at];
  const next = tokens[at + 1];
  if (first === undefined || next === undefined) return undefined;
  if (first.kind === 'literal') {
    const toFile = ['to', 'in', 'into', 'as'].includes(next.lower);
    return toFile && tokens.slice(at + 2, at + 7).some((token) => token.path !== undefined)
      ? at
      : undefined;
  }
  const opensContent =
    next.lower === ':' ||
    (next.lower === '(' && tokens[at + 2]?.kind === 'literal') ||
    next.kind === 'literal' ||
    contentOpeners.has(next.lower) ||
    (next.lower === 'that' && contentOpeners.has(tokens[at + 2]?.lower ?? ''));
  return first.path !== undefined && opensContent ? at : undefined;
}

function isFiller(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (['and', 'then', ',', '-', '*', '•'].includes(token.lower) || nameFillers.has(token.lower))
  );
}

function inheritedStart(
  tokens: readonly Token[],
  from: number,
  own: ClauseStart,
  previous: Clause | undefined,
): ClauseStart | undefined {
  if (previous === undefined || !writing.has(previous.intent)) return undefined;
  const sibling = siblingAt(tokens, from);
  if (sibling === undefined) return undefined;
  return { ...own, intent: previous.intent, verb: previous.verb, arguments: sibling };
}

function isThanks(tokens: readonly Token[], from: number): boolean {
  const word = tokens[skipNewlines(tokens, from)]?.lower ?? '';
  return ['thanks', 'thank', 'thx', 'cheers', 'please'].includes(word) && tokens.length - from <= 8;
}

function skipNewlines(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'newline') at++;
  return at;
}
