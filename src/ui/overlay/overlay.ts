import type { FileSearch } from '../files/search.ts';
import type { Entry } from '../keys/keymap.ts';
import type { Match } from './fuzzy.ts';

/** The file that this user opened last, or what a change of one made different. */
export interface FileOverlay {
  readonly kind: 'file' | 'diff';
  readonly user: string;
  readonly top: number;
  readonly search?: FileSearch;
}

/** What lies over transcript and panel. At most one does. */
export type Overlay =
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'model'; readonly top: number }
  /** `query`: what was typed to find one, or to create one of that name. */
  | { readonly kind: 'users'; readonly cursor: number; readonly query: string }
  /** All commands, or those that what was typed could mean, the best first. */
  | {
      readonly kind: 'commands';
      readonly cursor: number;
      readonly query: string;
      readonly found: readonly Match<Entry>[];
    }
  /** The users side by side. `first`: the one at the left; `top`: see `compareLines`. */
  | { readonly kind: 'compare'; readonly first: number; readonly top?: number }
  | FileOverlay;

/** Overlays in which one types to find something. */
export type Picker = Extract<Overlay, { query: string }>;

/** As much as may be typed there. */
export const maximumQuery = 64;
