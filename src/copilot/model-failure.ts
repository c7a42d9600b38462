import { CopilotError } from './errors.ts';
import type { ModelFailure } from './session-events.ts';

/** What people can do, by the status with which a model endpoint refused. */
const adviceByStatus: Readonly<Record<number, string>> = {
  400: 'The model refused the request as it is: another model may take it.',
  401: 'Check the token or key: multiuser-repl doctor says which one is used.',
  402: 'The account has no allowance left.',
  403: 'The account may not use this model: choose another with --model.',
  404: 'Check the model name (--model) and the provider URL.',
  429: 'Wait a little, then prompt again.',
};

/** Where the runtime tells a status only in words: `404 no such model`, `…: 401 Unauthorized: …`. */
const statusInWords = /(?:^|: )([45]\d\d)\b/;

/** Brings a model's failure into our words. The status decides; the endpoint's own words are kept, shortened. */
export function explainModelFailure({ message, status }: ModelFailure): CopilotError {
  const known = status ?? Number(statusInWords.exec(message)?.[1] ?? Number.NaN);
  const said = message.length > 500 ? `${message.slice(0, 500)}…` : message;
  if (known === 401 || known === 403) {
    return new CopilotError(
      'token-refused',
      `the model source refused the credentials: ${said}`,
      adviceByStatus[known],
    );
  }
  if (known >= 400 && known < 500) {
    return new CopilotError(
      'model-refused',
      `the model refused the request: ${said}`,
      adviceByStatus[known],
    );
  }
  return new CopilotError(
    'model-failed',
    `the model failed: ${said}`,
    'Prompt again; if it stays, check the provider.',
  );
}
