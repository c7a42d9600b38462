import { folderAt } from './folder-words.ts';
import type { Token } from './tokens.ts';
import {
  conditions,
  courtesies,
  filesNouns,
  type Intent,
  intentOf,
  intentOfGerund,
  leadIns,
  listNouns,
  modals,
  nameFillers,
  negations,
  prepositions,
  pronouns,
  referringNouns,
} from './vocabulary.ts';

export type ClauseIntent = Intent | 'question' | 'negated' | 'conditional' | 'none';

/** How a clause begins: what it wants, and where what it says of it begins. */
export interface ClauseStart {
  readonly intent: ClauseIntent;
  /** The first token behind the verb; for a question the question word itself. */
  readonly arguments: number;
  readonly verb: string;
  /** The file named before the verb: "in notes.md, add …". */
  readonly target: string | undefined;
  /** The folder named before the verb: "in the docs folder, create …". */
  readonly folder: string | undefined;
  /** The clause is a line of a list. */
  readonly bulleted: boolean;
}

/** Looking ahead is bounded, so that planning stays linear. */
const longestLead = 16;
const lookahead = 28;

const questionWords = new Set(
  "what what's whats which any anything are does there files file my where content contents".split(
    ' ',
  ),
);

export function clauseStart(tokens: readonly Token[], from: number): ClauseStart {
  let target: string | undefined;
  let folder: string | undefined;
  let bulleted = false;
  let negated = false;
  let conditional = false;
  let subject: string | undefined;
  let modal = false;
  let at = from;
  const end = Math.min(tokens.length, from + longestLead);
  const start = (intent: ClauseIntent, verb = ''): ClauseStart => ({
    intent: negated ? 'negated' : conditional ? 'conditional' : intent,
    arguments: at,
    verb,
    target,
    folder,
    bulleted,
  });
  for (; at < end; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const word = token.lower;
    if (token.kind === 'mark' || token.kind === 'newline') continue;
    if (token.kind === 'literal') break;
    const intent = intentOf(word) ?? intentOfGerund(word, tokens[at - 1]?.lower);
    if (word === 'make' && tokens[at + 1]?.lower === 'sure') {
      at++;
    } else if (intent !== undefined) {
      // "I write notes.md every day" tells, "I want you to write" asks.
      if (subject !== undefined && !modal) return start('none');
      at++;
      return start(intent, word);
    } else if (saysWhatToHold(tokens, at)) {
      return start('write', 'write');
    } else if (wishesForFile(tokens, at)) {
      at++;
      return start('write', word);
    } else if (/^[-*•–—+]$/.test(word) || (isListNumber(word) && isListMark(tokens[at + 1]))) {
      bulleted = true;
    } else if (word === 'do' && tokens[at + 1]?.lower === 'not') {
      negated = true;
    } else if (negations.has(word)) {
      negated = true;
    } else if (word === 'if' && courtesies.has(tokens[at + 2]?.lower ?? '')) {
      at += 2;
      modal = true;
    } else if (conditions.has(word)) {
      if (!isWhenDone(tokens, at)) conditional = true;
    } else if (word === 'how' && tokens[at + 1]?.lower === 'many') {
      return start('question', word);
    } else {
      const inFolder = folderAt(tokens, at);
      const leading = inFolder === undefined ? leadingTarget(tokens, at) : undefined;
      if (inFolder !== undefined) {
        folder = inFolder.path;
        at = inFolder.last;
      } else if (leading !== undefined) {
        target = leading.path;
        at = leading.last;
      } else if (questionWords.has(word)) {
        return start('question', word);
      } else if (leadIns.has(word) || !/[\p{L}\p{N}]/u.test(word.slice(0, 8))) {
        if (word === 'i' || word === 'we') subject = word;
        if (modals.has(word) || word.endsWith("'d") || word === 'let') modal = true;
      } else {
        break;
      }
    }
  }
  return start('none');
}

/**
 * "in notes.md, write …", "notes.md: add …": a file named first, with a verb right behind it. Not the last one of a list:
 * "read a.md and notes.md, add …".
 */
