import { Chalk, supportsColor, supportsColorStderr } from 'chalk';

const toStdout = new Chalk({ level: supportsColor ? supportsColor.level : 0 });
const toStderr = new Chalk({ level: supportsColorStderr ? supportsColorStderr.level : 0 });

/** `✓` or `✗`, in colour where the stream shows colours (NO_COLOR and FORCE_COLOR are obeyed). */
export function mark(good: boolean, stream: 'stdout' | 'stderr' = 'stdout'): string {
  const chalk = stream === 'stdout' ? toStdout : toStderr;
  return good ? chalk.green('✓') : chalk.red('✗');
}
