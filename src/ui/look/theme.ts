import type { TextProps } from 'ink';

/**
 * How a piece of text looks: what its colour stands for, or one of six hues by name. What either looks like is the
 * theme's, and decided where it is drawn (`look/`). `dimColor` is the same as `secondary`.
 */
export type Style = Pick<
  TextProps,
  'color' | 'dimColor' | 'bold' | 'italic' | 'underline' | 'inverse' | 'strikethrough'
>;

/** The colour of the user of this number: 0 for the first. The name always stands beside it. */
export const userColour = (index: number): string => `user-${index}`;

/** Text beside what matters. */
export const secondary: Style = { color: 'secondary' };
export const emphasis: Style = { color: 'emphasis', bold: true };
export const good: Style = { color: 'good' };
export const bad: Style = { color: 'bad' };
export const attention: Style = { color: 'attention' };
/** Rules and frames. They carry no information, so they may be weaker than text has to be. */
export const faint: Style = { color: 'faint' };
