/** The fenced blocks of a page in Markdown that are written in one language, as they stand. */
export const blocksOf = (page: string, language: string): readonly string[] =>
  [...page.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)]
    .filter(([, of]) => of === language)
    .map(([, , text = '']) => text);

/** The commands of a page's shell blocks, a line each, without what is said of them. */
export const shellCommandsOf = (page: string): readonly string[] =>
  blocksOf(page, 'sh').flatMap((block) =>
    block
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, ''))
      .filter((line) => line !== ''),
  );
