import { createHash } from 'node:crypto';
import type { NextTurn } from '../../src/offline-model/turn.ts';

/** One thing that a prompt has the scripted model do. */
export type Step =
  | { readonly write: string; readonly content: string }
  | { readonly read: string }
  | { readonly list: true };

/**
 * What a prompt asks for. The scripted model does exactly this and nothing else, so that all that must come of it (the
 * files, the answer) follows from the prompt and from what the tools said.
 */
export interface Work {
  /** In every text that belongs to this request, and in no other request's. */
  readonly nonce: string;
  /** No two write the same path. */
  readonly steps: readonly Step[];
  /** How many words the answer is made longer by. */
  readonly words: number;
}

export const promptOf = (work: Work): string => JSON.stringify(work);
export const workOf = (prompt: string): Work => JSON.parse(prompt);

export const nonceOf = (user: string, number: number): string => `nonce-${user}-${number}`;

/** The nonces in a text, and whose they are. */
export const noncesIn = (text: string): { readonly nonce: string; readonly user: string }[] =>
  [...text.matchAll(/nonce-([a-z0-9]+)-\d+/g)].map(([nonce, user = '']) => ({ nonce, user }));

const digest = (text: string) => createHash('sha1').update(text).digest('hex').slice(0, 12);

/** The one answer that is right, given what the tools said. Every few words of it carry the nonce. */
export function answerOf({ nonce, words }: Work, results: readonly string[]): string {
  const filling = Array.from({ length: words }, (_, index) => `${index}:${nonce}`);
  return [nonce, ...results.map(digest), ...filling].join(' ');
}

function callOf(step: Step) {
  if ('write' in step) {
    return { name: 'write_file', arguments: { path: step.write, content: step.content } } as const;
  }
  if ('read' in step) return { name: 'read_file', arguments: { path: step.read } } as const;
  return { name: 'list_files', arguments: {} } as const;
}

/** The scripted model. @throws where its conversation holds what belongs to another user */
export const think: NextTurn = ({ prompt, results }) => {
  const work = workOf(prompt);
  const [own] = noncesIn(work.nonce);
  const foreign = noncesIn(results.join(' ')).find(({ user }) => user !== own?.user);
  if (foreign) throw new Error(`${foreign.nonce} in the conversation of ${work.nonce}`);
  const step = work.steps[results.length];
  return step ? { call: callOf(step) } : { answer: answerOf(work, results) };
};

/** Makes up work, the same in every run with the same random numbers. */
export function createWorkshop(random: () => number) {
  let made = 0;
  const below = (limit: number) => Math.floor(random() * limit);

  function step(nonce: string, paths: readonly string[], written: Set<string>): Step {
    const path = paths[below(paths.length)] ?? '';
    const kind = random();
    if (kind < 0.1) return { list: true };
    if (kind < 0.45 || written.has(path)) return { read: path };
    written.add(path);
    return { write: path, content: `${nonce} wrote ${path}\n${'text '.repeat(below(200))}` };
  }

  /**
   * Begins by writing, so that every request leaves a trace. The paths are few: the requests of one user meet in them.
   */
  return (user: string, { steps = 3, words = 20 } = {}): Work => {
    const nonce = nonceOf(user, ++made);
    const paths = Array.from({ length: 12 }, (_, index) =>
      index < 6 ? `shared-${index}.md` : `notes/${index}.md`,
    );
    const first = paths[below(paths.length)] ?? '';
    const written = new Set([first]);
    const more = Array.from({ length: below(steps) }, () => step(nonce, paths, written));
    return {
      nonce,
      steps: [{ write: first, content: `${nonce} wrote ${first}` }, ...more],
      words: below(words + 1),
    };
  };
}
