import { type CommandDefinition, command, type ParsedLine, refuse } from './definition.ts';

/** A word, which has spaces only in quotes or after a backslash: as terminals write the name of a file dropped on them. */
const wordPattern = /(?:"[^"]*"|'[^']*'|\\[ "']|[^\s"'])+/g;
const partPattern = /"([^"]*)"|'([^']*)'|\\([ "'])/g;

/** @returns undefined where a quote is left open */
function wordsOf(text: string): readonly string[] | undefined {
  if (/\S/.test(text.replace(wordPattern, ''))) return undefined;
  return (text.match(wordPattern) ?? []).map((word) =>
    word.replace(
      partPattern,
      (_all, double?: string, single?: string, escaped?: string) =>
        double ?? single ?? escaped ?? '',
    ),
  );
}

/** Reads `[--overwrite] <host path> [path]`. */
const withPaths =
  (usage: string, most: number, use: (paths: string[], overwrite: boolean) => ParsedLine) =>
  (rest: string): ParsedLine => {
    const words = wordsOf(rest);
    if (!words) return refuse('a quote is left open: write another where it ends');
    const flags = words.filter((word) => word.startsWith('--'));
    const paths = words.filter((word) => !word.startsWith('--'));
    const unknown = flags.find((flag) => flag !== '--overwrite' && flag !== '--force');
    if (unknown !== undefined)
      return refuse(`"${unknown.slice(0, 64)}" means nothing here: there is --overwrite`);
    if (paths.length === 0 || paths.includes('')) return refuse(`write ${usage}`);
    if (paths.length > most)
      return refuse(`too many words: write ${usage}, a path with spaces in quotes`);
    return use(paths, flags.length > 0);
  };

export const transferCommands: readonly CommandDefinition[] = [
  {
    name: 'import',
    usage: '<host path> [path]',
    help: 'bring in files of this machine; --overwrite replaces',
    parse: withPaths('/import <host path> [path]', 2, ([host = '', path], overwrite) =>
      command({
        type: 'import',
        host,
        ...(path !== undefined && { path }),
        ...(overwrite && { overwrite }),
      }),
    ),
  },
  {
    name: 'export',
    usage: '<host folder>',
    help: 'write the files to this machine; --overwrite replaces',
    parse: withPaths('/export <host folder>', 1, ([host = ''], overwrite) =>
      command({ type: 'export', host, ...(overwrite && { overwrite }) }),
    ),
  },
];
