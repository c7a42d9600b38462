import type { Command, ViewCommand } from '../repl/command.ts';

const allowed: ReadonlySet<Command['type']> = new Set([
  'as',
  'all',
  'user',
  'new',
  'close',
  'rename',
  'tab',
  'open',
  'diff',
  'list',
  'delete',
  'reset',
  'cancel',
  'sessions',
  'restart',
]);

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
  return allowed.has(command.type);
}
