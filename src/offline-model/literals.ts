/** A quoted or fenced part of a prompt. */
export interface Literal {
  /** What stands between the delimiters. */
  readonly content: string;
  /** Where the prompt goes on behind it. */
  readonly end: number;
}

/**
 * Finds the literal that opens at a position, if one does. A search for a delimiter that found nothing to the end of
 * the text is remembered, so that reading a whole prompt stays linear however many openers never close.
 */
export interface LiteralReader {
  readAt(position: number): Literal | undefined;
}

const closers: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '‘': '’',
  '«': '»',
  '‹': '›',
  '「': '」',
  '『': '』',
};

const wordCharacter = /[\p{L}\p{N}]/u;
const isWordCharacter = (character: string | undefined) =>
  character !== undefined && wordCharacter.test(character);
const isSpace = (character: string | undefined) => character === undefined || /\s/.test(character);

export function literalReader(text: string): LiteralReader {
  const exhausted = new Set<string>();

  /** The first position from `from` on that is closed by one of `marks` as `accept` wants it. */
  function find(marks: string, from: number, accept: (at: number) => boolean): number {
    if (exhausted.has(marks)) return -1;
    for (let at = from; at < text.length; at++) {
      if (marks.includes(text.charAt(at)) && accept(at)) return at;
    }
    exhausted.add(marks);
    return -1;
  }

  function quoted(open: number): Literal | undefined {
    const mark = text.charAt(open);
    const before = text[open - 1];
    if (mark === '"') {
      if (before !== undefined && /[0-9]/.test(before)) return undefined;
      const end = find(
        mark,
        open + 1,
        (at) => text[at - 1] !== '\\' && !isWordCharacter(text[at + 1]),
      );
      if (end < 0) return undefined;
      return { content: text.slice(open + 1, end).replaceAll('\\"', '"'), end: end + 1 };
    }
    if (mark === "'") {
      // An apostrophe within or behind a word opens nothing.
      if (isWordCharacter(before) || (isSpace(text[open + 1]) && !isSpace(before)))
        return undefined;
      const end = find(
        mark,
        open + 1,
        (at) => !isWordCharacter(text[at + 1]) && !isSpace(text[at - 1]),
      );
      return end < 0 ? undefined : { content: text.slice(open + 1, end), end: end + 1 };
    }
    const closing = closers[mark];
    if (closing === undefined) return undefined;
    const end = find(closing, open + 1, (at) => mark !== '‘' || !isWordCharacter(text[at + 1]));
    return end < 0 ? undefined : { content: text.slice(open + 1, end), end: end + 1 };
  }

  function startsLine(at: number): boolean {
    let before = at - 1;
    while (text[before] === ' ' || text[before] === '\t') before--;
    return before < 0 || text[before] === '\n';
  }

  function fenced(open: number, length: number): Literal | undefined {
    const mark = text.charAt(open).repeat(length);
    const body = open + length;
    const inline = text.indexOf(mark, body);
    const lineEnd = text.indexOf('\n', body);
    if (inline >= 0 && (lineEnd < 0 || inline < lineEnd)) {
      return { content: text.slice(body, inline).trim(), end: inline + length };
    }
    if (lineEnd < 0) return undefined;
    let close = text.indexOf(mark, lineEnd);
    while (close >= 0 && !startsLine(close)) close = text.indexOf(mark, close + length);
    // A fence that never closes holds the rest.
    if (close < 0) return { content: text.slice(lineEnd + 1), end: text.length };
    let end = close + length;
    while (text[end] === mark[0]) end++;
    const content = text.slice(lineEnd + 1, Math.max(lineEnd + 1, text.lastIndexOf('\n', close)));
    return { content: content.replaceAll('\r\n', '\n').replace(/\r$/, ''), end };
  }

  return {
    readAt(position) {
      const mark = text.charAt(position);
      if (mark !== '`' && mark !== '~') return quoted(position);
      let length = 1;
      while (text[position + length] === mark) length++;
      if (length >= 3 && (mark === '`' || startsLine(position))) return fenced(position, length);
      if (mark === '~') return undefined;
      const ticks = mark.repeat(length);
      if (exhausted.has(ticks)) return undefined;
      const end = text.indexOf(ticks, position + length);
      if (end < 0) {
        exhausted.add(ticks);
        return undefined;
      }
      return { content: text.slice(position + length, end), end: end + length };
    },
  };
}
