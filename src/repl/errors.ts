import type { ReportedError } from './events.ts';

/** A command that can't be carried out as it was given. The message says why, the advice what to do instead. */
export class ReplError extends Error {
  override readonly name = 'ReplError';

  constructor(
    readonly code: 'client-unknown' | 'client-taken' | 'last-client' | 'user-invalid' | 'closed',
    message: string,
    readonly advice?: string,
  ) {
    super(message);
  }
}

/** Any error as events carry it. What has no code of ours is a bug of ours, and says so. */
export function reportError(error: unknown): ReportedError {
  if (error instanceof Error) {
    const { code, advice } = error as { code?: unknown; advice?: unknown };
    return {
      code: typeof code === 'string' ? code : 'internal',
      message: error.message,
      ...(typeof advice === 'string' && { advice }),
    };
  }
  return { code: 'internal', message: String(error) };
}
