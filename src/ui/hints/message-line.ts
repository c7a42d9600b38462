import { safeLine } from '../../screen/safe-text.ts';
import { cell, fitLine, type Line, lineWidth } from '../row.tsx';
import { attention } from '../theme.ts';
import type { Candidates } from '../view.ts';

/** What is said above the hints: one row of at most `width` columns, whatever the text holds. */
export const messageLine = (text: string, width: number): Line =>
  fitLine([cell(` ${safeLine(text)}`, attention)], width);

/**
 * What Tab goes through, always in the same order, with a mark at the one that stands in the draft. Where there is no
 * room for all, as many before it as need be are left out. There may be thousands: only those shown are looked at.
 */
export function candidatesLine({ texts, index }: Candidates, width: number): Line {
  const shown = (at: number): Line[number] => {
    const current = at === index;
    const style = current ? { ...attention, bold: true } : attention;
    return cell(`${current ? ' ▸' : '  '}${safeLine(texts[at] ?? '')} `, style);
  };
  const more = cell(' …', attention);
  const line = [shown(index)];
  let from = index;
  while (from > 0) {
    const longer = [shown(from - 1), ...line];
    if (lineWidth(from > 1 ? [more, ...longer] : longer) >= width) break;
    line.unshift(shown(--from));
  }
  if (from > 0) line.unshift(more);
  for (let at = index + 1; at < texts.length && lineWidth(line) <= width; at++)
    line.push(shown(at));
  return fitLine(line, width);
}
