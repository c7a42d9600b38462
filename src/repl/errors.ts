import type { ReportedError } from './events.ts';
import type { Redact } from './redact.ts';

/** Why a command can't be carried out. Stable. */
export type ReplErrorCode =
  /** There is no client of that id or name. */
  | 'client-unknown'
  /** The id is that of another user's client. */
  | 'client-taken'
  /** Ids end at C9999. */
  | 'client-limit'
  /** A client can't be called so. */
  | 'client-name-invalid'
  /** One client there must be. */
  | 'last-client'
  /** A user can't be called so. */
  | 'user-invalid'
  | 'user-unknown'
  /** There is no `hostFiles` to import from or export to. */
  | 'no-host-files'
  /** A file of that path is there, and was not to be replaced. */
  | 'exists'
  /** Someone else's server is not killed. */
  | 'server-not-ours'
  /** None of several servers is at that address. */
  | 'server-unknown'
  /** The REPL is closing, or closed. */
  | 'closed'
  /** What is shown is a recording, which takes no such command. */
  | 'replay';

/** A command that can't be carried out as it was given. The message says why, the advice what to do instead. */
export class ReplError extends Error {
  override readonly name = 'ReplError';

  constructor(
    readonly code: ReplErrorCode,
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
