/**
 * Where `part`, which is not empty, begins in `text`; those that overlap count too. It takes time by the sum of both
 * lengths (Knuth, Morris and Pratt): a model chooses both texts, and `indexOf` takes half a minute for some of them.
 */
export function occurrencesOf(part: string, text: string): readonly number[] {
  // Before room is made for it: that of a part of 60 MB takes seconds.
  if (part.length > text.length) return [];
  /** For each beginning of `part`: how long its longest end is that `part` begins with as well. */
  const borders = new Uint32Array(part.length + 1);
  const borderAt = (length: number) => borders[length] ?? 0;
  const longer = (matched: number, next: number) => {
    let length = matched;
    while (length > 0 && part.charCodeAt(length) !== next) length = borderAt(length);
    return part.charCodeAt(length) === next ? length + 1 : 0;
  };
  for (let at = 1; at < part.length; at++)
    borders[at + 1] = longer(borderAt(at), part.charCodeAt(at));

  const found: number[] = [];
  let matched = 0;
  for (let at = 0; at < text.length; at++) {
    matched = longer(matched, text.charCodeAt(at));
    if (matched < part.length) continue;
    found.push(at + 1 - part.length);
    matched = borderAt(matched);
  }
  return found;
}
