/** The best of `texts` for what was typed, best first, at most `limit` of them; for nothing typed, the first ones. */
export type Rank = (typed: string, texts: readonly string[], limit: number) => readonly string[];

/** How little a text may have in common with what was typed. */
const threshold = 0.3;

const beginning = (typed: string, texts: readonly string[], limit: number) => {
  const wanted = typed.toLowerCase();
  const found: string[] = [];
  for (const text of texts) {
    if (found.length === limit) break;
    if (text.toLowerCase().startsWith(wanted)) found.push(text);
  }
  return found;
};

const joined = (first: readonly string[], then: readonly string[], limit: number) =>
  [...new Set([...first, ...then])].slice(0, limit);

/** Those that begin with it, then those that hold it, whatever the case. */
export const rankPlainly: Rank = (typed, texts, limit) => {
  const wanted = typed.toLowerCase();
  const holding = texts.filter((text) => text.toLowerCase().includes(wanted));
  return joined(beginning(typed, texts, limit), holding, limit);
};

let rank = rankPlainly;
let loading: Promise<void> | undefined;

/** Has `rankFuzzily` look for letters that stand apart, too. Until it is loaded, letters have to stand together. */
export function loadFuzzySearch(): Promise<void> {
  loading ??= import('fuzzysort').then(({ default: fuzzysort }) => {
    rank = (typed, texts, limit) => {
      const first = beginning(typed, texts, limit);
      if (typed === '' || first.length === limit) return first;
      const found = fuzzysort.go(typed, texts, { limit, threshold });
      return joined(
        first,
        found.map(({ target }) => target),
        limit,
      );
    };
  });
  return loading;
}

/** Those that begin with it, then those that resemble it most. */
export const rankFuzzily: Rank = (typed, texts, limit) => rank(typed, texts, limit);
