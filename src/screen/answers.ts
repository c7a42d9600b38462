import { markdownBlocks } from './markdown-blocks.ts';
import { type Block, isAnswer } from './transcript.ts';

/*
 * Answers as the model wrote them, for the clipboard. What is drawn is in the transcript, made safe for a terminal.
 */

/** How many of a client's last answers are kept, and in how many UTF-16 units together; the last one always is. */
const maximumAnswers = 99;
const maximumCharacters = 2_000_000;

// Of the controls only tabs and line ends are text; marks that turn its direction make code read as what it is not.
const controls = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** The text as the model wrote it, with control characters removed. */
export const copyText = (raw: string): string =>
  raw
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(controls, '');

/** Newest last. */
export type Answers = readonly string[];

export function addAnswer(answers: Answers, raw: string): Answers {
  const text = copyText(raw).trim();
  if (text === '') return answers;
  const all = [...answers, text].slice(-maximumAnswers);
  let from = all.length - 1;
  let characters = text.length;
  while (from > 0 && characters + (all[from - 1]?.length ?? 0) <= maximumCharacters) {
    from--;
    characters += all[from]?.length ?? 0;
  }
  return all.slice(from);
}

/** What was streamed of an answer that was never completed. */
export const streamedText = ({ entries }: Block): string =>
  entries
    .filter(isAnswer)
    .map(({ text, held }) => text + held)
    .join('\n');

/** The last code block of the newest answer that has one, without its fences. */
export function lastCode(answers: Answers): string | undefined {
  for (const answer of answers.toReversed()) {
    const block = markdownBlocks(answer).findLast(({ kind }) => kind === 'code');
    if (block?.kind === 'code') return block.lines.join('\n');
  }
  return undefined;
}
