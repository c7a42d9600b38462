import type { ReplEvent } from '../../repl/events.ts';
import { diffRemark } from '../../screen/diff-text.ts';
import { diffedFile } from '../../screen/opened-file.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { quoted, writerWords } from './words.ts';

const signWords: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'removed',
  ' ': 'as before',
  '\\': 'remark',
};

/** What a change made different, with words for the signs. */
export function diffLines(event: Extract<ReplEvent, { type: 'file.diffed' }>): readonly string[] {
  const { user, path, since, author } = event;
  const what = since === 'request' ? 'the whole request that changed it last' : 'the last change';
  const lead = `${user}'s file ${safeLine(path)}, ${what}, by ${writerWords(author.client)}`;
  const remark = diffRemark(event);
  if (remark !== undefined) return [`${lead}: ${remark}`];
  const { hunks = [], leftOut } = diffedFile(event);
  const lines = hunks.flatMap(({ newStart, lines: own }) => [
    `at line ${newStart}`,
    ...own.map((line) => `${signWords[line.charAt(0)] ?? ''}: ${line.slice(1)}`),
  ]);
  const rest = leftOut > 0 ? [`${leftOut} more lines are left out`] : [];
  return quoted(lead, [...lines, ...rest].join('\n'));
}
