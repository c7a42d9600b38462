import { graphemeAt } from '../../screen/graphemes.ts';

/** Where the cursor may stand: offsets are UTF-16 code units, at the edge of a grapheme cluster. */
export function previousBoundary(text: string, offset: number): number {
  return offset <= 0 ? 0 : graphemeAt(text, offset - 1).start;
}

export function nextBoundary(text: string, offset: number): number {
  return offset >= text.length ? text.length : graphemeAt(text, offset).end;
}

/** The first boundary at or after `offset`. */
export function boundaryFrom(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  const { start, end } = graphemeAt(text, offset);
  return start === offset ? start : end;
}

export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** Letters, digits and what is written above or below them, as readline's word keys see it; a folded paste as well. */
const wordCharacter = /[\p{L}\p{N}\p{M}\p{Cs}_]/u;
const nonSpace = /\S/;

type WordKind = 'word' | 'non-space';

const belongs = (kind: WordKind, cluster: string) =>
  (kind === 'word' ? wordCharacter : nonSpace).test(cluster);

/** Where the word before `offset` begins; a `non-space` word is whatever stands between white space. */
export function wordStart(text: string, offset: number, kind: WordKind = 'word'): number {
  let at = offset;
  for (const inWord of [false, true]) {
    while (at > 0) {
      const previous = previousBoundary(text, at);
      if (belongs(kind, text.slice(previous, at)) !== inWord) break;
      at = previous;
    }
  }
  return at;
}

/** Where the word after `offset` ends. */
export function wordEnd(text: string, offset: number): number {
  let at = offset;
  for (const inWord of [false, true]) {
    while (at < text.length) {
      const next = nextBoundary(text, at);
      if (belongs('word', text.slice(at, next)) !== inWord) break;
      at = next;
    }
  }
  return at;
}
