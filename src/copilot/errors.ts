/** What can go wrong between this program, the server and the model. Stable: exit codes and tests depend on it. */
export type CopilotErrorCode =
  /** A server of ours did not come up. */
  | 'server-start-failed'
  /** Nothing answers at the address to attach to. */
  | 'server-unreachable'
  /** The server does not take the connection token. */
  | 'server-token-refused'
  /** What answers there is no server that this SDK understands. */
  | 'server-incompatible'
  /** It ended, froze or was closed while something was asked of it. */
  | 'server-lost'
  /** It did not answer one question in time. */
  | 'server-timeout'
  /** It was lost too often within a minute, and is not started again by itself. */
  | 'server-gave-up'
  /** It refused a call. */
  | 'server-refused'
  /** The SDK's runtime is not installed, or `COPILOT_CLI_PATH` names none. */
  | 'runtime-not-found'
  /** The model failed in a way that none of the following names. */
  | 'model-failed'
  /** It does not take this request: too long, filtered, no allowance left. */
  | 'model-refused'
  /** The model source knows no model or address of that name. */
  | 'model-unknown'
  /** Too many requests (429). */
  | 'model-busy'
  /** The model source fails or is overloaded (408, 500 and above). */
  | 'model-down'
  /** No connection to the model source. */
  | 'model-unreachable'
  /** What it sent can't be read. */
  | 'model-garbled'
  /** The answer ends before it is complete. */
  | 'model-cut-off'
  /** It answered nothing. */
  | 'model-empty'
  /** The model source does not take the token or key (401, 403). */
  | 'token-refused'
  /** The variable that is to hold a user's own token is not set. */
  | 'token-missing'
  /** The request took longer than it may. */
  | 'request-timeout'
  /** The request made more tool calls than it may. */
  | 'step-limit'
  /** The runtime served a tool call by itself, which our tool never saw. */
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
