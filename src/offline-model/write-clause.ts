import { isSentenceEnd } from './clause-start.ts';
import type { Clause } from './clauses.ts';
import { contentOpeners } from './clauses.ts';
import { compose, describe } from './described.ts';
import { folderAt, pathInFolder } from './folder-words.ts';
import { isDirectoryPath } from './path-words.ts';
import type { Edit } from './plan.ts';
import type { Token } from './tokens.ts';
import { countOf, nameFillers, prepositions } from './vocabulary.ts';

/** What a clause says should be written, and where. Either may be missing. */
export interface Writing {
  readonly targets: readonly string[];
  /** It was a pronoun that stood for the target. */
  readonly pronounTarget: boolean;
  readonly content: Content | undefined;
  readonly substitution: { readonly old: string; readonly new: string } | undefined;
  readonly edit: 'write' | Exclude<Edit['kind'], 'substitute'>;
}

export interface Content {
  readonly text: string;
  readonly composed: boolean;
}

interface Target {
  readonly paths: readonly string[];
  readonly pronoun: boolean;
  /** The tokens of the target with its preposition. */
  readonly from: number;
  readonly to: number;
  readonly direct: boolean;
}

export function readWriting(text: string, tokens: readonly Token[], clause: Clause): Writing {
  const end = clause.verbatim ?? clause.to;
  const target = findTarget(tokens, clause, end);
  const scope = { text, tokens, clause, target, end };
  const substitution = findSubstitution(scope);
  const folder = clause.folder ?? trailingFolder(tokens, clause.arguments, end);
  const paths = clause.target === undefined ? (target?.paths ?? []) : [clause.target];
  return {
    targets: paths.map((path) => pathInFolder(path, folder)),
    pronounTarget: clause.target === undefined && target?.pronoun === true,
    content: substitution === undefined ? findContent(scope) : undefined,
    substitution,
    edit: editOf(scope),
  };
}

/** "create intro.md in the docs folder with …": only what stands before the content counts. */
function trailingFolder(tokens: readonly Token[], from: number, end: number): string | undefined {
  for (let at = from; at < end; at++) {
    if (contentOpeners.has(tokens[at]?.lower ?? '')) return undefined;
    const folder = folderAt(tokens, at);
    if (folder !== undefined) return folder.path;
  }
  return undefined;
}

interface Scope {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly clause: Clause;
  readonly target: Target | undefined;
  readonly end: number;
}

function findTarget(tokens: readonly Token[], clause: Clause, end: number): Target | undefined {
  const from = clause.arguments;
  const direct = directTarget(tokens, from, end);
  const prepared = preparedTargets(tokens, from, end);
  const nearest = prepared.find(({ from: at }) => onlyFillers(tokens, from, at));
  const last = nearest ?? prepared.at(-1);
  if (direct === undefined) return last ?? pronounTarget(tokens, clause, end);
  const first = tokens[direct.from];
  // `write "a.md" to b.md`, `add a.md to b.md`: what looks like a path is the content.
  const content = prepared.find((candidate) => candidate.from === direct.to);
  if (content !== undefined && (first?.kind === 'literal' || clause.intent === 'append'))
    return content;
  return direct;
}

/** `create notes.md`, `update the file "my notes.md"`, `create a.md and b.md`. */
function directTarget(tokens: readonly Token[], from: number, end: number): Target | undefined {
  let at = from;
  for (; at < end; at++) {
    const word = tokens[at]?.lower ?? '';
    const skipped = nameFillers.has(word) || countOf(word) !== undefined;
    if (!skipped || tokens[at]?.path !== undefined) break;
    if (prepositions.has(word) && word !== 'called' && word !== 'named') return undefined;
  }
  return targetAt(tokens, at, at, end, true);
}

function preparedTargets(tokens: readonly Token[], from: number, end: number): Target[] {
  const found: Target[] = [];
  for (let at = from; at < end; at++) {
    if (!prepositions.has(tokens[at]?.lower ?? '')) continue;
    let name = at + 1;
    while (name < end && name <= at + 8 && nameFillers.has(tokens[name]?.lower ?? '')) {
      if (tokens[name]?.path !== undefined) break;
      name++;
    }
    const target = targetAt(tokens, at, name, end, false);
    if (target === undefined) continue;
    found.push(target);
    at = target.to - 1;
  }
  return found;
}

const joiners = new Set(['and', ',', '&', 'to', 'in', 'into', 'file', 'also']);

/** One name, or several joined by commas and "and". */
function targetAt(
  tokens: readonly Token[],
  from: number,
  name: number,
  end: number,
  direct: boolean,
): Target | undefined {
  const paths: string[] = [];
  let at = name;
  let to = name;
  while (at < end) {
    const path = nameAt(tokens, at);
    if (path === undefined) break;
    paths.push(path);
    to = at + 1;
    at = to;
    if (!['and', ',', '&'].includes(tokens[at]?.lower ?? '')) break;
    while (at < to + 4 && joiners.has(tokens[at]?.lower ?? '')) at++;
  }
  return paths.length === 0 ? undefined : { paths, pronoun: false, from, to, direct };
}

/** A path, or any word that is said to be a name. */
function nameAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  if (token?.path !== undefined) return isDirectoryPath(token.path) ? undefined : token.path;
  const said = ['called', 'named'].includes(tokens[at - 1]?.lower ?? '');
  if (['folder', 'directory'].includes(tokens[at - 2]?.lower ?? '')) return undefined;
  if (!said || token === undefined || token.text === '' || /[\n\r]/.test(token.text))
    return undefined;
  return token.kind === 'word' || token.kind === 'literal' ? token.text : undefined;
}

