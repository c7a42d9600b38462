import { lastCode } from '../../screen/answers.ts';

/** Where nothing was handed in that reaches a clipboard. */
export const noClipboard = (): Promise<string> =>
  Promise.reject(new Error('there is no clipboard here'));

/** What `/copy` with this argument means; a text that says why there is nothing to copy. */
function chosen(answers: readonly string[], argument: string): { text: string } | string {
  if (answers.length === 0) return 'there is no answer to copy yet';
  if (argument === 'code') {
    const code = lastCode(answers);
    return code === undefined ? 'no answer here has a code block' : { text: code };
  }
  const number = argument === '' ? 1 : Number(argument);
  const answer = answers.at(-number);
  if (answer !== undefined) return { text: answer };
  return `there ${answers.length === 1 ? 'is 1 answer' : `are ${answers.length} answers`} to copy here: /copy 1 is the last one`;
}

/** Copies an answer by `copy`, which resolves with what to say about it. Resolves with what to say, and never rejects. */
export async function copyAnswer(
  answers: readonly string[],
  argument: string,
  copy: (text: string) => Promise<string>,
): Promise<string> {
  const copied = chosen(answers, argument);
  if (typeof copied === 'string') return copied;
  try {
    return await copy(copied.text);
  } catch (error) {
    return `nothing was copied: ${error instanceof Error ? error.message : String(error)}`;
  }
}
