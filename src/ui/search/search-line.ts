import { safeLine } from '../../screen/safe-text.ts';
import { attention, secondary } from '../look/theme.ts';
import { cell, type Line } from '../rows/row.tsx';

/** A search as it is shown. */
export interface ShownSearch {
  readonly text: string;
  /** What is typed next belongs to the text. */
  readonly typing: boolean;
}

/** Which of how many hits it stands at; `more`: there are more than were counted. */
export interface Place {
  readonly at: number;
  readonly count: number;
  readonly more?: boolean;
}

/** `/tea▏`: what is sought, with a cursor while it is typed. Longer texts than `columns` are cut. */
export const soughtCells = ({ text, typing }: ShownSearch, columns?: number): Line => [
  cell('/', attention),
  cell(safeLine(text, columns)),
  ...(typing ? [cell('▏', secondary)] : []),
];

function placeText({ text }: ShownSearch, { at, count, more }: Place): string {
  if (text.trim() === '') return 'type what to find';
  if (count === 0) return 'not found';
  return `${at} of ${count}${more ? '+' : ''}`;
}

/** `/tea▏   2 of 7`: what is sought, and which of the hits is shown. */
export const searchLine = (search: ShownSearch, place: Place, columns?: number): Line => [
  ...soughtCells(search, columns),
  cell(`   ${placeText(search, place)}`, secondary),
];
