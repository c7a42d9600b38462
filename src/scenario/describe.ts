import { short } from './expectations/decide.ts';
import { whoPrompts } from './expectations/request.ts';
import type { Step } from './model.ts';

/** What a step does, in one line for people: raw text, as the file has it. */
export function describeStep({ action }: Pick<Step, 'action'>): string {
  switch (action.type) {
    case 'prompts': {
      const [first] = action.prompts;
      if (!first) return 'nothing';
      const told = `${whoPrompts(first)} › ${short(first.text)}`;
      const others = action.prompts.length - 1;
      return others === 0 ? told : `${told} (and ${others} more at once)`;
    }
    case 'command':
      return action.line;
    case 'wait': {
      const { event, user, client, path, times } = action.pattern;
      const of = [client, user, path].filter((each) => each !== undefined);
      return `wait for ${times > 1 ? `${times} times ` : ''}${event}${of.length > 0 ? ` of ${of.join(', ')}` : ''}`;
    }
    case 'kill':
      return 'kill the server';
    case 'say':
      return short(action.text);
  }
}
