/** A thing that was found, and which of its name's characters the query stands for. */
export interface Match<Item> {
  readonly item: Item;
  readonly indexes: readonly number[];
}

export interface Searchable {
  readonly name: string;
  readonly help: string;
}

/** Finds what was meant, the best match first. */
export interface Fuzzy {
  /** Fetches the library; until then only what holds the query as it stands is found. */
  load(): Promise<void>;
  search<Item extends Searchable>(query: string, items: readonly Item[]): readonly Match<Item>[];
}

function literal<Item extends Searchable>(
  query: string,
  items: readonly Item[],
): readonly Match<Item>[] {
  const wanted = query.toLowerCase();
  return items
    .filter(({ name, help }) => `${name}\n${help}`.toLowerCase().includes(wanted))
    .map((item) => ({ item, indexes: [] }));
}

/** What a match in the help counts beside one in the name. */
const helpWeight = 0.5;
/** Below it, characters are strewn so far that nobody means it. */
const lowestScore = 0.3;

export function createFuzzy(): Fuzzy {
  let library: typeof import('fuzzysort') | undefined;
  return {
    async load() {
      library ??= await import('fuzzysort');
    },
    search(query, items) {
      if (!library) return literal(query, items);
      const { single } = library;
      return items
        .flatMap((item) => {
          const name = single(query, item.name);
          const help = single(query, item.help);
          const score = Math.max(name?.score ?? 0, helpWeight * (help?.score ?? 0));
          return score < lowestScore ? [] : [{ item, score, indexes: name?.indexes ?? [] }];
        })
        .sort((one, other) => other.score - one.score);
    },
  };
}
