import type { Clause } from './clauses.ts';
import { folderAt, isFolderName, pathInFolder } from './folder-words.ts';
import { isDirectoryPath } from './path-words.ts';
import type { Token } from './tokens.ts';
import { filesNouns, listNouns, referringNouns, universal } from './vocabulary.ts';

/** What a clause wants to see. */
export type Reading =
  | { readonly kind: 'read'; readonly paths: readonly string[] }
  | { readonly kind: 'read-mentioned'; readonly all: boolean }
  | { readonly kind: 'read-all' }
  | { readonly kind: 'list'; readonly path: string | undefined };

const contentWords = new Set(
  "in inside into say says said contain contains content contents written write wrote hold holds have has put what's".split(
    ' ',
  ),
);
const existence = new Set(
  'have any exist exists there my here stored saved left file list mine our created available'.split(
    ' ',
  ),
);
const places = new Set(['folder', 'directory', 'dir', 'workspace']);

export function readReading(tokens: readonly Token[], clause: Clause): Reading | undefined {
  const part = tokens.slice(clause.arguments, Math.min(clause.to, clause.arguments + 400));
  switch (clause.intent) {
    case 'list':
      return readList(part, clause);
    case 'question':
      return readQuestion(part, clause);
    default:
      return readRead(part, clause);
  }
}

function readList(part: readonly Token[], clause: Clause): Reading | undefined {
  const words = part.map((token) => token.lower);
  const paths = pathsIn(part);
  const file = paths.find((path) => !isDirectoryPath(path) && /\.[^/]+$/.test(path));
  if (file !== undefined && words.some((word) => word === 'content' || word === 'contents')) {
    return { kind: 'read', paths: [file] };
  }
  const folder = clause.target ?? folderIn(part, clause);
  if (folder !== undefined) return { kind: 'list', path: folder };
  const bare = words.filter((word) => word !== '' && !word.startsWith('-') && /\p{L}/u.test(word));
  if (bare.length === 1 && bare[0] !== undefined && !listNouns.has(bare[0]) && !idle.has(bare[0])) {
    return {
      kind: 'list',
      path: file === undefined ? part.find((token) => token.lower === bare[0])?.text : undefined,
    };
  }
  const about =
    bare.length === 0 ||
    bare.every((word) => idle.has(word)) ||
    words.some((word) => listNouns.has(word));
  return about || file !== undefined ? { kind: 'list', path: undefined } : undefined;
}

const idle = new Set(
  'me them it please all again now out everything for us here what you have thanks thank my mine'.split(
    ' ',
  ),
);

function readQuestion(part: readonly Token[], clause: Clause): Reading | undefined {
  const words = part.map((token) => token.lower);
  const paths = clause.target === undefined ? pathsIn(part) : [clause.target];
  const asksContent = words.some((word) => contentWords.has(word));
  const folder = folderIn(part, clause);
  const asksFiles = words.some((word) => filesNouns.has(word));
  const interrogative = /^(what|which|content)/.test(clause.verb);
  if (words.includes('anything') && words.some((word) => /^(files?|folder|here)$/.test(word))) {
    return { kind: 'list', path: undefined };
  }
  const files = paths.filter((path) => !isDirectoryPath(path));
  if (folder !== undefined && files.length === 0 && (asksContent || asksFiles)) {
    return { kind: 'list', path: folder };
  }
  if (paths.length > 0) {
    if (interrogative) return asksContent ? readIn(paths, folder) : undefined;
    const existing = words.some((word) => existence.has(word) && word !== 'file' && word !== 'my');
    return existing ? { kind: 'list', path: undefined } : undefined;
  }
  const stored = words.some((word) => word === 'stored' || word === 'saved');
  const bare = words.every(
    (word) => word === '' || !/\p{L}/u.test(word) || filesNouns.has(word) || idle.has(word),
  );
  const whatIsHere =
    interrogative &&
    words.length <= 4 &&
    /^(there|here)$/.test(words.findLast((word) => /\p{L}/u.test(word)) ?? '');
  if ((asksFiles && bare) || (stored && interrogative && words.length <= 10) || whatIsHere) {
    return { kind: 'list', path: undefined };
  }
  if (asksFiles && words.some((word) => existence.has(word)) && words.length <= 14) {
    if (
      interrogative &&
      words.slice(0, 3).some((word) => word === 'are' || word === 'is' || word === 'a') &&
      !words.some((word) => word !== 'file' && word !== 'files' && existence.has(word)) &&
      !words.includes('in')
    )
      return undefined;
    return { kind: 'list', path: undefined };
  }
  if (
    asksContent &&
    interrogative &&
    words.some((word) => places.has(word)) &&
    words.length <= 10
  ) {
    return { kind: 'list', path: undefined };
  }
  if (
    asksContent &&
    interrogative &&
    words.length <= 8 &&
    words.some((word) => word === 'it' || word === 'them')
  ) {
    return { kind: 'read-mentioned', all: words.includes('them') };
  }
  return undefined;
}

