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
 * In ms. A call that fails is followed by the end of the turn (70 ms later, where it is the runtime's first), or by
 * nothing until the next try, which may be minutes later: whoever waits is told what for.
 */
const grace = 500;

/** How often the runtime makes a call again, as of 1.0.85; what else is not made again, or within a second. */
const maximumRepeats = 5;
const isWaitedFor = ({ status = 429 }: ModelFailure, tries: number) =>
  tries <= maximumRepeats && (status === 429 || status >= 500);

export function followModelCalls(onRetry: (event: RetryEvent) => void): ModelCalls {
  let streaming: string | undefined;
  let failure: ModelFailure | undefined;
  // Counted, since the runtime's events may overtake each other by a little: of how many calls it is known that they
  // failed, that they were made again, and that this was told.
  let tries = 0;
  let repeats = 0;
  let told = 0;
  let timer: NodeJS.Timeout | undefined;

  function tell(reason: string): void {
    onRetry({ type: 'retry', reason, ...(streaming !== undefined && { message: streaming }) });
    streaming = undefined;
  }
  function tellUpTo(count: number): void {
    if (!failure || told >= count) return;
    told = count;
    tell(modelFailureText({ ...failure, tries }));
  }
  const ended = () => clearTimeout(timer);

  return {
    streamed(message) {
      const isAnother = streaming !== undefined && streaming !== message;
      if (isAnother && told < tries) tellUpTo(tries);
      // A model that reaches its limit of length is asked again without a word about it.
      else if (isAnother) tell('the answer was cut off and is begun anew');
      streaming = message;
    },
    completed() {
      ended();
      streaming = undefined;
      failure = undefined;
      tries = repeats = told = 0;
    },
    failed({ message, status }) {
      ended();
      tries++;
      failure = { message, status };
      if (isWaitedFor(failure, tries)) timer = setTimeout(tellUpTo, grace, tries);
    },
    repeated() {
      tellUpTo(++repeats);
    },
    givenUp(last) {
      ended();
      return { ...(failure ?? last), tries };
    },
    ended,
  };
}
