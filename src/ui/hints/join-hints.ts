import { secondary } from '../look/theme.ts';
import { cell, type Line, lineWidth } from '../rows/row.tsx';

export type Hint = readonly [keys: string, words: string];

/** As many as fit into `width` columns, the first ones first. */
export function joinHints(hints: readonly Hint[], width: number): Line {
  const line: Line[number][] = [cell(' ')];
  for (const [key, words] of hints) {
    const next: Line = [
      ...(line.length > 1 ? [cell(' · ', secondary)] : []),
      cell(key),
      cell(` ${words}`, secondary),
    ];
    if (lineWidth([...line, ...next]) > width) break;
    line.push(...next);
  }
  return line;
}
