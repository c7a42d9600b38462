import { isDirectoryPath } from './path-words.ts';
import type { Token } from './tokens.ts';

const openers = new Set(['in', 'inside', 'under', 'within', 'into', 'to', 'from', 'of', 'below']);
const fillers = new Set(['the', 'my', 'a', 'an', 'new', 'our', 'folder', 'directory']);
const nouns = new Set(['folder', 'directory', 'dir', 'subfolder', 'subdirectory']);
/** These stand where the name of a folder would, but name none. */
const unnamed = new Set(
  'this that current same our home working virtual own here there it them whole root system file files everything any'.split(
    ' ',
  ),
);

/** A folder that is named with a preposition before it: "in docs/", "under the docs folder". */
export interface NamedFolder {
  readonly path: string;
  /** The last token that belongs to it. */
  readonly last: number;
}

export function folderAt(tokens: readonly Token[], at: number): NamedFolder | undefined {
  if (!openers.has(tokens[at]?.lower ?? '')) return undefined;
  let name = at + 1;
  while (name < at + 5 && fillers.has(tokens[name]?.lower ?? '')) name++;
  const token = tokens[name];
  if (token === undefined) return undefined;
  if (token.path !== undefined && isDirectoryPath(token.path)) {
    const noun = nouns.has(tokens[name + 1]?.lower ?? '');
    return { path: token.path, last: noun ? name + 1 : name };
  }
  const said = nouns.has(tokens[name - 1]?.lower ?? '');
  const follows = nouns.has(tokens[name + 1]?.lower ?? '');
  if (!(said || follows) || !isFolderName(token)) return undefined;
  return { path: token.path ?? token.text, last: follows ? name + 1 : name };
}

/** Whether a word or quoted text may be the name of a folder, rather than "my", "this" or "bob's". */
export function isFolderName(token: Token): boolean {
  if (token.kind === 'literal') {
    return token.path !== undefined || /^[\p{L}\p{N}_-]+$/u.test(token.text);
  }
  if (token.kind !== 'word' || unnamed.has(token.lower) || fillers.has(token.lower)) return false;
  return (
    !/^(\w+'s|his|her|your|their|its)$/.test(token.lower) && /^[\p{L}\p{N}._/-]+$/u.test(token.text)
  );
}

/** A bare name lies in the folder that was named; a path with folders of its own stays as it is. */
export function pathInFolder(path: string, folder: string | undefined): string {
  if (folder === undefined || path.includes('/')) return path;
  return `${folder.replace(/\/+$/, '')}/${path}`;
}
