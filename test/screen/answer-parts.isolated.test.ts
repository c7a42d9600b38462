import { describe, expect, it, vi } from 'vitest';
import { addPiece, endStreaming } from '../../src/screen/answer-parts.ts';
import { highlight } from '../../src/screen/highlight.ts';
import { markdownLines } from '../../src/screen/markdown.ts';
import * as spans from '../../src/screen/spans.ts';
import type { Entry } from '../../src/screen/transcript.ts';
import { entryLines } from '../../src/ui/transcript/entry-lines.ts';

vi.mock('../../src/screen/spans.ts', { spy: true });

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
const quoted = `> 1. do\n>    \`\`\`sh\n${'>    echo "$HOME"\n'.repeat(400)}>    \`\`\`\n> done`;
const tableRow = (row: number) => `|row ${row}|${row} of 400|\n`;
const table = `|name|what it is|\n|-|-:|\n${Array.from({ length: 2_000 }, (_, row) => tableRow(1_000 + row)).join('')}`;

describe('the parts of an answer', () => {
  it.each([
    ['a list', list],
    ['paragraphs', paragraphs],
    ['a long code block', code],
    ['code in a list in a quote', quoted],
    ['code with blank rows', code.replaceAll(/value(\d*)5 /g, 'value$15\n\n')],
    ['a single long line', 'word '.repeat(3000).trim()],
  ])('show %s as if it were one', (_name, text) => {
    for (const size of [7, 1000, text.length])
      expect(rows(stream(text, size))).toEqual(whole(text));
  });

  it('keep the columns of a table where they were', () => {
    const shown = rows(stream(table, 150));
    expect(stream(table, 150).length).toBeGreaterThan(3);
    expect(shown).toHaveLength(2_002);
    expect(new Set(shown.map((row) => row.search(/[│┼]/)))).toEqual(new Set([9]));
    expect(shown.filter((row) => row.includes('┼'))).toHaveLength(1);
  });

  it('go on with the language of a code block, which is named once', () => {
    const drawn = stream(code, 50).flatMap((entry) => entryLines(entry, 64, false, highlight));
    const text = (line: (typeof drawn)[number]) => line.map((cell) => cell.text).join('');
    expect(drawn.filter((line) => text(line).trim() === 'ts')).toHaveLength(1);
    const keywords = drawn.flat().filter((cell) => cell.text.trim() === 'const');
    expect(keywords).toHaveLength(800);
    expect(new Set(keywords.map((cell) => cell.style?.color))).toEqual(new Set(['magenta']));
  });

  it('divide what has no end of a row', () => {
    const parts = stream('x'.repeat(100_000), 5_000);
    expect(parts.length).toBeGreaterThan(3);
    const shown = parts.map((entry) => (entry.kind === 'answer' ? entry.text : ''));
    expect(shown.join('')).toBe('x'.repeat(100_000));
  });

  it('cost the same for the last token as for the first ones', () => {
    const layOut = vi.mocked(spans.layOut);
    const drawn = new WeakSet<Entry>();
    const costs: number[] = [];
    let entries: readonly Entry[] = [];
    for (let line = 0; line < 1_200; line++) {
      entries = addPiece(entries, 'm', `- item ${line} has **words**\n`);
      layOut.mockClear();
      // As a frame does: what has kept its identity is not drawn again.
      for (const entry of entries.filter((each) => !drawn.has(each))) {
        drawn.add(entry);
        entryLines(entry, 64, false);
      }
      costs.push(layOut.mock.calls.length);
    }
    expect(Math.max(...costs.slice(0, 300))).toBeGreaterThan(20);
    expect(Math.max(...costs.slice(-300))).toBeLessThanOrEqual(Math.max(...costs.slice(0, 300)));
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
