import type { Keymap } from '../keys/keymap.ts';
import type { Hint } from './join-hints.ts';

/** Keys that people can bind anew are known by their actions. */
interface Bound {
  readonly bound: readonly string[];
}

/** Lists, texts and what is typed into them read the other keys for themselves: those are the same for everybody. */
type PlaceHint = readonly [keys: string | Bound, words: string];

const bound = (...actions: readonly string[]): Bound => ({ bound: actions });

const scroll: readonly PlaceHint[] = [
  ['↑ ↓', 'scroll'],
  ['PgUp PgDn', 'page'],
  ['Esc', 'close'],
];

const places = {
  files: [
    ['↑ ↓', 'move'],
    ['Enter', 'open'],
    ['/', 'search'],
    ['d', 'diff'],
    ['Esc', 'back'],
    ['← →', 'fold'],
    ['J K', 'scroll'],
    ['m', 'raw'],
  ],
  filter: [
    ['↑ ↓', 'choose'],
    ['Enter', 'open'],
    ['Esc', 'show all'],
  ],
  ledger: [
    ['↑ ↓', 'move'],
    ['Enter', 'go to its request'],
    ['Esc', 'back to the prompt'],
  ],
  'scrolled up': [
    ['/', 'search'],
    ['Tab', 'choose a tool call'],
    [bound('bottom'), 'back to the end'],
  ],
  'typing a search': [
    ['Enter', 'go through what was found'],
    ['↑ ↓', 'previous, next'],
    ['Esc', 'end'],
  ],
  searching: [
    ['n N', 'next, previous'],
    ['↑ ↓', 'previous, next'],
    ['/', 'another text'],
    ['Esc', 'end'],
  ],
  'tool call': [
    ['Enter', 'open or close'],
    ['Tab', 'the call above'],
    ['Esc', 'back'],
  ],
  compare: [
    ['↑ ↓', 'scroll'],
    ['PgUp PgDn', 'page'],
    ['← →', 'other users'],
    ['Esc', 'close'],
  ],
  question: [
    ['y', 'yes'],
    ['any other key', 'no'],
  ],
  'history-search': [
    [bound('history-search', 'history-previous'), 'older'],
    [bound('history-next'), 'newer'],
    [bound('send'), 'take it'],
    ['Esc', 'back to the draft'],
  ],
  completions: [
    [bound('complete', 'history-previous', 'history-next'), 'choose'],
    ['Esc', 'close'],
  ],
  help: scroll,
  model: scroll,
  file: [...scroll, ['/ n N', 'search'], ['d', 'diff'], ['m', 'raw']],
  diff: [...scroll, ['/ n N', 'search'], ['d', 'last change or whole request']],
  users: [
    ['↑ ↓', 'choose'],
    ['Enter', 'turn to it'],
    ['Esc', 'close'],
  ],
  commands: [
    ['↑ ↓', 'choose'],
    ['Enter', 'do it'],
    ['Tab', 'with an argument'],
    ['Esc', 'close'],
  ],
} as const satisfies Readonly<Record<string, readonly PlaceHint[]>>;

export type Place = keyof typeof places;

function hintsOf(hints: readonly PlaceHint[], { labelOf }: Keymap): readonly Hint[] {
  return hints.flatMap(([keys, words]): readonly Hint[] => {
    if (typeof keys === 'string') return [[keys, words]];
    const labels = keys.bound.flatMap((action) => labelOf(action) ?? []);
    return labels.length === 0 ? [] : [[labels.join(' '), words]];
  });
}

const cache = new WeakMap<Keymap, Readonly<Record<Place, readonly Hint[]>>>();

/** The keys of each place that is not the prompt, as they are bound; what no key is bound to is left out. */
export function placeHints(keymap: Keymap): Readonly<Record<Place, readonly Hint[]>> {
  const known = cache.get(keymap);
  if (known) return known;
  const entries = Object.entries(places).map(([place, hints]) => [place, hintsOf(hints, keymap)]);
  const hints = Object.fromEntries(entries) as Record<Place, readonly Hint[]>;
  cache.set(keymap, hints);
  return hints;
}
