import type { CopilotErrorCode } from './errors.ts';

/** What a failure of a model is called, and what people can do about it. */
export interface Explanation {
  readonly code: CopilotErrorCode;
  readonly what: string;
  /** A function where it depends on what the endpoint said and how often it was tried. */
  readonly advice: string | ((said: string, tries: number | undefined) => string);
}

const refused = {
  code: 'model-refused',
  what: 'the model refused the request',
  advice: 'Another model may take it: choose one with --model.',
} as const;

const down = {
  code: 'model-down',
  what: 'the model source is down or overloaded',
  advice: 'That is nothing to mend here: wait a little, then prompt again.',
} as const;

const unit = '(?:milliseconds?|ms|minutes?|mins?|m|seconds?|secs?|s|hours?|h|days?|d)';
/** `try again in 1m30s`, `retry after 20 seconds` */
const waitInWords = new RegExp(
  `\\b(?:in|after|wait(?: for)?) ((?:\\d+(?:\\.\\d+)?\\s?${unit}(?![a-z])\\s?)+)`,
  'i',
);

/**
 * The runtime waits as long as `Retry-After` says, without telling it, and gives up at once where that is five minutes
 * or more; three are waited for.
 */
function adviceToWait(said: string, tries: number | undefined): string {
  const wait = waitInWords.exec(said)?.[1]?.trim();
  if (wait) return `It says how long to wait: ${wait}. Then prompt again.`;
  return tries === 1
    ? 'It allows no try within the next minutes: prompt again later, or choose another model.'
    : 'Wait a minute, then prompt again.';
}

/** By the status with which a model endpoint refused. */
const byStatus: Readonly<Record<number, Explanation>> = {
  401: {
    code: 'token-refused',
    what: 'the model source refused the credentials',
    advice: 'Check the token or key: multiuser-repl doctor says which one is used.',
  },
  402: {
    code: 'model-refused',
    what: 'the account has no allowance left',
    advice: 'Raise it where the account is kept, or use another model source.',
  },
  403: {
    code: 'token-refused',
    what: 'the credentials do not allow this request',
    advice: 'The account may not use this model: choose another with --model.',
  },
  404: {
    code: 'model-unknown',
    what: 'the model source knows no such model or address',
    advice: 'Check the model name (--model) and the provider URL.',
  },
  408: down,
  413: {
    code: 'model-refused',
    what: 'the request is too long for the model',
    advice: 'Ask for less in one prompt.',
  },
  429: { code: 'model-busy', what: 'too many requests', advice: adviceToWait },
};

/** What an HTTP status from 400 to 599 means. */
export function ofStatus(status: number): Explanation {
  const known = byStatus[status];
  if (known) return known;
  if (status < 500) return refused;
  return status === 500 ? { ...down, what: 'the model source failed' } : down;
}

interface WordedExplanation extends Explanation {
  readonly words: RegExp;
  /** What is worth repeating of the words; nothing, if left out. */
  readonly said?: RegExp;
}

/** Where there is no status: by the words of the runtime (as of 1.0.85). The first that fits is meant. */
export const byWords: readonly WordedExplanation[] = [
  {
    words: /\[ENOTFOUND\]|\bdns error\b/,
    code: 'model-unreachable',
    what: "the model source's host name is unknown",
    said: /\burl \(\w+:\/\/(?:[^/@)]*@)?([^/:)]+)/,
    advice: 'Check the provider URL, and that this machine is on the network.',
  },
  {
    words: /\[ECONNREFUSED\]|\bConnection refused\b|^Could not connect to local model/,
    code: 'model-unreachable',
    what: 'nothing listens at the address of the model source',
    said: /(?:\burl \(\w+:\/\/|\bat \w+:\/\/)(?:[^/@)]*@)?([^/\s)]+)/,
    advice: 'Start it, or correct the provider URL.',
  },
  {
    words: /\bclient error \(Connect\)/,
    code: 'model-unreachable',
    what: 'no connection to the model source came about',
    said: /\bclient error \(Connect\): (.*)/,
    advice: 'Check the provider URL (http or https, host and port) and the network.',
  },
  {
    words: /\bFailed to parse\b.*\bchunk\b/,
    code: 'model-garbled',
    what: 'what came from the model source can not be read',
    said: /\bchunk: (.*)/,
    advice: 'Prompt again; if it stays, check the provider URL and --provider-type.',
  },
  {
    words: /\bwithout sending any chunks\b|^No response was returned\b/,
    code: 'model-empty',
    what: 'the model answered nothing',
    advice: 'Prompt again; if it stays, check the provider URL and --provider-type.',
  },
  {
    words: /\bFailed native model HTTP request\b/,
    code: 'model-cut-off',
    what: 'the connection broke before the answer was complete',
    said: /([^:]+)$/,
    advice: 'Prompt again; if it stays, check the network and whoever runs the model.',
  },
  {
    words: /\berror sending request for url\b/,
    code: 'model-unreachable',
    what: 'no connection to the model source came about',
    said: /\burl \(\w+:\/\/(?:[^/@)]*@)?([^/)]+)/,
    advice: 'Check the network, and the provider URL where there is one.',
  },
  {
    words: /^finish reason: length$/,
    code: 'model-cut-off',
    what: 'the answer is not complete: it is as long as the model can make it',
    advice: 'Ask for a shorter answer, or for a part of it.',
  },
  {
    words: /^finish reason: content_filter$/,
    code: 'model-refused',
    what: "the model source's filter stopped the answer",
    advice: 'Ask in another way, or choose another model with --model.',
  },
  {
    words: /^Request [\w.]+ failed with message: /,
    code: 'server-refused',
    what: 'the server refused a call',
    said: / failed with message: (.*)/s,
    advice: 'Prompt again; if it stays, multiuser-repl doctor may say why.',
  },
];

/** For what nothing else fits. */
export const unknown: Explanation = {
  code: 'model-failed',
  what: 'the model failed',
  advice: 'Prompt again; if it stays, check the provider.',
};
