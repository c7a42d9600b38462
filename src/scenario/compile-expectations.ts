import { FilesError } from '../files/errors.ts';
import { defaultFileLimits } from '../files/limits.ts';
import { normalizePath } from '../files/paths.ts';
import { defined } from './defined.ts';
import type { FilesExpectation, PromptExpectation, RequestEnd } from './model.ts';
import type { PromptSource, StepExpectationSource } from './schema.ts';

export const listOf = (given: string | readonly string[]): readonly string[] =>
  typeof given === 'string' ? [given] : given;

const listIfGiven = (given: string | readonly string[] | undefined) =>
  given === undefined ? undefined : listOf(given);

type FilesSource = NonNullable<NonNullable<StepExpectationSource>['files']>[string];

/** The path as the files have it: one that is written otherwise would never be found. */
function pathOf(given: string, problem: (message: string) => Error): string {
  try {
    return normalizePath(given, defaultFileLimits);
  } catch (error) {
    if (error instanceof FilesError) throw problem(error.message);
    throw error;
  }
}

/** Refuses a path that no file can have with what `problem` makes of it. */
export function compileFiles(
  given: FilesSource,
  problem: (message: string, path: readonly PropertyKey[], atKey?: boolean) => Error,
): FilesExpectation {
  const paths = (list: readonly string[] | undefined, at: readonly PropertyKey[]) =>
    list?.map((path, index) => pathOf(path, (message) => problem(message, [...at, index])));
  const byPath = <Given, Value>(
    word: string,
    values: Readonly<Record<string, Given>> | undefined,
    make: (value: Given) => Value,
  ) =>
    values &&
    Object.fromEntries(
      Object.entries(values).map(([path, value]) => [
        pathOf(path, (message) => problem(message, [word, path], true)),
        make(value),
      ]),
    );
  if (Array.isArray(given)) return defined({ exactly: paths(given, []) });
  return defined({
    exactly: paths(given.exactly, ['exactly']),
    absent: paths(given.absent, ['absent']),
    equal: byPath('equal', given.equal, (text) => text),
    contain: byPath('contain', given.contain, listOf),
    writtenBy: byPath('written-by', given['written-by'], (client) => client),
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
