import { lastCode } from '../../screen/answers.ts';
import { type Controls, sceneNow } from '../controls.ts';

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

/** Copies an answer of the client in front, and says where it went. */
export function copyAnswer(controls: Controls, argument: string) {
  const say = (text: string) => controls.view.dispatch({ type: 'message', text });
  const copied = chosen(sceneNow(controls).client?.answers ?? [], argument);
  if (typeof copied === 'string') return say(copied);
  controls.copy(copied.text).then(say, (error: unknown) => {
    say(`nothing was copied: ${error instanceof Error ? error.message : String(error)}`);
  });
}
