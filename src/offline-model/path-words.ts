const plainNames = new Set(
  'Makefile Dockerfile Procfile Gemfile README LICENSE CHANGELOG TODO NOTES NOTICE CONTRIBUTING'.split(
    ' ',
  ),
);
const notPaths = new Set(
  'e.g i.e a.m p.m u.s u.k ph.d vs.a and/or either/or he/she she/he his/her him/her n/a yes/no true/false i/o w/o on/off read/write'.split(
    ' ',
  ),
);
const domains = new Set(['com', 'org', 'net', 'edu', 'gov']);

/** Longer words are no path that anyone typed; it also bounds the work for a hostile prompt. */
const longestPath = 4096;

/**
 * The path that a word of a prompt names, if it looks like one: `notes.md`, `docs/guide`, `.env`, `@notes.md`,
 * `notes.md's`. Names without folder or extension are only known in quotes, behind `@`, or where "called" says so.
 */
export function pathInWord(word: string): string | undefined {
  if (word.length > longestPath) return undefined;
  let name = word.replace(/^[*_<]{1,3}(?=.*[*_>]$)/u, '').replace(/['’]s$/, '');
  if (name !== word) name = name.replace(/[*_>]{1,3}$/, '');
  if (name.startsWith('@'))
    return /^@[\p{L}\p{N}._~/]/u.test(name) ? tidyPath(name.slice(1)) : undefined;
  if (name.includes('://') || name.includes('@') || name.toLowerCase().startsWith('www.')) {
    return undefined;
  }
  if (notPaths.has(name.toLowerCase()) || !/[\p{L}\p{N}]/u.test(name)) return undefined;
  if (plainNames.has(name)) return name;
  if (/^\.\p{L}/u.test(name)) return tidyPath(name);
  if (name.includes('/')) return /\p{L}/u.test(name) ? tidyPath(name) : undefined;
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const extension = name.slice(dot + 1);
  if (!/^[A-Za-z][A-Za-z0-9]{0,9}$/.test(extension) || /^[A-Z][a-z]+$/.test(extension)) {
    return undefined;
  }
  return domains.has(extension.toLowerCase()) ? undefined : tidyPath(name);
}

/** A quoted text where a path is expected. Spaces are fine if it still looks like a name. */
export function pathInLiteral(content: string): string | undefined {
  const name = content.trim();
  if (name.length === 0 || name.length > 512 || /[\n\r\t]/.test(name)) return undefined;
  if (!/\s/.test(name)) return pathInWord(name);
  return /^[^"“”:]+\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(name) ? tidyPath(name) : undefined;
}

export function tidyPath(path: string): string {
  return path.startsWith('./') && path.length > 2 ? path.slice(2) : path;
}

/** Something to list rather than to read. */
export function isDirectoryPath(path: string): boolean {
  return path.endsWith('/');
}
