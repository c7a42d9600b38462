import { isSentenceEnd } from './clause-start.ts';
import { type Clause, contentOpeners } from './clauses.ts';
import { compose, describe } from './described.ts';
import { type Token, textOf } from './tokens.ts';
import type { Target } from './write-target.ts';

export interface Content {
  readonly text: string;
  readonly composed: boolean;
}

/** A clause that writes, taken apart. */
export interface WritingScope {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly clause: Clause;
  readonly target: Target | undefined;
  readonly end: number;
}

/** Words around content that only say that it comes, taken off one after the other. */
const nouns =
  'text|line|word|content|sentence|entry|item|message|bullet|point|task|todo|reminder|note|heading|title|phrase|string|paragraph';
const introductions = [
  /^(an?|the|another|one|new)( new| more)? (task|todo|to-do|item|entry|reminder|bullet|point)( point)? (to|for) /i,
  /^(down|also|just) /i,
  new RegExp(
    `^((an?|the|another|one|single|new|following|more|extra|exact|only|sole) )+(${nouns})s?( (that|which))?( (saying|says|reads|reading|containing|contains|that))?:?( |$)`,
    'i',
  ),
  /^((that|which) )?(saying|says|containing|reading) /i,
  /^(that|this:|the following:?|following:) /i,
];

const emptyWords = new Set(
  (
    'it this that them these something anything stuff thing things everything some a an the my one new more text content ' +
    'contents data note notes file files line lines item items better empty list there here info information following ' +
    'result results answer well in into to as for me us please of all with down changes markdown document another'
  ).split(' '),
);

/** Whether a phrase says nothing of what to write, such as "something" or "a new file". */
function isNothing(phrase: string): boolean {
  if (phrase.length > 200) return false;
  return phrase
    .toLowerCase()
    .split(/[\s,.;:!?]+/)
    .every((word) => word === '' || emptyWords.has(word));
}

/** What to write: given in quotes or verbatim, described, or the plain words of the clause. */
export function findContent(scope: WritingScope): Content | undefined {
  const { text, tokens, clause, target, end } = scope;
  if (clause.verbatim !== undefined) {
    const mark = tokens[clause.to];
    const last = isSentenceEnd(mark) && mark?.lower !== ';' ? mark : tokens[clause.to - 1];
    const stop = last?.end ?? text.length;
    const start = tokens[clause.verbatim]?.start ?? stop;
    const lines = trimLines(text.slice(lineStart(text, start), Math.max(start, stop)));
    const raw = clause.intent === 'update' ? lines.replace(/^(add|append) /i, '') : lines;
    const before = textOf(
      text,
      tokens,
      openerAt(tokens, target?.to ?? clause.arguments, clause.verbatim) + 1,
      clause.verbatim - 1,
    );
    const list = /\n/.test(raw) || before === '' ? undefined : describe(`${before}: ${raw}`);
    if (list !== undefined && list.items.length > 0) return { text: compose(list), composed: true };
    const described = /[\n“"]/.test(raw) ? undefined : describe(raw);
    if (described !== undefined && / (about|on) /i.test(raw))
      return { text: compose(described), composed: true };
    return raw === ''
      ? undefined
      : { text: withoutLoneStop(withoutParenthesis(raw)), composed: false };
  }
  const literals = tokens
    .slice(clause.arguments, end)
    .filter((token, at) => token.kind === 'literal' && !isInside(target, clause.arguments + at));
  if (literals.length > 0)
    return { text: literals.map((literal) => literal.text).join('\n'), composed: false };
  const words = tokens.slice(clause.arguments, end).map((token) => token.lower);
  if (words.includes('empty') || words.includes('blank') || clause.verb === 'touch')
    return { text: '', composed: false };
  return plainContent(scope);
}

function plainContent({ text, tokens, clause, target, end }: WritingScope): Content | undefined {
  const before = target === undefined || target.direct ? clause.arguments : target.from;
  const object = textOf(
    text,
    tokens,
    clause.arguments,
    target === undefined ? end : before,
  ).replace(/^(me|us|up with) /i, '');
  const opener = target === undefined ? end : openerAt(tokens, target.to, end);
  const openerWord = tokens[opener]?.lower ?? '';
  const rest = textOf(text, tokens, opener + 1, end);
  if (['about', 'on', 'for', 'regarding'].includes(openerWord) && rest !== '') {
    const noun = isNothing(object) ? 'some notes' : object;
    return composed(`${noun} about ${rest}`) ?? given(object);
  }
  if (rest !== '' && opener < end) {
    // "a shopping list in list.md with milk and eggs" is described as a whole.
    const whole = isNothing(object) ? undefined : composed(`${object} ${openerWord} ${rest}`);
    return whole ?? composed(rest) ?? given(rest);
  }
  const first = tokens[target?.to ?? end]?.lower ?? '';
  if (!isNothing(object)) return composed(object) ?? given(object);
  if (target === undefined || target.direct || object !== '' || /^(and|then|,)$/.test(first))
    return undefined;
  const behind = textOf(text, tokens, target.to, end);
  return composed(behind) ?? given(behind);
}

/** Where content begins behind the target: "with", "that says", "to" for what changes it. */
function openerAt(tokens: readonly Token[], from: number, end: number): number {
  for (let at = from; at < Math.min(end, from + 6); at++) {
    const word = tokens[at]?.lower ?? '';
    if (contentOpeners.has(word) || ['about', 'regarding', 'including', ':', '='].includes(word))
      return at;
    if (word === 'by' && /^(adding|appending)$/.test(tokens[at + 1]?.lower ?? '')) return at + 1;
    if (word === 'to' || (word === 'on' && at === from)) {
      const next = tokens[at + 1]?.lower ?? '';
      return contentOpeners.has(next) || ['be', 'read', 'contain', 'have', 'include'].includes(next)
        ? at + 1
        : at;
    }
  }
  return end;
}

function composed(phrase: string): Content | undefined {
  const described = describe(phrase.replace(/[,;]\s*$/, ''));
  return described === undefined ? undefined : { text: compose(described), composed: true };
}

function given(phrase: string): Content | undefined {
  if (isNothing(phrase)) return undefined;
  const content = introductions
    .reduce((rest, introduction) => rest.replace(introduction, ''), phrase.replace(/^: ?/, ''))
    .replace(/[,;]$/, '')
    .trim();
  return content === '' || isNothing(content) ? undefined : { text: content, composed: false };
}

function isInside(target: Target | undefined, at: number): boolean {
  return target !== undefined && at >= target.from && at < target.to;
}

/** Content that begins a line keeps its indentation. */
function lineStart(text: string, from: number): number {
  let at = from;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return text[at - 1] === '\n' ? at : from;
}

function trimLines(raw: string): string {
  return raw.replaceAll('\r\n', '\n').trimEnd().replace(/^\n+/, '');
}

/** What closes a parenthesis that was opened before the content. */
function withoutParenthesis(content: string): string {
  return content.endsWith(')') && !content.includes('(') ? content.slice(0, -1) : content;
}

/** The full stop of a single sentence belongs to the prompt rather than to the content. */
function withoutLoneStop(content: string): string {
  const body = content.slice(0, -1);
  return content.endsWith('.') && !/[.!?\n]/.test(body) ? body : content;
}
