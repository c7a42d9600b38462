import { safeLine } from '../../screen/safe-text.ts';
import { attention } from '../look/theme.ts';
import { cell, fitLine, type Line } from '../rows/row.tsx';

/** What is said above the hints: one row of at most `width` columns, whatever the text holds. */
export const messageLine = (text: string, width: number): Line =>
  fitLine([cell(` ${safeLine(text)}`, attention)], width);
