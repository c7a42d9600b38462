import { CopilotError } from './errors.ts';
import { byWords, ofStatus, unknown } from './model-explanations.ts';

/** Why a model call, or the turn that it was part of, came to nothing. */
export interface ModelFailure {
  /** What the endpoint said, or the runtime about it; may be JSON. */
  readonly message: string;
  /** The model endpoint's HTTP status, where it came to one. */
  readonly status: number | undefined;
  /** How often the call was made; left out where that is not known. */
  readonly tries?: number;
}

/** Where the runtime tells a status only in words: `404 no such model`, `…: 401 Unauthorized: …`. */
const statusInWords = /(?:^|: )([45]\d\d)\b/;

/** In UTF-16 units. */
const maximumSaid = 300;

/** The words in a message, which may be the JSON of an error, and the status in it. */
function readMessage(message: string): { text: string; code?: unknown } {
  try {
    const parsed: unknown = JSON.parse(message);
    if (typeof parsed === 'string') return { text: parsed };
    if (typeof parsed !== 'object' || parsed === null) return { text: message };
    const { message: text, code } = parsed as { message?: unknown; code?: unknown };
    return { text: typeof text === 'string' ? text : message, code };
  } catch {
    return { text: message };
  }
}

const isStatus = (code: unknown): code is number =>
  typeof code === 'number' && code >= 400 && code < 600;

/** On one line, shortened. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maximumSaid ? `${line.slice(0, maximumSaid)}…` : line;
}

function explain({ message, status: told }: ModelFailure) {
  const { text, code } = readMessage(message);
  const inWords = statusInWords.exec(text);
  const status = [told, code, Number(inWords?.[1])].find(isStatus);
  if (status !== undefined) {
    // What stands before it is how the runtime came to it.
    const repeated = inWords && Number(inWords[1]) === status;
    const said = repeated ? text.slice(inWords.index + inWords[0].length) : text;
    return { explanation: ofStatus(status), status, said: shortened(said) };
  }
  const worded = byWords.find(({ words }) => words.test(text));
  const said = worded ? (worded.said?.exec(text)?.[1] ?? '') : text;
  return { explanation: worded ?? unknown, status, said: shortened(said) };
}

/** What went wrong in one line: `too many requests (429, tried 6 times): slow down`. */
export function modelFailureText(failure: ModelFailure): string {
  const { explanation, status, said } = explain(failure);
  const { tries = 1 } = failure;
  const details = [
    ...(status === undefined ? [] : [`${status}`]),
    ...(tries > 1 ? [`tried ${tries} times`] : []),
  ];
  const bracket = details.length > 0 ? ` (${details.join(', ')})` : '';
  return `${explanation.what}${bracket}${said === '' ? '' : `: ${said}`}`;
}

/**
 * Brings a model's failure into our words, with what to do about it. The status decides, and where there is none the
 * words; the endpoint's own are kept, shortened and on one line.
 */
export function explainModelFailure(failure: ModelFailure): CopilotError {
  const { explanation, said } = explain(failure);
  const { code, advice } = explanation;
  return new CopilotError(
    code,
    modelFailureText(failure),
    typeof advice === 'string' ? advice : advice(said, failure.tries),
  );
}
