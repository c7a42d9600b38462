import { literalReader } from './literals.ts';
import { pathInLiteral, pathInWord } from './path-words.ts';

/**
 * A piece of a prompt. A literal is one token, so that nothing behind this step can split what was quoted or fenced.
 */
export interface Token {
  readonly kind: 'word' | 'literal' | 'mark' | 'newline';
  /** A word or mark as typed; the content of a literal. */
  readonly text: string;
  /** For comparing words; empty for a literal. */
  readonly lower: string;
  /** The path that a word looks like, or that a literal would be where a path is expected. */
  readonly path: string | undefined;
  readonly start: number;
  readonly end: number;
}

const marks = new Set('.,;:!?…()[]{}。，；：！？、'.split(''));
const trailing = new Set('.!?…'.split(''));
const breaks = new Set(',;()[]{}"“”„«»`。，；：！？、'.split(''));
const abbreviations = new Set(['e.g.', 'i.e.', 'etc.', 'a.m.', 'p.m.', 'vs.', 'dr.', 'mr.', 'ms.']);

/** Takes a prompt apart in one pass over it. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const literals = literalReader(text);
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\n') {
      // Blank lines count as one end of line.
      if (tokens.at(-1)?.kind !== 'newline') {
        const end = at + 1;
        tokens.push({ kind: 'newline', text: '\n', lower: '\n', path: undefined, start: at, end });
      }
      at++;
      continue;
    }
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    const literal = literals.readAt(at);
    if (literal !== undefined) {
      const { content, end } = literal;
      const path = pathInLiteral(content);
      tokens.push({ kind: 'literal', text: content, lower: '', path, start: at, end });
      at = end;
      continue;
    }
    at = character === '.' ? readDots(text, at, tokens) : readWord(text, at, tokens);
  }
  return tokens;
}

/** Dots before a name belong to it (`.env`, `../notes.md`); any others are punctuation. */
function readDots(text: string, start: number, tokens: Token[]): number {
  let end = start;
  while (text[end] === '.') end++;
  const next = text[end];
  if (end - start <= 2 && next !== undefined && /[\p{L}\p{N}_/]/u.test(next)) {
    return readWord(text, start, tokens);
  }
  pushMark(text, start, end, tokens);
  return end;
}

function readWord(text: string, start: number, tokens: Token[]): number {
  if (marks.has(text.charAt(start)) && text[start] !== '.') {
    pushMark(text, start, start + 1, tokens);
    return start + 1;
  }
  let end = start + 1;
  // A run of backticks that opens nothing is one word, not as many tries to open something.
  if (text[start] === '`') while (text[end] === '`') end++;
  while (end < text.length && !endsWord(text, start, end)) end++;
  let wordEnd = end;
  if (!abbreviations.has(text.slice(start, end).slice(-16).toLowerCase())) {
    while (wordEnd > start + 1 && trailing.has(text.charAt(wordEnd - 1))) wordEnd--;
  }
  const word = text.slice(start, wordEnd);
  tokens.push({
    kind: 'word',
    text: word,
    lower: word.toLowerCase().replaceAll('’', "'"),
    path: pathInWord(word),
    start,
    end: wordEnd,
  });
  if (wordEnd < end) pushMark(text, wordEnd, end, tokens);
  return end;
}

function endsWord(text: string, start: number, at: number): boolean {
  const character = text.charAt(at);
  const next = text[at + 1];
  if (/\s/.test(character)) return true;
  if (character === ',') return !(isDigit(text[at - 1]) && isDigit(next));
  if (character !== ':') return breaks.has(character);
  if (next === undefined || /[\s"'`“‘«„]/.test(next)) return true;
  // `notes.md:milk`, but not `12:30`, `key:value` or `https://…`.
  return next !== '/' && pathInWord(text.slice(start, at)) !== undefined;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function pushMark(text: string, start: number, end: number, tokens: Token[]): void {
  const mark = text.slice(start, end);
  // A run such as `?!` or `...` ends a sentence like its first character does.
  const first = mark.charAt(0);
  tokens.push({
    kind: 'mark',
    text: mark,
    lower: ascii[first] ?? first,
    path: undefined,
    start,
    end,
  });
}

const ascii: Readonly<Record<string, string>> = {
  '。': '.',
  '…': '.',
  '，': ',',
  '、': ',',
  '；': ';',
  '：': ':',
  '！': '!',
  '？': '?',
};

/** The part of a prompt from one token up to, not including, another. */
export function textOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined || to <= from) return '';
  return text.slice(first.start, last.end);
}
