import type { SessionEvent as SdkEvent } from '@github/copilot-sdk';
import { followModelCalls, type RetryEvent } from './model-calls.ts';
import type { ModelFailure } from './model-failure.ts';

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
      /** What went wrong in our tool where the model is not to blame; the model was not told. */
      readonly fault?: string;
      readonly milliseconds: number;
    }
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  | RetryEvent;

/** How a session's turn ended. */
export type TurnEnd =
  | { readonly type: 'answered'; readonly answer: string }
  | { readonly type: 'aborted' }
  | { readonly type: 'failed'; readonly failure: ModelFailure };

/** Sent when the runtime makes a failed model call again, and when it gives up; missing in the SDK's types as of 1.0.14. */
const unlisted: Readonly<Record<string, 'repeated' | 'ended'>> = {
  'model.turn_retry': 'repeated',
  'model.turn_failed': 'ended',
};

/** Why a model ended an answer that is not whole. */
const cutShort: readonly string[] = ['length', 'content_filter'];

type ToolCompletion = Extract<SdkEvent, { type: 'tool.execution_complete' }>['data'];

/** Calls that have reached our tools, by id: with what went wrong in one where the model is not to blame. */
export type HandledCalls = Map<string, string | undefined>;

export interface Translator {
  readonly handle: (event: SdkEvent) => void;
  /** Ends what has not ended, a hanging tool for one. Nothing is told from then on. */
  readonly stop: () => void;
}

/**
 * Translates one session's events of the SDK. Keeps what has to be remembered between them: names and start times of
 * tool calls, the last whole message, which is the answer, and why it ended.
 *
 * @param handled each is taken out when its call is completed
 */
export function translateEvents(
  onEvent: (event: SessionEvent) => void,
  onEnd: (end: TurnEnd) => void,
  handled: HandledCalls,
): Translator {
  const tools = new Map<string, { tool: string; started: number }>();
  const calls = followModelCalls(onEvent);
  let answer = '';
  let finish: string | undefined;
  let failure: ModelFailure | undefined;

  function completeTool({ toolCallId: call, success, result, error }: ToolCompletion): void {
    const known = tools.get(call);
    const fault = handled.get(call);
    tools.delete(call);
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
      ...(fault !== undefined && { fault }),
      milliseconds: known ? Math.round(performance.now() - known.started) : 0,
    });
  }

  const handle = (event: SdkEvent) => {
    const step = unlisted[event.type];
    if (step) return calls[step]();
    switch (event.type) {
      case 'assistant.message_delta': {
        // A subagent's text is not the answer; no session here has one, but a runtime may be newer than this.
        if (event.agentId !== undefined) return;
        const { messageId: message, deltaContent: text } = event.data;
        calls.streamed(message);
        return onEvent({ type: 'answer.delta', message, text });
      }
      case 'assistant.message':
        if (event.agentId !== undefined) return;
        calls.completed();
        if (event.data.content !== '') answer = event.data.content;
        return;
      case 'tool.execution_start': {
        const { toolCallId: call, toolName: tool } = event.data;
        tools.set(call, { tool, started: performance.now() });
        return onEvent({ type: 'tool.started', call, tool, arguments: event.data.arguments ?? {} });
      }
      case 'tool.execution_complete':
        return completeTool(event.data);
      case 'assistant.usage': {
        const { inputTokens = 0, outputTokens = 0, finishReason } = event.data;
        finish = finishReason;
        return onEvent({ type: 'usage', inputTokens, outputTokens });
      }
      case 'model.call_failure': {
        const { errorMessage = '', statusCode: status } = event.data;
        return calls.failed({ message: errorMessage, status });
      }
      // It may come before the event that is not listed, or after.
      case 'assistant.turn_end':
        return calls.ended();
      case 'session.error': {
        const { message, statusCode: status } = event.data;
        failure = calls.givenUp({ message, status });
        return;
      }
      case 'session.idle':
        if (event.data.aborted) return onEnd({ type: 'aborted' });
        if (finish !== undefined && cutShort.includes(finish)) {
          failure ??= { message: `finish reason: ${finish}`, status: undefined };
        }
        return onEnd(failure ? { type: 'failed', failure } : { type: 'answered', answer });
    }
  };

  function stop(): void {
    calls.ended();
    for (const toolCallId of tools.keys()) {
      completeTool({ toolCallId, success: false, error: { message: 'it did not end' } });
    }
  }
  return { handle, stop };
}
