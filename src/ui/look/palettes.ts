/** What is behind the text, as far as it is known. */
export type Background = 'dark' | 'light' | 'unknown';

export const hues = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const;
export type Hue = (typeof hues)[number];

export interface Palette {
  /** Colours as Ink knows them. */
  readonly hues: Readonly<Record<Hue, string>>;
  /** Undefined: as other text. */
  readonly secondary: string | undefined;
}

/*
 * Text needs a contrast of 4.5 to be read. Of the sixteen named colours only green, yellow and cyan have it on dark
 * backgrounds in the palettes that terminals come with (red is 3.6 and blue 2.2 in xterm's), and none in all of them on
 * light ones. What stands here as `#…` is one of the 256 colours that no terminal's theme changes, and has the contrast
 * on every common background of its kind; where there are but sixteen, it becomes a named one that does. "Dim" has 2 to
 * 5, according to the terminal, and is not used for text.
 */
export const palettes: Readonly<Record<Background, Palette>> = {
  dark: {
    hues: {
      red: '#ff5f5f',
      green: 'green',
      yellow: 'yellow',
      blue: '#5fafff',
      magenta: '#d75fd7',
      cyan: 'cyan',
    },
    secondary: '#a8a8a8',
  },
  light: {
    hues: {
      red: '#af0000',
      green: '#005f00',
      yellow: '#875f00',
      blue: '#005faf',
      magenta: '#870087',
      cyan: '#005f87',
    },
    secondary: '#585858',
  },
  // The terminal's own theme has to make its colours readable; a grey could be as good as invisible.
  unknown: {
    hues: {
      red: 'red',
      green: 'green',
      yellow: 'yellow',
      blue: 'blue',
      magenta: 'magenta',
      cyan: 'cyan',
    },
    secondary: undefined,
  },
};

/** Of users, in their order; they come round again. */
export const userHues: readonly Hue[] = ['cyan', 'magenta', 'green', 'blue', 'yellow'];
