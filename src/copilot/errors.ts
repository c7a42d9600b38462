/** What can go wrong between this program and the server. Stable: exit codes and tests depend on it. */
export type CopilotErrorCode =
  | 'server-start-failed'
  | 'server-unreachable'
  | 'server-token-refused'
  | 'server-incompatible'
  | 'server-lost'
  | 'server-timeout'
  | 'server-gave-up'
  | 'server-refused'
  | 'runtime-not-found'
  | 'model-failed'
  | 'model-refused'
  | 'model-unknown'
  | 'model-busy'
  | 'model-down'
  | 'model-unreachable'
  | 'model-garbled'
  | 'model-cut-off'
  | 'model-empty'
  | 'token-refused'
  | 'token-missing'
  | 'request-timeout'
  | 'step-limit'
  | 'tool-hijacked';

/** A failure that people can act on: `advice` is one line that says how. Never holds a token or key. */
export class CopilotError extends Error {
  override readonly name = 'CopilotError';

  constructor(
    readonly code: CopilotErrorCode,
    message: string,
    readonly advice?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
