/** What lies over transcript and panel. At most one does. */
export type Overlay =
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'model'; readonly top: number }
  /** `name`: what was typed for a user that is not in the list. */
  | { readonly kind: 'users'; readonly cursor: number; readonly name: string }
  /** The users side by side; `first` is the one at the left. */
  | { readonly kind: 'compare'; readonly first: number }
  /** The file that this user opened last. */
  | { readonly kind: 'file'; readonly user: string; readonly top: number };
