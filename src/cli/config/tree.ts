/** A value of a configuration file and where it stands in it, in UTF-16 code units. */
export type Tree = { readonly offset: number } & (
  | { readonly type: 'scalar'; readonly value: unknown }
  | { readonly type: 'list'; readonly items: readonly Tree[] }
  | { readonly type: 'map'; readonly entries: readonly TreeEntry[] }
);

export interface TreeEntry {
  readonly name: string;
  readonly offset: number;
  readonly value: Tree;
}

/** Something is wrong with a configuration; `offset` says where in the file. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';

  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}
