/** What a key does. The dispatcher has one case for each. */
export type KeyAction =
  | 'send'
  | 'newline'
  | 'history-previous'
  | 'history-next'
  | 'history-search'
  | 'complete'
  | 'external-editor'
  | 'escape'
  | 'interrupt'
  | 'quit-if-empty'
  | 'chord'
  | 'new-client'
  | 'close-client'
  | 'users'
  | 'files'
  | 'ledger'
  | 'panel'
  | 'client-1'
  | 'client-2'
  | 'client-3'
  | 'client-4'
  | 'client-5'
  | 'client-6'
  | 'client-7'
  | 'client-8'
  | 'client-9'
  | 'client-previous'
  | 'client-next'
  | 'page-up'
  | 'page-down'
  | 'top'
  | 'bottom'
  | 'tools'
  | 'redraw'
  | 'help';

export interface KeyBinding {
  readonly action: KeyAction;
  /** As `keyName` writes them; after a chord's first key `ctrl+x ` and the second. */
  readonly keys: readonly string[];
  /** The keys as people read them; missing where another binding's row speaks for this one too. */
  readonly label?: string;
  readonly help: string;
  /** The slash command that does the same. */
  readonly command?: string;
  /** Two or three words for the line of hints. */
  readonly hint?: string;
}

const clientKeys = ([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map(
  (number): KeyBinding => ({
    action: `client-${number}`,
    keys: [`ctrl+x ${number}`],
    ...(number === 1 ? { label: 'Ctrl+X 1…9', command: '/tab' } : {}),
    help: 'go to that client',
  }),
);

/** Every key beside those that edit the line. Help and hints are made from this table. */
export const keyBindings: readonly KeyBinding[] = [
  { action: 'send', keys: ['enter'], label: 'Enter', help: 'send the prompt', hint: 'send' },
  {
    action: 'newline',
    keys: ['shift+enter', 'alt+enter', 'ctrl+j'],
    label: 'Shift+Enter Ctrl+J \\Enter',
    help: 'new line',
  },
  {
    action: 'escape',
    keys: ['escape'],
    label: 'Esc',
    help: 'close what is open, else cancel',
    command: '/cancel',
    hint: 'cancel',
  },
  {
    action: 'history-previous',
    keys: ['up'],
    label: '↑ ↓',
    help: "this user's earlier prompts",
  },
  { action: 'history-next', keys: ['down'], help: "this user's later prompts" },
  {
    action: 'history-search',
    keys: ['ctrl+r'],
    label: 'Ctrl+R',
    help: "search this user's earlier prompts",
  },
  { action: 'complete', keys: ['tab'], label: 'Tab', help: 'complete commands, users, @files' },
  {
    action: 'external-editor',
    keys: ['ctrl+g'],
    label: 'Ctrl+G',
    help: 'edit the prompt in $VISUAL or $EDITOR',
  },
  {
    action: 'interrupt',
    keys: ['ctrl+c'],
    label: 'Ctrl+C',
    help: 'clear the draft, cancel, twice to quit',
  },
  {
    action: 'quit-if-empty',
    keys: ['ctrl+d'],
    label: 'Ctrl+D',
    help: 'quit, on an empty prompt',
    command: '/quit',
  },
  { action: 'chord', keys: ['ctrl+x'], help: 'begins a key of two strokes' },
  {
    action: 'new-client',
    keys: ['ctrl+x n'],
    label: 'Ctrl+X n',
    help: 'new client for this user',
    command: '/new',
    hint: 'new client',
  },
  {
    action: 'close-client',
    keys: ['ctrl+x w'],
    label: 'Ctrl+X w',
    help: 'close this client',
    command: '/close',
    hint: 'close',
  },
  {
    action: 'users',
    keys: ['ctrl+x u'],
    label: 'Ctrl+X u',
    help: 'choose a user',
    command: '/users',
    hint: 'users',
  },
  ...clientKeys,
  {
    action: 'client-next',
    keys: ['shift+right', 'ctrl+x right'],
    label: 'Shift+← →',
    help: 'go to the client beside this one',
    command: '/tab',
  },
  {
    action: 'client-previous',
    keys: ['shift+left', 'ctrl+x left'],
    help: 'go to the client before',
    command: '/tab',
  },
  {
    action: 'files',
    keys: ['ctrl+x f'],
    label: 'Ctrl+X f',
    help: "turn to this user's files",
    command: '/files',
    hint: 'files',
  },
  {
    action: 'ledger',
    keys: ['ctrl+x l'],
    label: 'Ctrl+X l',
    help: 'turn to the ledger',
    command: '/ledger',
    hint: 'ledger',
  },
  {
    action: 'panel',
    keys: ['ctrl+x b'],
    label: 'Ctrl+X b',
    help: 'show or hide the panel',
    hint: 'panel',
  },
  {
    action: 'tools',
    keys: ['ctrl+o'],
    label: 'Ctrl+O',
    help: 'open or close tool calls',
  },
  {
    action: 'page-up',
    keys: ['pageup'],
    label: 'PgUp PgDn',
    help: 'scroll',
  },
  { action: 'page-down', keys: ['pagedown'], help: 'scroll down' },
  { action: 'top', keys: ['home'], label: 'Home End', help: 'go to the first or the last row' },
  { action: 'bottom', keys: ['end'], help: 'go to the last row' },
  { action: 'redraw', keys: ['ctrl+l'], label: 'Ctrl+L', help: 'draw the screen anew' },
  {
    action: 'help',
    keys: ['?'],
    label: '?',
    help: 'these keys, on an empty prompt',
    command: '/help',
    hint: 'keys',
  },
];

const actionByKey = new Map(
  keyBindings.flatMap(({ action, keys }) => keys.map((key) => [key, action] as const)),
);

export const actionOf = (key: string): KeyAction | undefined => actionByKey.get(key);
