import { safeLine } from '../../screen/safe-text.ts';
import { cell, fitLine, type Line } from '../row.tsx';
import { attention, secondary } from '../theme.ts';
import type { Search } from './search.ts';

function countText({ text, at, count, more }: Search): string {
  if (text.trim() === '') return 'type what to find';
  if (count === 0) return 'not found';
  return `${at} of ${count}${more ? '+' : ''}`;
}

/** What is sought and how often it was found: one row of at most `width` columns. */
export function searchLine(search: Search, width: number): Line {
  const cursor = search.typing ? [cell(' ', { inverse: true })] : [];
  const sought: Line = [cell(' /', attention), cell(safeLine(search.text)), ...cursor];
  return fitLine([...sought, cell(`   ${countText(search)}`, secondary)], width);
}
