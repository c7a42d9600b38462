import { type ModelFailure, modelFailureText } from './model-failure.ts';

/** A model call failed and is made again: what was streamed of `message` so far is void. */
export interface RetryEvent {
  readonly type: 'retry';
  readonly reason: string;
  readonly message?: string;
}

/** Follows the model calls of one turn: which failed, and what of the streamed text is void for it. */
export interface ModelCalls {
  /** A piece of this message was streamed. */
  streamed(message: string): void;
  /** What was streamed is a whole message. */
  completed(): void;
  failed(failure: Pick<ModelFailure, 'message' | 'status'>): void;
  /** The failed call is made again now. */
  repeated(): void;
  /** The turn fails: why, by what its last call said rather than by the words given here. */
  givenUp(failure: Pick<ModelFailure, 'message' | 'status'>): ModelFailure;
  /** No call follows: one that failed is not made again. */
  ended(): void;
}

/**
 * In ms. A call that fails is followed at once by the end of the turn, or by nothing until the next try, which may be
 * minutes later: whoever waits is told what for.
 */
const grace = 250;

export function followModelCalls(onRetry: (event: RetryEvent) => void): ModelCalls {
  let streaming: string | undefined;
  let failure: ModelFailure | undefined;
  let tries = 0;
  /** Whether the last call has failed, and whether that was told. */
  let state: 'running' | 'failed' | 'told' = 'running';
  let timer: NodeJS.Timeout | undefined;

  function tell(reason: string): void {
    onRetry({ type: 'retry', reason, ...(streaming !== undefined && { message: streaming }) });
    streaming = undefined;
  }
  function tellOfFailure(): void {
    tell(modelFailureText({ message: '', status: undefined, ...failure, tries }));
    state = 'told';
  }
  function settle(): void {
    clearTimeout(timer);
    state = 'running';
  }

  return {
    streamed(message) {
      // A model that reaches its limit of length is asked again without a word about it.
      if (streaming !== undefined && streaming !== message) {
        tell('the answer was cut off and is begun anew');
      }
      streaming = message;
    },
    completed() {
      settle();
      streaming = undefined;
      failure = undefined;
      tries = 0;
    },
    failed({ message, status }) {
      settle();
      state = 'failed';
      tries++;
      failure = { message, status };
      const tellIfStillSo = () => {
        if (state === 'failed') tellOfFailure();
      };
      // The end of the turn may be there already, and only wait to be read.
      timer = setTimeout(() => setImmediate(tellIfStillSo), grace);
    },
    repeated() {
      if (state !== 'told') tellOfFailure();
      settle();
    },
    givenUp(told) {
      settle();
      return { ...(failure ?? told), tries };
    },
    ended: settle,
  };
}
