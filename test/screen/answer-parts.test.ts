import { describe, expect, it } from 'vitest';
import { addPiece, endStreaming } from '../../src/screen/answer-parts.ts';
import { markdownLines } from '../../src/screen/markdown.ts';
import type { Entry } from '../../src/screen/transcript.ts';
import { entryLines } from '../../src/ui/transcript/entry-lines.ts';

const stream = (text: string, size: number): readonly Entry[] => {
  let entries: readonly Entry[] = [];
  for (let at = 0; at < text.length; at += size) {
    entries = addPiece(entries, 'm', text.slice(at, at + size));
  }
  return endStreaming(entries);
};
const rows = (entries: readonly Entry[]) =>
  entries.flatMap((entry) =>
    entryLines(entry, 64, false).map((line) =>
      line
        .map(({ text }) => text)
        .join('')
        .slice('   '.length),
    ),
  );
const whole = (text: string) =>
  markdownLines(text, 60).map((line) => line.map((span) => span.text).join(''));

const list = Array.from({ length: 800 }, (_, line) => `- item ${line} has **words**`).join('\n');
const paragraphs = Array.from({ length: 200 }, (_, line) => `Paragraph ${line}.\n\n`)
  .join('')
  .trim();
const code = `Look:\n\n\`\`\`ts\n${Array.from({ length: 800 }, (_, line) => `  const value${line} = **${line}**;`).join('\n')}\n\`\`\`\nand **so** on`;

describe('the parts of an answer', () => {
  it.each([
    ['a list', list],
    ['paragraphs', paragraphs],
    ['a long code block', code],
    ['a single long line', 'word '.repeat(3000).trim()],
  ])('show %s as if it were one', (_name, text) => {
    for (const size of [7, 1000, text.length])
      expect(rows(stream(text, size))).toEqual(whole(text));
  });

  it('keep what is finished as it is', () => {
    const before = stream(list, 50).slice(0, -1);
    expect(before.length).toBeGreaterThan(3);
    const grown = addPiece([...before], 'other', 'x');
    expect(grown.slice(0, before.length)).toEqual(before);
    let entries: readonly Entry[] = [];
    for (const line of list.split('\n')) entries = addPiece(entries, 'm', `${line}\n`);
    const more = addPiece(entries, 'm', 'one more');
    expect(more[0]).toBe(entries[0]);
    expect(more.at(-1)).not.toBe(entries.at(-1));
  });
});
