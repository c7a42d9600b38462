import { type Clause, contentOpeners } from './clauses.ts';
import { folderAt } from './folder-words.ts';
import { isDirectoryPath } from './path-words.ts';
import type { Token } from './tokens.ts';
import { countOf, nameFillers, prepositions } from './vocabulary.ts';

/** Where a clause says to write. */
export interface Target {
  readonly paths: readonly string[];
  readonly pronoun: boolean;
  /** The tokens of the target with its preposition. */
  readonly from: number;
  readonly to: number;
  readonly direct: boolean;
}

/** `end` is where verbatim content begins, or the clause's own end. */
export function findTarget(
  tokens: readonly Token[],
  clause: Clause,
  end: number,
): Target | undefined {
  const from = clause.arguments;
  const direct = directTarget(tokens, from, end);
  const prepared = preparedTargets(tokens, from, end);
  const nearest = prepared.find(({ from: at }) => onlyFillers(tokens, from, at));
  const last = nearest ?? prepared.at(-1);
  if (direct === undefined) return last ?? pronounTarget(tokens, clause, end);
  const first = tokens[direct.from];
  // `write "a.md" to b.md`, `add a.md to b.md`: what looks like a path is the content.
  const content = prepared.find((candidate) => candidate.from === direct.to);
  if (content !== undefined && (first?.kind === 'literal' || clause.intent === 'append'))
    return content;
  return direct;
}

/** What stands for files that were named before. */
const standIns = new Set(['both', 'them']);

/**
 * `save a.md to b.md`, `write the content of a.md into b.md`, `add both to b.md`: what would be written is a file, and not
 * over itself.
 */
export function copiesFile(tokens: readonly Token[], clause: Clause): boolean {
  const end = clause.verbatim ?? clause.to;
  const [first, behind] = tokens.slice(clause.arguments, clause.arguments + 2);
  if (standIns.has(first?.lower ?? '')) {
    if (!['to', 'into', 'in', 'as'].includes(behind?.lower ?? '')) return false;
    // What is quoted, or behind a colon, is the content: `write them in a.md: "tea"`.
    const quoted = tokens.slice(clause.arguments, clause.to).some(({ kind }) => kind === 'literal');
    if (quoted || clause.verbatim !== undefined) return false;
    return preparedTargets(tokens, clause.arguments, end).some(
      ({ from }) => from === clause.arguments + 1,
    );
  }
  if (clause.intent !== 'write' && clause.intent !== 'update') return false;
  const source = directTarget(tokens, clause.arguments, end);
  if (source === undefined || tokens[source.from]?.kind === 'literal') return false;
  if (!['to', 'into', 'as'].includes(tokens[source.to]?.lower ?? '')) return false;
  return preparedTargets(tokens, source.to, end).some(({ from }) => from === source.to);
}

/** `create notes.md`, `update the file "my notes.md"`, `create a.md and b.md`. */
function directTarget(tokens: readonly Token[], from: number, end: number): Target | undefined {
  let at = from;
  for (; at < end; at++) {
    const word = tokens[at]?.lower ?? '';
    const skipped = nameFillers.has(word) || countOf(word) !== undefined;
    if (!skipped || tokens[at]?.path !== undefined) break;
    if (prepositions.has(word) && word !== 'called' && word !== 'named') return undefined;
  }
  return targetAt(tokens, at, at, end, true);
}

function preparedTargets(tokens: readonly Token[], from: number, end: number): Target[] {
  const found: Target[] = [];
  for (let at = from; at < end; at++) {
    if (!prepositions.has(tokens[at]?.lower ?? '')) continue;
    let name = at + 1;
    while (name < end && name <= at + 8 && nameFillers.has(tokens[name]?.lower ?? '')) {
      if (tokens[name]?.path !== undefined) break;
      name++;
    }
    const target = targetAt(tokens, at, name, end, false);
    if (target === undefined) continue;
    found.push(target);
    at = target.to - 1;
  }
  return found;
}

const joiners = new Set(['and', ',', '&', 'to', 'in', 'into', 'file', 'also']);

/** One name, or several joined by commas and "and". */
function targetAt(
  tokens: readonly Token[],
  from: number,
  name: number,
  end: number,
  direct: boolean,
): Target | undefined {
  const paths: string[] = [];
  let at = name;
  let to = name;
  while (at < end) {
    const path = nameAt(tokens, at);
    if (path === undefined) break;
    paths.push(path);
    to = at + 1;
    at = to;
    if (!['and', ',', '&'].includes(tokens[at]?.lower ?? '')) break;
    while (at < to + 4 && joiners.has(tokens[at]?.lower ?? '')) at++;
  }
  return paths.length === 0 ? undefined : { paths, pronoun: false, from, to, direct };
}

/** A path, or any word that is said to be a name. */
function nameAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  if (token?.path !== undefined) return isDirectoryPath(token.path) ? undefined : token.path;
  const said = ['called', 'named'].includes(tokens[at - 1]?.lower ?? '');
  if (['folder', 'directory'].includes(tokens[at - 2]?.lower ?? '')) return undefined;
  if (!said || token === undefined || token.text === '' || /[\n\r]/.test(token.text))
    return undefined;
  return token.kind === 'word' || token.kind === 'literal' ? token.text : undefined;
}

function pronounTarget(tokens: readonly Token[], clause: Clause, end: number): Target | undefined {
  for (let at = clause.arguments; at < end; at++) {
    const word = tokens[at]?.lower ?? '';
    const before = tokens[at - 1]?.lower ?? '';
    const direct = at === clause.arguments && ['it', 'them'].includes(word);
    const saidOf =
      direct &&
      (['say', 'read', 'to'].includes(tokens[at + 1]?.lower ?? '') ||
        contentOpeners.has(tokens[at + 1]?.lower ?? ''));
    const file = ['the', 'that', 'this', 'same'].includes(before) && word === 'file';
    const prepared = prepositions.has(before) && ['it', 'them', 'there'].includes(word);
    if (saidOf || prepared || word === 'there') {
      const from = prepared ? at - 1 : at;
      return { paths: [], pronoun: true, from, to: at + 1, direct: saidOf };
    }
    if (file) {
      let from = at - 1;
      while (
        from > clause.arguments &&
        (prepositions.has(tokens[from - 1]?.lower ?? '') || tokens[from - 1]?.lower === 'the')
      )
        from--;
      return { paths: [], pronoun: true, from, to: at + 1, direct: from === clause.arguments };
    }
  }
  return undefined;
}

export function onlyFillers(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!nameFillers.has(tokens[at]?.lower ?? '')) return false;
  }
  return true;
}

/** "create intro.md in the docs folder with …": only what stands before the content counts. */
export function trailingFolder(
  tokens: readonly Token[],
  from: number,
  end: number,
): string | undefined {
  for (let at = from; at < end; at++) {
    if (contentOpeners.has(tokens[at]?.lower ?? '')) return undefined;
    const folder = folderAt(tokens, at);
    if (folder !== undefined) return folder.path;
  }
  return undefined;
}