function leadingTarget(tokens: readonly Token[], from: number) {
  let at = from;
  const listed = tokens[at - 1]?.lower === 'and' && tokens[at - 2]?.path !== undefined;
  if (listed && tokens[at + 1]?.lower === ',') return undefined;
  if (prepositions.has(tokens[at]?.lower ?? '')) {
    at++;
    while (at < from + 5 && nameFillers.has(tokens[at]?.lower ?? '-')) at++;
  }
  const path = tokens[at]?.path;
  if (path === undefined) return undefined;
  let next = at + 1;
  while (
    next < at + 6 &&
    ((tokens[next]?.kind === 'mark' && !isSentenceEnd(tokens[next])) ||
      tokens[next]?.lower === 'please')
  )
    next++;
  return intentOf(tokens[next]?.lower ?? '') === undefined ? undefined : { path, last: next - 1 };
}

/** "notes.md should say …", "I want notes.md to contain …" */
function saysWhatToHold(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.path === undefined) return false;
  const [modal, verb] = [tokens[at + 1]?.lower ?? '', tokens[at + 2]?.lower ?? ''];
  if (modal === 'say' || modal === 'contain') return true;
  return /^(should|must|to|shall)$/.test(modal) && /^(say|contain|read|hold|have|be)$/.test(verb);
}

/** "I need a file called plan.md that says …" */
function wishesForFile(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.lower ?? '';
  const sure = /^there('s)?$/.test(word) && tokens[at - 1]?.lower === 'sure';
  if (!sure && !['need', 'want', 'like'].includes(word)) return false;
  if (!['a', 'an', 'another', 'is'].includes(tokens[at + 1]?.lower ?? '')) return false;
  const named = tokens.slice(at + 2, at + 7).map((token) => token.lower);
  return named.includes('file') || named.includes('document');
}

function isListNumber(word: string): boolean {
  return /^([0-9]{1,2}|[a-z])$/.test(word);
}

function isListMark(token: Token | undefined): boolean {
  return token?.lower === '.' || token?.lower === ')' || token?.lower === ':';
}

function isWhenDone(tokens: readonly Token[], at: number): boolean {
  return ['done', 'finished', 'ready', "that's", "you're", 'you', 'that'].includes(
    tokens[at + 1]?.lower ?? '',
  );
}

/**
 * Whether a start says by itself what it is about, so that it is a step of its own even behind a mere "and" or comma.
 * Within verbatim content only such a start ends the content.
 */
export function isExplicit(
  tokens: readonly Token[],
  start: ClauseStart,
  within: 'clause' | 'verbatim',
): boolean {
  const { intent } = start;
  if (intent === 'none' || intent === 'conditional') return false;
  const window = windowOf(tokens, start.arguments);
  const words = window.map((token) => token.lower);
  const hasPath = start.target !== undefined || window.some((token) => token.path !== undefined);
  const near = words.slice(0, 4);
  const nearPronoun = near.some((word) => pronouns.has(word) || referringNouns.has(word));
  switch (intent) {
    case 'negated':
      return hasPath || nearPronoun || words.some((word) => filesNouns.has(word));
    case 'list':
      return (
        window.length === 0 ||
        words.slice(0, 6).some((word) => listNouns.has(word) || word === 'them') ||
        (hasPath && start.verb !== 'list') ||
        (within === 'clause' && window.length <= 2)
      );
    case 'read':
      return (
        hasPath ||
        (nearPronoun && isShort(window)) ||
        words.slice(0, 6).some((word) => filesNouns.has(word))
      );
    case 'question':
      return (
        hasPath ||
        words.slice(0, 5).some((word) => filesNouns.has(word)) ||
        (words.includes('it') && isShort(window))
      );
    case 'refused':
      return hasPath || nearPronoun || near.some((word) => listNouns.has(word));
    default:
      if (hasPath) return true;
      if (words.some((word, at) => prepositions.has(word) && pronouns.has(words[at + 1] ?? '')))
        return true;
      if (within === 'verbatim') return false;
      return (
        nearPronoun ||
        (intent === 'append' && window.slice(0, 6).some((token) => token.kind === 'literal'))
      );
  }
}

const isShort = (window: readonly Token[]) => window.length <= 8;

/** The tokens up to the end of the sentence, or so many of them. */
function windowOf(tokens: readonly Token[], from: number): Token[] {
  const window: Token[] = [];
  for (let at = from; at < Math.min(tokens.length, from + lookahead); at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'newline' || isSentenceEnd(token)) break;
    if (token.lower === 'then') break;
    window.push(token);
  }
  return window;
}

export function isSentenceEnd(token: Token | undefined): boolean {
  return token?.kind === 'mark' && ['.', '!', '?', ';'].includes(token.lower);
}
