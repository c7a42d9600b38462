import type { SessionEvent as SdkEvent } from '@github/copilot-sdk';

/** What happens in a session, in our words. The floors above add whose session it is, and the time. */
export type SessionEvent =
  | { readonly type: 'answer.delta'; readonly message: string; readonly text: string }
  | {
      readonly type: 'tool.started';
      readonly call: string;
      readonly tool: string;
      readonly arguments: unknown;
    }
  | {
      readonly type: 'tool.completed';
      readonly call: string;
      readonly tool: string;
      readonly ok: boolean;
      readonly result: string;
      /** Whether our tool did it. A call that succeeded without it was served by the runtime itself. */
      readonly handled: boolean;
      readonly milliseconds: number;
    }
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly type: 'retry'; readonly reason: string; readonly message?: string };

export interface ModelFailure {
  readonly message: string;
  /** The model endpoint's HTTP status, where it came to one. */
  readonly status: number | undefined;
}

/** How a session's turn ended. */
export type TurnEnd =
  | { readonly type: 'answered'; readonly answer: string }
  | { readonly type: 'aborted' }
  | { readonly type: 'failed'; readonly failure: ModelFailure };

/** Sent when the runtime tries a failed model call again; missing in the SDK's types as of 1.0.14. */
const retryEvent: string = 'model.turn_retry';

/**
 * Translates one session's events of the SDK. Keeps what has to be remembered between them: names and start times of
 * tool calls, the message being streamed, the last whole message, which is the answer.
 *
 * @param handled ids of the tool calls that have reached our tools; each is taken out when its call is completed
 */
export function translateEvents(
  onEvent: (event: SessionEvent) => void,
  onEnd: (end: TurnEnd) => void,
  handled: Set<string>,
): (event: SdkEvent) => void {
  const calls = new Map<string, { tool: string; started: number }>();
  let streaming: string | undefined;
  let answer = '';
  let lastFailure: ModelFailure | undefined;
  let failure: ModelFailure | undefined;

  return (event) => {
    if (event.type === (retryEvent as SdkEvent['type'])) {
      const reason = lastFailure?.message ?? 'the model call failed';
      onEvent({ type: 'retry', reason, ...(streaming !== undefined && { message: streaming }) });
      streaming = undefined;
      return;
    }
    switch (event.type) {
      case 'assistant.message_delta': {
        // A subagent's text is not the answer; no session here has one, but a runtime may be newer than this.
        if (event.agentId !== undefined) return;
        streaming = event.data.messageId;
        onEvent({ type: 'answer.delta', message: streaming, text: event.data.deltaContent });
        return;
      }
      case 'assistant.message':
        if (event.agentId === undefined && event.data.content !== '') answer = event.data.content;
        return;
      case 'tool.execution_start': {
        const { toolCallId: call, toolName: tool } = event.data;
        calls.set(call, { tool, started: performance.now() });
        onEvent({ type: 'tool.started', call, tool, arguments: event.data.arguments ?? {} });
        return;
      }
      case 'tool.execution_complete': {
        const { toolCallId: call, success, result, error } = event.data;
        const known = calls.get(call);
        calls.delete(call);
        // Arguments that are no object end a call before it has begun, and without its name.
        if (!known) onEvent({ type: 'tool.started', call, tool: 'unknown', arguments: {} });
        onEvent({
          type: 'tool.completed',
          call,
          tool: known?.tool ?? 'unknown',
          ok: success,
          result: result?.content ?? error?.message ?? '',
          // A later call may come with the same id.
          handled: handled.delete(call),
          milliseconds: known ? Math.round(performance.now() - known.started) : 0,
        });
        return;
      }
      case 'assistant.usage': {
        const { inputTokens = 0, outputTokens = 0 } = event.data;
        onEvent({ type: 'usage', inputTokens, outputTokens });
        return;
      }
      case 'model.call_failure': {
        const { errorMessage = 'the model call failed', statusCode: status } = event.data;
        lastFailure = { message: errorMessage, status };
        return;
      }
      case 'session.error':
        failure = { message: event.data.message, status: event.data.statusCode };
        return;
      case 'session.idle':
        if (event.data.aborted) onEnd({ type: 'aborted' });
        else if (failure) onEnd({ type: 'failed', failure });
        else onEnd({ type: 'answered', answer });
        return;
    }
  };
}