function pronounTarget(tokens: readonly Token[], clause: Clause, end: number): Target | undefined {
  for (let at = clause.arguments; at < end; at++) {
    const word = tokens[at]?.lower ?? '';
    const before = tokens[at - 1]?.lower ?? '';
    const direct = at === clause.arguments && ['it', 'them'].includes(word);
    const saidOf =
      direct &&
      (['say', 'read', 'to'].includes(tokens[at + 1]?.lower ?? '') ||
        contentOpeners.has(tokens[at + 1]?.lower ?? ''));
    const file = ['the', 'that', 'this', 'same'].includes(before) && word === 'file';
    const prepared = prepositions.has(before) && ['it', 'them', 'there'].includes(word);
    if (saidOf || prepared || word === 'there') {
      const from = prepared ? at - 1 : at;
      return { paths: [], pronoun: true, from, to: at + 1, direct: saidOf };
    }
    if (file) {
      let from = at - 1;
      while (
        from > clause.arguments &&
        (prepositions.has(tokens[from - 1]?.lower ?? '') || tokens[from - 1]?.lower === 'the')
      )
        from--;
      return { paths: [], pronoun: true, from, to: at + 1, direct: from === clause.arguments };
    }
  }
  return undefined;
}

function onlyFillers(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!nameFillers.has(tokens[at]?.lower ?? '')) return false;
  }
  return true;
}

const separators = new Set(['with', 'by', 'to', 'into', 'for', '->', '→', '=>']);

/** `replace "a" with "b" in notes.md`, `change milk to oat milk in todo.md`. */
function findSubstitution({ text, tokens, clause, target, end }: Scope): Writing['substitution'] {
  if (clause.intent !== 'replace' && clause.intent !== 'update') return undefined;
  if (clause.verb === 'overwrite') return undefined;
  const between = (from: number, to: number) => {
    const literal = tokens.slice(from, to).find((token) => token.kind === 'literal');
    return literal?.text ?? slice(text, tokens, from, to);
  };
  const from = clause.arguments;
  const before = target !== undefined && !target.direct ? target.from : end;
  const inside = target?.direct === true ? target.to : from;
  // `in todo.md replace a with b` and `replace a with b in todo.md`, but also `replace a in todo.md with b`.
  const start =
    target !== undefined && !target.direct && onlyFillers(tokens, from, target.from)
      ? target.to
      : inside;
  for (let at = start + 1; at < end; at++) {
    if (at >= (target?.from ?? end) && at < (target?.to ?? end)) continue;
    if (!separators.has(tokens[at]?.lower ?? '')) continue;
    const old = between(start, Math.min(at, start < before ? before : end));
    const stop = at < before && before < end && start < before ? before : clause.to;
    const replacement = between(at + 1, stop);
    if (old === '' || wholeContent.test(old) || replacement === '') return undefined;
    return { old, new: replacement };
  }
  return undefined;
}

const wholeContent =
  /^(everything|all|it|all of it|the whole file|whole|(the |all |its |whole )*(contents?|text|file))( of| in)?( it)?$/i;

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

function findContent(scope: Scope): Content | undefined {
  const { text, tokens, clause, target, end } = scope;
  if (clause.verbatim !== undefined) {
    const mark = tokens[clause.to];
    const last = isSentenceEnd(mark) && mark?.lower !== ';' ? mark : tokens[clause.to - 1];
    const stop = last?.end ?? text.length;
    const start = tokens[clause.verbatim]?.start ?? stop;
    const lines = trimLines(text.slice(lineStart(text, start), Math.max(start, stop)));
    const raw = clause.intent === 'update' ? lines.replace(/^(add|append) /i, '') : lines;
    const described = /[\n“"]/.test(raw) ? undefined : describe(raw);
    if (described !== undefined && / (about|on) /i.test(raw))
      return { text: compose(described), composed: true };
    return raw === '' ? undefined : { text: withoutLoneStop(raw), composed: false };
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

function plainContent({ text, tokens, clause, target, end }: Scope): Content | undefined {
  const before = target === undefined || target.direct ? clause.arguments : target.from;
  const object = slice(text, tokens, clause.arguments, target === undefined ? end : before).replace(
    /^(me|us) /i,
    '',
  );
  const opener = target === undefined ? end : openerAt(tokens, target.to, end);
  const openerWord = tokens[opener]?.lower ?? '';
  const rest = slice(text, tokens, opener + 1, end);
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
  const behind = slice(text, tokens, target.to, end);
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

function editOf({ tokens, clause, target, end }: Scope): Writing['edit'] {
  const words = tokens.slice(clause.arguments, end).map((token) => token.lower);
  // "write down" keeps what is there, as "note" does; `>>` is the shell's way to say so.
  if (words[0] === 'down' || tokens[target?.from ?? end]?.lower === '>>') return 'append';
  if (clause.intent === 'append') {
    const beginning = words.some(
      (word, at) => ['top', 'beginning', 'start'].includes(word) && words[at - 1] === 'the',
    );
    return clause.verb === 'prepend' || beginning ? 'prepend' : 'append';
  }
  if (clause.intent === 'update') {
    const behind =
      target === undefined
        ? []
        : tokens.slice(target.to, target.to + 4).map((token) => token.lower);
    return ['to', 'say', 'says', '='].some((word) => behind.includes(word)) ? 'write' : 'append';
  }
  return 'write';
}

function isInside(target: Target | undefined, at: number): boolean {
  return target !== undefined && at >= target.from && at < target.to;
}

function slice(text: string, tokens: readonly Token[], from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined || to <= from) return '';
  return text.slice(first.start, last.end);
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

/** The full stop of a single sentence belongs to the prompt rather than to the content. */
function withoutLoneStop(content: string): string {
  const body = content.slice(0, -1);
  return content.endsWith('.') && !/[.!?\n]/.test(body) ? body : content;
}
