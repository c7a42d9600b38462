import type { Cell, Line } from '../rows/row.tsx';

/** A part of a line that was found, in UTF-16 units of its text. */
export interface FoundPart {
  readonly start: number;
  readonly end: number;
  /** It is the one that the search stands at. */
  readonly current?: boolean;
}

export const lineText = (line: Line): string => line.map(({ text }) => text).join('');

/** Where a pattern matches a text. */
export const partsFound = (text: string, pattern: RegExp): readonly FoundPart[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));

/** The line with these parts, in their order, standing out. */
export function markFound(line: Line, parts: readonly FoundPart[]): Line {
  if (parts.length === 0) return line;
  const cells: Cell[] = [];
  let offset = 0;
  for (const each of line) {
    const end = offset + each.text.length;
    let from = offset;
    const push = (to: number, style: Cell['style']) => {
      if (to <= from) return;
      const text = each.text.slice(from - offset, to - offset);
      cells.push({ ...each, text, ...(style && { style }) });
      from = to;
    };
    for (const part of parts) {
      if (part.end <= from || part.start >= end) continue;
      push(part.start, each.style);
      const current = part.current ? { color: 'yellow', bold: true } : {};
      push(Math.min(part.end, end), { ...each.style, ...current, dimColor: false, inverse: true });
    }
    push(end, each.style);
    offset = end;
  }
  return cells;
}
