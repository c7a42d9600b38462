/** A change of a file that depends on what it holds. */
export type Edit =
  | { readonly kind: 'append' | 'prepend'; readonly text: string }
  | { readonly kind: 'substitute'; readonly old: string; readonly new: string };

export type Step =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly content: string;
      readonly composed: boolean;
    }
  /** Reads the file first; a missing one is created by any edit but a substitution. */
  | {
      readonly kind: 'edit';
      readonly path: string;
      readonly edit: Edit;
      readonly composed: boolean;
    }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'list'; readonly path: string | undefined }
  /** Reads every file that is listed; lists them itself where the step before did not. */
  | { readonly kind: 'read-listed'; readonly list: boolean };

/** What a prompt asks for, in order, and what of it can't be done. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Sentences for the answer. */
  readonly remarks: readonly string[];
}

/** How many steps one prompt may have. */
export const mostSteps = 12;
