import type { ReportedError } from './events.ts';
import type { Redact } from './redact.ts';

/** A command that can't be carried out as it was given. The message says why, the advice what to do instead. */
export class ReplError extends Error {
  override readonly name = 'ReplError';

  constructor(
    readonly code:
      | 'client-unknown'
      | 'client-taken'
      | 'client-limit'
      | 'client-name-invalid'
      | 'last-client'
      | 'user-invalid'
      | 'user-unknown'
      | 'no-host-files'
      | 'exists'
      | 'server-not-ours'
      | 'server-unknown'
      | 'closed'
      | 'replay',
    message: string,
    readonly advice?: string,
  ) {
    super(message);
  }
}

/** Any error as events carry it. What has no code of ours is a bug of ours, and says so. */
export function reportError(error: unknown, redact: Redact = (text) => text): ReportedError {
  if (error instanceof Error) {
    const { code, advice } = error as { code?: unknown; advice?: unknown };
    return {
      code: typeof code === 'string' ? code : 'internal',
      message: redact(error.message),
      ...(typeof advice === 'string' && { advice }),
    };
  }
  return { code: 'internal', message: redact(String(error)) };
}

/** What happened and what to do about it, as one piece of text. */
export function errorText({
  message,
  advice,
}: {
  readonly message: string;
  readonly advice?: string | undefined;
}): string {
  if (!advice) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${advice}`;
}
