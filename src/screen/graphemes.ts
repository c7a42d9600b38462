const segmenter = new Intl.Segmenter();

/**
 * Code units that are segmented at once. V8 handles the whole string again for each segment that it hands out, so that
 * segmenting 100,000 characters in one go takes half a minute.
 */
const chunkLength = 256;

/** The grapheme clusters of a text of any length; one longer than 256 code units may come in parts. */
export function* graphemes(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const chunk = text.slice(start, wholeUpTo(text, start + chunkLength));
    const isLastChunk = start + chunk.length === text.length;
    let held = '';
    for (const { segment } of segmenter.segment(chunk)) {
      // A chunk's last cluster may go on in the next one, which therefore begins with it.
      if (held !== '') yield held;
      held = segment;
    }
    if (isLastChunk || held.length === chunk.length) {
      yield held;
      start += chunk.length;
    } else {
      start += chunk.length - held.length;
    }
  }
}

/** The cluster that the code unit at `index` belongs to, `[start, end)`; looks at its neighbourhood only. */
export function graphemeAt(text: string, index: number): { start: number; end: number } {
  const from = boundaryBefore(text, index);
  const around = text.slice(from, wholeUpTo(text, index + chunkLength));
  const found = segmenter.segment(around).containing(index - from);
  if (found === undefined) return { start: text.length, end: text.length };
  return { start: from + found.index, end: from + found.index + found.segment.length };
}

/** A place near before `index` where a cluster surely begins, so that segmenting from there is right. */
function boundaryBefore(text: string, index: number): number {
  const limit = Math.max(0, index - chunkLength);
  for (let at = index; at > limit; at--) {
    // Nothing joins printable ASCII to what stands before it (but a few Arabic signs, which take what follows).
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f && text.charCodeAt(at - 1) < 0x600) return at;
  }
  return wholeUpTo(text, limit);
}

/** `end`, or one less where it would part the halves of a character. */
function wholeUpTo(text: string, end: number): number {
  const isParted =
    end > 0 &&
    end < text.length &&
    /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(end - 1, end + 1));
  return isParted ? end - 1 : end;
}
