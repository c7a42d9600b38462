import type { TextProps } from 'ink';

/** How a piece of text looks. Only the sixteen named colours: the terminal's own theme decides what they are. */
export type Style = Pick<
  TextProps,
  'color' | 'dimColor' | 'bold' | 'italic' | 'underline' | 'inverse' | 'strikethrough'
>;

const userColours = ['cyan', 'magenta', 'green', 'blue', 'yellow'] as const;

/** Colours come round again: the name always stands beside them. */
export const userColour = (index: number): string =>
  userColours[index % userColours.length] ?? userColours[0];

export const secondary: Style = { dimColor: true };
export const emphasis: Style = { bold: true };
export const good: Style = { color: 'green' };
export const bad: Style = { color: 'red' };
export const attention: Style = { color: 'yellow' };
