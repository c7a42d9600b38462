import type { Turn } from './turn.ts';

export const modelName = 'offline';

/** What stays the same throughout one completion. */
export interface CompletionHead {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly usage: Usage;
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** There are no tokens here: four characters count as one. */
export function estimateUsage(bodyLength: number, turn: Turn): Usage {
  const said = 'answer' in turn ? turn.answer : JSON.stringify(turn.call);
  const prompt_tokens = Math.ceil(bodyLength / 4);
  const completion_tokens = Math.ceil(said.length / 4);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** A completion as one object. */
export function completion({ id, created, usage }: CompletionHead, turn: Turn) {
  const message =
    'answer' in turn
      ? { role: 'assistant', content: turn.answer }
      : { role: 'assistant', content: null, tool_calls: [toolCall(id, turn)] };
  const choice = { index: 0, message, finish_reason: finishReason(turn) };
  return { id, object: 'chat.completion', created, model: modelName, choices: [choice], usage };
}

/** A completion as the objects of a stream, an answer word by word. */
export function* completionChunks(
  { id, created, usage }: CompletionHead,
  turn: Turn,
  includeUsage: boolean,
): Generator<object> {
  const base = { id, object: 'chat.completion.chunk', created, model: modelName };
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...base,
    choices: [{ index: 0, delta, finish_reason }],
    ...(includeUsage ? { usage: null } : {}),
  });
  yield chunk({ role: 'assistant', content: 'answer' in turn ? '' : null });
  if ('answer' in turn) {
    for (const content of pieces(turn.answer)) yield chunk({ content });
  } else {
    yield chunk({ tool_calls: [{ index: 0, ...toolCall(id, turn) }] });
  }
  yield chunk({}, finishReason(turn));
  if (includeUsage) yield { ...base, choices: [], usage };
}

/** An event has its price at the other end: longer answers come in pieces of several words. */
const mostPieces = 500;

/** Words with the space behind them, or so much of one as a piece may be. Together they are exactly the text. */
function* pieces(text: string): Generator<string> {
  const size = Math.ceil(text.length / mostPieces);
  let piece = '';
  for (const [word] of text.matchAll(/\s{1,1000}|\S{1,1000}\s{0,20}/gu)) {
    piece += word;
    if (piece.length < size) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function toolCall(id: string, turn: Extract<Turn, { call: unknown }>) {
  const { name, arguments: args } = turn.call;
  return {
    id: `call_${id}`,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  };
}

function finishReason(turn: Turn): string {
  return 'answer' in turn ? 'stop' : 'tool_calls';
}
