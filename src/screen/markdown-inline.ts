import type { Span, SpanStyle } from './spans.ts';

// In the order of their beginnings: an escape, code, an image, a link, a bare address, what is struck out, strong,
// emphasis. But for the address no content is matched here, only where something may begin, so that a mark without a
// partner costs nothing.
const beginnings = /\\[!-/:-@[-`{-~]|`+|!?\[|<https?:\/\/[^\s<>]*>|~~|\*\*|__|\*|_/g;

/** In UTF-16 units; of what is longer, the first bracket is the end. */
const longestAddress = 2_048;

const styleOf: Readonly<Record<string, SpanStyle>> = {
  '**': 'strong',
  __: 'strong',
  '*': 'emphasis',
  _: 'emphasis',
  '~~': 'struck',
};

/** Styles marks within a line; text outside of them gets `style`. */
export function inlineSpans(text: string, style?: SpanStyle): Span[] {
  const spans: Span[] = [];
  // Where a closing mark was once sought in vain, no later one can be found either.
  const missing = new Set<string>();
  let plain = '';
  const push = (content: string, itsStyle = style) => {
    if (content !== '')
      spans.push(itsStyle ? { text: content, style: itsStyle } : { text: content });
  };
  const flush = () => {
    push(plain);
    plain = '';
  };
  const find = (mark: string, from: number): number => {
    const at = missing.has(mark) ? -1 : closing(text, mark, from);
    if (at === -1) missing.add(mark);
    return at;
  };
  let position = 0;
  while (position < text.length) {
    beginnings.lastIndex = position;
    const found = beginnings.exec(text);
    if (found === null) break;
    const mark = found[0];
    const start = found.index;
    const inner = start + mark.length;
    plain += text.slice(position, start);
    position = inner;
    if (mark.startsWith('\\')) plain += mark.slice(1);
    else if (mark.startsWith('<')) {
      flush();
      push(mark.slice(1, -1), 'link');
    } else if (mark.endsWith('[')) {
      // First the bracket that ends it all: without one, the search for the middle would be repeated in vain.
      const middle = missing.has(')') ? -1 : find('](', inner);
      const first = middle === -1 ? -1 : find(')', middle + 2);
      const end = first === -1 ? -1 : addressEnd(text, middle + 2, first);
      if (end === -1) plain += mark;
      else {
        flush();
        const [label, address] = [text.slice(inner, middle), text.slice(middle + 2, end)];
        push(label, 'link');
        if (address !== '' && address !== label) push(` (${address})`, 'dim');
        position = end + 1;
      }
    } else {
      const end = mark.startsWith('`') || opens(text, mark, start) ? find(mark, inner) : -1;
      if (end === -1) plain += mark;
      else {
        flush();
        const content = text.slice(inner, end);
        if (mark.startsWith('`')) push(content, 'code');
        else spans.push(...inlineSpans(content, styleOf[mark]));
        position = end + mark.length;
      }
    }
  }
  plain += text.slice(position);
  flush();
  return spans;
}

const isWordAt = (text: string, index: number) => /[\p{L}\p{N}_]/u.test(text.charAt(index));
const isSpaceAt = (text: string, index: number) => /^\s?$/.test(text.charAt(index));

/** Whether `**`, `*`, `__` or `_` may begin something: not before a space, and `_` not within a word. */
function opens(text: string, mark: string, at: number): boolean {
  if (isSpaceAt(text, at + mark.length)) return false;
  return !mark.startsWith('_') || !isWordAt(text, at - 1);
}

/** Not before a letter, and not before the extension of a file: `__init__.py`. */
function endsWordAt(text: string, at: number): boolean {
  return !isWordAt(text, at) && !(text.charAt(at) === '.' && isWordAt(text, at + 1));
}

/** Where a link's address ends that may hold brackets itself, in pairs; `first` is the first closing one. */
function addressEnd(text: string, from: number, first: number): number {
  let open = 0;
  for (let at = from; at < text.length && at - from < longestAddress; at++) {
    if (text[at] === '(') open++;
    else if (text[at] === ')' && open-- === 0) return at;
    else if (text[at] === ' ') break;
  }
  return first;
}

/** Where the mark that closes begins, or -1. */
function closing(text: string, mark: string, from: number): number {
  const character = mark.charAt(0);
  for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at)) {
    let end = at;
    while (text.charAt(end) === character) end++;
    if (character === ']' || character === ')') return at;
    const fits = end - at === mark.length || (character !== '`' && end - at === 3);
    const after = character !== '_' || endsWordAt(text, end);
    if (fits && at > from && (character === '`' || (!isSpaceAt(text, at - 1) && after))) {
      return end - mark.length;
    }
    at = end;
  }
  return -1;
}
