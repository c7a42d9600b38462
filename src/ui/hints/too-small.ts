import { textWidth } from '../../screen/text.ts';
import { type Size, smallestSize } from '../frame/layout.ts';

/** The one line of a terminal that is too small: how large it must be and, first of all, how to leave. */
export function tooSmallText({ columns, rows }: Size): string {
  const needed = `${smallestSize.columns}×${smallestSize.rows}`;
  const quit = 'Ctrl+C twice quits';
  const forms = [
    `Too small (${columns}×${rows}): needs ${needed} · ${quit}`,
    `Needs ${needed} · ${quit}`,
  ];
  return forms.find((form) => textWidth(form) <= columns) ?? quit;
}
