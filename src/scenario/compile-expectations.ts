import { defined } from './defined.ts';
import type { FilesExpectation, PromptExpectation, RequestEnd } from './model.ts';
import type { PromptSource, StepExpectationSource } from './schema.ts';

export const listOf = (given: string | readonly string[]): readonly string[] =>
  typeof given === 'string' ? [given] : given;

const listIfGiven = (given: string | readonly string[] | undefined) =>
  given === undefined ? undefined : listOf(given);

type FilesSource = NonNullable<NonNullable<StepExpectationSource>['files']>[string];

export function compileFiles(given: FilesSource): FilesExpectation {
  if (Array.isArray(given)) return { exactly: given };
  const { exactly, absent, equal, contain } = given;
  return defined({
    exactly,
    absent,
    equal,
    contain:
      contain &&
      Object.fromEntries(Object.entries(contain).map(([path, texts]) => [path, listOf(texts)])),
  });
}

/** How a request ends about which the file says nothing else. */
function endOf(given: Omit<PromptSource, 'deadline'>): RequestEnd | undefined {
  const end = given.expect?.end;
  if (end !== undefined) return end === 'any' ? undefined : end;
  if (given.until !== undefined) return undefined;
  if (given.expect?.failure !== undefined || given['kill-after'] !== undefined) return 'failed';
  return given['cancel-after'] === undefined ? 'answered' : 'cancelled';
}

/** Refuses with what `problem` makes of a message and a path below `expect`. */
export function compilePromptExpectation(
  given: Omit<PromptSource, 'deadline'>,
  problem: (message: string, path: readonly PropertyKey[]) => Error,
): Omit<PromptExpectation, 'files' | 'duration'> {
  const { expect } = given;
  const patterns = (word: 'matches' | 'lacks-match') => {
    const sources = listIfGiven(expect?.answer?.[word]);
    for (const source of sources ?? []) {
      try {
        new RegExp(source, 'u');
      } catch (error) {
        throw problem(`this is no regular expression: ${(error as Error).message}`, [
          'answer',
          word,
        ]);
      }
    }
    return sources;
  };
  const end = endOf(given);
  if (expect?.failure !== undefined && end !== 'failed') {
    throw problem('what is to fail can not end otherwise: leave one of them out', ['failure']);
  }
  return defined({
    end,
    failure: expect?.failure,
    tools: expect?.tools,
    calls: expect?.calls?.map((call) =>
      typeof call === 'string' ? { outcome: call } : defined(call),
    ),
    answer:
      expect?.answer &&
      defined({
        holds: listIfGiven(expect.answer.holds),
        lacks: listIfGiven(expect.answer.lacks),
        matches: patterns('matches'),
        lacksMatch: patterns('lacks-match'),
      }),
    resultsLack: listIfGiven(expect?.['results-lack']),
    session: expect?.session,
  });
}
