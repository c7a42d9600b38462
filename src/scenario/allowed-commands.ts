import type { Command, ViewCommand } from '../repl/command.ts';

/** All of them, so that the compiler asks of a new one. */
const allowed: Readonly<Record<Command['type'], boolean>> = {
  // A prompt is a step of its own, and so is a kill.
  prompt: false,
  as: true,
  all: true,
  user: true,
  new: true,
  close: true,
  rename: true,
  tab: true,
  open: true,
  diff: true,
  list: true,
  import: false,
  export: false,
  delete: true,
  reset: true,
  cancel: true,
  identify: false,
  sessions: true,
  restart: true,
  kill: false,
};

const allowedViews: ReadonlySet<ViewCommand['view']> = new Set([
  'users',
  'compare',
  'next',
  'previous',
  'files',
  'ledger',
  'model',
  'panel',
  'tools',
  'page-up',
  'page-down',
  'top',
  'bottom',
  'search',
  'clear',
  'help',
]);

/**
 * Whether a scenario may say this: whoever runs another's file lends it the REPL, but not the machine's files, its
 * clipboard, or a token for another server.
 */
export function isAllowed(command: Command | ViewCommand): boolean {
  if (command.type === 'view') return allowedViews.has(command.view);
  if (command.type === 'restart') return command.address === undefined;
  return allowed[command.type];
}
