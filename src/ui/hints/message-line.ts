import { safeLine } from '../../screen/safe-text.ts';
import { cell, fitLine, type Line } from '../row.tsx';
import { attention } from '../theme.ts';

/** What is said above the hints: one row of at most `width` columns, whatever the text holds. */
export const messageLine = (text: string, width: number): Line =>
  fitLine([cell(` ${safeLine(text)}`, attention)], width);
