/** What only keys do: they belong to the prompt line, or to whatever is open. */
export const ownActions = [
  'send',
  'newline',
  'history-previous',
  'history-next',
  'complete',
  'history-search',
  'external-editor',
  'escape',
  'interrupt',
  'chord',
] as const;

export type OwnAction = (typeof ownActions)[number];

/** A key that gives a slash command. What the command does, and its help, are the command's own. */
export interface CommandKey {
  /** The command's name, without the slash. */
  readonly action: string;
  /** As `keyPress` writes them; after a chord's first key `ctrl+x ` and the second. */
  readonly keys: readonly string[];
  /** Two or three words for the line of hints. */
  readonly hint?: string;
  /** The first key gives the argument 1, the second 2, and so on. */
  readonly numbered?: true;
  /** What follows the command's name. */
  readonly argument?: string;
}

export interface OwnKey extends CommandKey {
  readonly action: OwnAction;
  readonly help: string;
  /** No configuration takes it away: without it one could be stuck. */
  readonly fixed?: true;
}

export const chordKey = 'ctrl+x';

/** The keys that give no slash command. Configuration files know them by their action. */
export const ownKeys: readonly OwnKey[] = [
  { action: 'send', keys: ['enter'], help: 'send the prompt', hint: 'send' },
  {
    action: 'newline',
    keys: ['shift+enter', 'alt+enter', 'ctrl+j'],
    help: 'new line; a backslash before sending does the same',
  },
  { action: 'history-previous', keys: ['up'], help: "this user's earlier prompts" },
  { action: 'history-next', keys: ['down'], help: "this user's later prompts" },
  { action: 'complete', keys: ['tab'], help: 'complete commands, users, @files' },
  { action: 'history-search', keys: ['ctrl+r'], help: "search this user's earlier prompts" },
  {
    action: 'external-editor',
    keys: ['ctrl+g'],
    help: 'edit the prompt in $VISUAL or $EDITOR',
  },
  {
    action: 'escape',
    keys: ['escape'],
    help: 'close what is open, else cancel, else back to the end',
    hint: 'cancel',
    fixed: true,
  },
  {
    action: 'interrupt',
    keys: ['ctrl+c'],
    help: 'close what is open, else clear the draft, else cancel, twice to quit',
    fixed: true,
  },
  { action: 'chord', keys: [chordKey], help: 'begins a key of two strokes', fixed: true },
];

/** The keys of slash commands. Every other command has none until a configuration gives it one. */
export const commandKeys: readonly CommandKey[] = [
  { action: 'new', keys: ['ctrl+x n'], hint: 'new client' },
  { action: 'close', keys: ['ctrl+x w'], hint: 'close' },
  { action: 'rename', keys: ['ctrl+x r'], hint: 'rename' },
  { action: 'users', keys: ['ctrl+x u'], hint: 'users' },
  {
    action: 'tab',
    keys: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `ctrl+x ${number}`),
    hint: 'that client',
    numbered: true,
  },
  { action: 'next', keys: ['shift+right', 'ctrl+x right'], hint: 'next' },
  { action: 'previous', keys: ['shift+left', 'ctrl+x left'], hint: 'previous' },
  { action: 'files', keys: ['ctrl+x f'], hint: 'files' },
  { action: 'ledger', keys: ['ctrl+x l'], hint: 'ledger' },
  { action: 'compare', keys: ['ctrl+x c'], hint: 'compare' },
  { action: 'panel', keys: ['ctrl+x b'], hint: 'panel' },
  { action: 'tools', keys: ['ctrl+o'] },
  { action: 'page-up', keys: ['pageup'] },
  { action: 'page-down', keys: ['pagedown'] },
  { action: 'top', keys: ['home'] },
  { action: 'bottom', keys: ['end'] },
  { action: 'redraw', keys: ['ctrl+l'] },
  { action: 'commands', keys: ['ctrl+p'], hint: 'commands' },
  { action: 'help', keys: ['?'], hint: 'keys' },
  { action: 'quit', keys: ['ctrl+d'] },
];

/**
 * What keys do in a replay, where nothing is written: there is nobody to write to. They come before all others, and no
 * configuration changes them.
 */
export const replayKeys: readonly CommandKey[] = [
  { action: 'pause', keys: [' '] },
  { action: 'speed', argument: '+', keys: ['+'] },
  { action: 'speed', argument: '-', keys: ['-'] },
  { action: 'seek', argument: '-5', keys: ['left'] },
  { action: 'seek', argument: '+5', keys: ['right'] },
  { action: 'seek', argument: 'previous', keys: ['['] },
  { action: 'seek', argument: 'next', keys: [']'] },
  { action: 'seek', argument: 'start', keys: ['home'] },
  { action: 'seek', argument: 'end', keys: ['end'] },
];

/** What keys do in a play, until the prompt line is unlocked: they come before all others as well. */
export const playKeys: readonly CommandKey[] = [
  { action: 'step', keys: [' ', 'enter'] },
  { action: 'pause', keys: ['p'] },
  { action: 'auto', keys: ['g'] },
  { action: 'back', keys: ['b'] },
  { action: 'again', keys: ['r'] },
  { action: 'unlock', keys: ['u'] },
];
