import type { ReplEvent } from '../../repl/events.ts';
import type { LogLevel } from './levels.ts';

/** Events by the level from which they are told; all others are told from `info`. */
const levels: Readonly<Record<string, LogLevel>> = {
  'request.failed': 'error',
  'session.leaked': 'error',
  'server.lost': 'error',
  'server.recycle-failed': 'error',
  'store.lost': 'error',
  'seed.failed': 'error',
  'answer.delta': 'debug',
  'client.selected': 'debug',
  'tool.started': 'debug',
  'tool.completed': 'debug',
  usage: 'debug',
};

export const levelOf = ({ type }: Pick<ReplEvent, 'type'>): LogLevel => levels[type] ?? 'info';

/**
 * All that a log tells of an event: who, which, how long. What people and models wrote is not among it: prompts, answers,
 * arguments, results, contents and names of files.
 */
const fields = [
  'time',
  'type',
  'user',
  'client',
  'request',
  'session',
  'server',
  'address',
  'previous',
  'kind',
  'version',
  'tool',
  'call',
  'ok',
  'handled',
  'operation',
  'revision',
  'size',
  'files',
  'skipped',
  'retrying',
  'milliseconds',
  'inputTokens',
  'outputTokens',
] as const;

/** What each line of the log begins with, and so the log. */
export const lineStart = '{"level":"';

/** An event as a line of the log has it. Of an error only its code: messages repeat what a model or a provider said. */
export function logged(event: ReplEvent): Readonly<Record<string, unknown>> {
  const known: Readonly<Record<string, unknown>> = { ...event };
  const kept = fields.flatMap((name) => {
    const value = known[name];
    return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, value] as const] : [];
  });
  const { error } = known as { error?: { readonly code?: unknown } };
  return {
    level: levelOf(event),
    ...Object.fromEntries(kept),
    ...(typeof error?.code === 'string' && { error: error.code }),
  };
}
