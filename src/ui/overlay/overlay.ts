import type { Search } from '../files/search.ts';

/** The file that this user opened last, or what a change of one made different. */
export interface FileOverlay {
  readonly kind: 'file' | 'diff';
  readonly user: string;
  readonly top: number;
  readonly search?: Search;
}

/** What lies over transcript and panel. At most one does. */
export type Overlay =
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'model'; readonly top: number }
  /** `name`: what was typed for a user that is not in the list. */
  | { readonly kind: 'users'; readonly cursor: number; readonly name: string }
  | FileOverlay;