function readRead(part: readonly Token[], clause: Clause): Reading | undefined {
  const words = part.map((token) => token.lower);
  if (words.slice(0, 3).includes('how') || words.slice(0, 5).includes('about')) return undefined;
  const paths = clause.target === undefined ? pathsIn(part) : [clause.target];
  const folder = folderIn(part, clause);
  const asksFiles = words.some((word) => filesNouns.has(word));
  if (paths.length > 0 && paths.every(isDirectoryPath)) return { kind: 'list', path: paths[0] };
  if (folder !== undefined && asksFiles && !words.some((word) => word === 'file')) {
    return { kind: 'list', path: folder };
  }
  if (paths.length > 0) return readIn(paths, folder);
  const asksContent = words.some(
    (word) => word === 'content' || word === 'contents' || word === 'say',
  );
  const readsAll = ['read', 'open', 'cat', 'print', 'dump'].includes(clause.verb) || asksContent;
  if (
    words.includes('files') ||
    (words.includes('file') && words.some((word) => universal.has(word)))
  ) {
    return readsAll ? { kind: 'read-all' } : { kind: 'list', path: undefined };
  }
  if (words.includes('file') && words.includes('list')) return { kind: 'list', path: undefined };
  if (readsAll && (words.some((word) => universal.has(word)) || words.includes('them'))) {
    return words.includes('everything') || words.includes('each') || words.includes('every')
      ? { kind: 'read-all' }
      : { kind: 'read-mentioned', all: true };
  }
  if (words.length > 10) return undefined;
  if (words.includes('everything')) return { kind: 'list', path: undefined };
  if (words.some((word) => word === 'both' || word === 'them' || word === 'those')) {
    return { kind: 'read-mentioned', all: true };
  }
  return words.some(
    (word) => referringNouns.has(word) || ['it', 'that', 'this', 'back', 'file'].includes(word),
  )
    ? { kind: 'read-mentioned', all: false }
    : undefined;
}

function readIn(paths: readonly string[], folder: string | undefined): Reading {
  const files = paths.filter((path) => !isDirectoryPath(path));
  return { kind: 'read', paths: files.map((path) => pathInFolder(path, folder)) };
}

/** Each once, in the order in which they are named. */
function pathsIn(part: readonly Token[]): string[] {
  const paths = part.flatMap((token, at) => {
    const said = ['called', 'named'].includes(part[at - 1]?.lower ?? '');
    if (token.path !== undefined) return [token.path];
    return said && (token.kind === 'word' || token.kind === 'literal') && token.text !== ''
      ? [token.text]
      : [];
  });
  return [...new Set(paths)];
}

/** The folder that is meant: `docs/`, "the docs folder", "files in docs". */
function folderIn(part: readonly Token[], clause: Clause): string | undefined {
  if (clause.folder !== undefined) return clause.folder;
  for (const [at, token] of part.entries()) {
    if (token.path !== undefined && isDirectoryPath(token.path)) return token.path;
    const named = folderAt(part, at);
    if (named !== undefined) return named.path;
    const next = part[at + 1];
    if (next === undefined) return undefined;
    if (places.has(next.lower) && isFolderName(token)) return token.path ?? token.text;
    if (places.has(token.lower) && next.path !== undefined) return next.path;
    const preposition = ['in', 'under', 'inside', 'within', 'below'].includes(token.lower);
    const filesBefore = part
      .slice(0, at)
      .some((other) => ['files', 'everything', 'all'].includes(other.lower));
    if (preposition && filesBefore && isFolderName(next) && !/\.[^/]+$/.test(next.path ?? '')) {
      return next.path ?? next.text;
    }
  }
  return undefined;
}
