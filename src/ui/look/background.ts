import type { ThemeName } from '../settings.ts';
import type { Background } from './palettes.ts';

/** The terminal is asked what is behind the text. */
export const backgroundQuery = '\u001b]11;?\u001b\\';

const answer = /^\u001b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;

/** Of one part, from 0 to 1, as light; terminals write it with one to four digits. */
function light(part: string): number {
  const value = Number.parseInt(part, 16) / (16 ** part.length - 1);
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** What a terminal answered to `backgroundQuery`; undefined where it is no answer to that. */
export function readBackground(sequence: string): Background | undefined {
  const [, red, green, blue] = answer.exec(sequence) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const luminance = 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
  // Here black and white text are read equally well.
  return luminance > 0.179 ? 'light' : 'dark';
}

/** What is known before the terminal was asked: what the operator says, else COLORFGBG (`15;0`, `0;default;15`). */
export function knownBackground(
  theme: ThemeName,
  { COLORFGBG = '' }: Readonly<Record<string, string | undefined>>,
): Background {
  if (theme !== 'auto') return theme;
  const [, last] = /;(\d{1,2})$/.exec(COLORFGBG) ?? [];
  if (last === undefined) return 'unknown';
  const colour = Number(last);
  return colour === 7 || colour > 8 ? 'light' : 'dark';
}

/**
 * Whether to ask a terminal. One that knows nothing of the question prints it: the console of Linux and of the like.
 */
export const canBeAsked = ({ TERM = '' }: Readonly<Record<string, string | undefined>>): boolean =>
  !/^(linux|dumb|cons|vt\d|sun|emacs|eterm)/.test(TERM) && TERM !== '';

/** What is behind the text, as far as that is known. */
export interface KnownBackground {
  /** Undefined where there are to be no colours. */
  known(): Background | undefined;
  /** The terminal is to be asked, and has not answered yet. */
  isAwaited(): boolean;
  /** It has answered to `backgroundQuery`. */
  answered(sequence: string): void;
}

export function createBackground(
  theme: ThemeName,
  environment: Readonly<Record<string, string | undefined>>,
  colourless: boolean,
): KnownBackground {
  let background = knownBackground(theme, environment);
  let awaited = background === 'unknown' && !colourless && canBeAsked(environment);
  return {
    known: () => (colourless ? undefined : background),
    isAwaited: () => awaited,
    answered(sequence) {
      awaited = false;
      background = readBackground(sequence) ?? background;
    },
  };
}
