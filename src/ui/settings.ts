export const themeNames = ['auto', 'dark', 'light'] as const;
export type ThemeName = (typeof themeNames)[number];

/** What a colour stands for; users have theirs by name. */
export const colourRoles = ['secondary', 'emphasis', 'good', 'bad', 'attention'] as const;
export type ColourRole = (typeof colourRoles)[number];

/** One of the terminal's sixteen colours by the name that Ink knows it by (`redBright`), or `#rrggbb`. */
export type Colour = string;

/** How the operator wants the screen to be. Checked: whoever reads it need not look for nonsense. */
export interface UiSettings {
  /** Stay in the normal screen. */
  readonly inline: boolean;
  /** Listen to the mouse, which takes the terminal's own selection away. */
  readonly mouse: boolean;
  /** A linear form: no boxes, no spinners, one line for each thing that happens. */
  readonly screenReader: boolean;
  /** Nothing moves by itself: no spinners. */
  readonly reducedMotion: boolean;
  readonly theme: ThemeName;
  /** Colours that take the place of the theme's. */
  readonly colours: Readonly<Partial<Record<ColourRole, Colour>>>;
  /** By user name. */
  readonly userColours: ReadonlyMap<string, Colour>;
  /** The keys of an action in the place of its own; none unbinds it. Every key is given once. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly panel: {
    /** Whether it is there at the start. */
    readonly shown: boolean;
    /** Columns; undefined: as the terminal's width allows. */
    readonly width?: number;
  };
}

export const defaultUiSettings: UiSettings = {
  inline: false,
  mouse: false,
  screenReader: false,
  reducedMotion: false,
  theme: 'auto',
  colours: {},
  userColours: new Map(),
  keys: new Map(),
  panel: { shown: true },
};
