import { faint } from '../look/theme.ts';
import { cell, fitLine, type Line, lineWidth } from '../rows/row.tsx';

/** Rows and columns that are left inside of a box. */
export const innerSize = (width: number, height: number) => ({
  width: Math.max(1, width - 4),
  height: Math.max(1, height - 2),
});

/** Columns for the title of a box with so many inside. */
export const titleWidth = (inner: number): number => inner - 2;

function edge(left: string, title: Line, right: string, width: number): Line {
  const shown = title.length === 0 ? [] : [cell(' '), ...fitLine(title, width - 6), cell(' ')];
  const rest = Math.max(0, width - 3 - lineWidth(shown));
  return [cell(`${left}─`, faint), ...shown, cell('─'.repeat(rest) + right, faint)];
}

/** A frame with a title above, a footer below, and lines inside, which are cut or filled up to its size. */
export function boxLines(
  title: Line,
  lines: readonly Line[],
  footer: Line,
  width: number,
  height: number,
): readonly Line[] {
  const inner = innerSize(width, height);
  const body = Array.from({ length: inner.height }, (_, index): Line => {
    const line = fitLine(lines[index] ?? [], inner.width);
    const fill = ' '.repeat(inner.width - lineWidth(line));
    return [cell('│ ', faint), ...line, cell(`${fill} │`, faint)];
  });
  return [edge('╭', title, '╮', width), ...body, edge('╰', footer, '╯', width)];
}
