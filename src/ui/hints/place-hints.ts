export type Hint = readonly [keys: string, words: string];

const scroll: readonly Hint[] = [
  ['↑ ↓', 'scroll'],
  ['PgUp PgDn', 'page'],
  ['Esc', 'close'],
];

/** The keys of each place that is not the prompt. */
export const placeHints = {
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
    ['End', 'back to the end'],
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
  compare: [['Esc', 'close']],
  'history-search': [
    ['Ctrl+R ↑', 'older'],
    ['↓', 'newer'],
    ['Enter', 'take it'],
    ['Esc', 'back to the draft'],
  ],
  completions: [
    ['Tab ↑ ↓', 'choose'],
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
} as const satisfies Readonly<Record<string, readonly Hint[]>>;
