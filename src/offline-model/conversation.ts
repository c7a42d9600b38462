import type { TurnInput } from './turn.ts';

/** A request that is no chat completion request. Its message may be shown to the caller. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

export interface CompletionRequest extends TurnInput {
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a chat completion request: the last prompt of its messages, the results of the tools called since, and the
 * names of the tools offered. @throws RequestError
 */
export function readCompletionRequest(body: string): CompletionRequest {
  const request = parseObject(body);
  if (!Array.isArray(request.messages) || request.messages.length === 0) {
    throw new RequestError('messages must be a list with at least one message.');
  }
  const messages = request.messages.map((message) => fields(message));
  const prompted = messages.findLastIndex((message) => message.role === 'user');
  const options = fields(request.stream_options);
  return {
    earlier: messages
      .slice(0, Math.max(0, prompted))
      .filter((message) => message.role === 'user')
      .map((message) => withoutPreamble(contentText(message.content))),
    prompt: prompted < 0 ? '' : withoutPreamble(contentText(messages[prompted]?.content)),
    toolNames: toolNames(request.tools),
    results: messages
      .slice(prompted + 1)
      .filter((message) => message.role === 'tool')
      .map((message) => contentText(message.content)),
    stream: request.stream === true,
    includeUsage: options.include_usage === true,
  };
}

function parseObject(body: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new RequestError('The body is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestError('The body is not a JSON object.');
  }
  return value as Fields;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** Content is a text, or a list of parts of which some hold text. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part) => fields(part).text)
    .filter((text) => typeof text === 'string')
    .join('');
}

const preamble = /^\s*<current_datetime>[^<]{0,100}<\/current_datetime>\s*/;

/** The runtime puts the time before each prompt. */
function withoutPreamble(text: string): string {
  return text.replace(preamble, '');
}

function toolNames(tools: unknown): string[] {
  if (!Array.isArray(tools)) return [];
  return tools
    .map((tool) => fields(fields(tool).function).name)
    .filter((name) => typeof name === 'string');
}
