import { createContext } from 'react';
import type { UiSettings } from '../settings.ts';
import { type Background, hues, palettes, userHues } from './palettes.ts';
import type { Style } from './theme.ts';

/** How things are drawn. */
export interface Look {
  /** What Ink is to be given for a style. */
  readonly style: (style: Style | undefined) => Style | undefined;
  /** Nothing moves by itself. */
  readonly still: boolean;
}

/** Without any colour: bold, underlined and inverse text is left. */
export const colourlessLook = ({ reducedMotion }: UiSettings): Look => ({
  still: reducedMotion,
  style(style) {
    const { color, dimColor: _, ...rest } = style ?? {};
    return color === 'faint' ? { ...rest, dimColor: true } : rest;
  },
});

/** Brings a theme and the operator's own colours together; `users` are their names, in order. */
export function createLook(
  { colours, userColours, reducedMotion }: UiSettings,
  background: Background,
  users: readonly string[],
): Look {
  const palette = palettes[background];
  const coloured = (color: string | undefined): Style => (color === undefined ? {} : { color });
  const styles = new Map<string, Style>([
    ...hues.map((hue) => [hue, { color: palette.hues[hue] }] as const),
    ['secondary', coloured(colours.secondary ?? palette.secondary)],
    ['emphasis', coloured(colours.emphasis)],
    ['good', { color: colours.good ?? palette.hues.green }],
    ['bad', { color: colours.bad ?? palette.hues.red }],
    ['attention', { color: colours.attention ?? palette.hues.yellow }],
    ['faint', { dimColor: true }],
  ]);
  users.forEach((name, index) => {
    const hue = userHues[index % userHues.length] ?? 'cyan';
    styles.set(`user-${index}`, { color: userColours.get(name) ?? palette.hues[hue] });
  });
  return {
    still: reducedMotion,
    style(style) {
      if (!style) return undefined;
      const { color, dimColor, ...rest } = style;
      const name = dimColor ? 'secondary' : color;
      return name === undefined ? rest : { ...rest, ...(styles.get(name) ?? { color: name }) };
    },
  };
}

/** Until there is another: as it is written, and moving. */
export const LookContext = createContext<Look>({ style: (style) => style, still: false });
