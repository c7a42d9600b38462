import { describe, expect, it } from 'vitest';
import { markdownLines, type StyledLine } from '../../src/screen/markdown.ts';
import { safeText } from '../../src/screen/safe-text.ts';
import { textWidth } from '../../src/screen/text.ts';
import { honestParts, randomText, seededRandom } from '../support/random-text.ts';

const plain = (row: StyledLine) => row.map(({ text }) => text).join('');
const drawn = (text: string, width: number) =>
  markdownLines(text, width).map((row) => plain(row).trimEnd());

const files = `| Name | Size |
| :--- | ---: |
| notes.md | 120 B |
| docs/plan.md | 1.1 KB |`;

describe('a table', () => {
  it('has columns that are aligned as it says', () => {
    expect(drawn(files, 40)).toEqual([
      'Name         │   Size',
      '─────────────┼───────',
      'notes.md     │  120 B',
      'docs/plan.md │ 1.1 KB',
    ]);
  });

  it('counts columns as a terminal does', () => {
    const rows = drawn('|a|b|\n|-|-|\n|漢字|x|\n|ab|y|\n|é|z|', 30);
    expect(rows).toEqual(['a    │ b', '─────┼──', '漢字 │ x', 'ab   │ y', 'é    │ z']);
  });

  it('may have marks in its cells, and bars that are text', () => {
    expect(drawn('a | b\n-|-\n**x** | `y`\n\\| | 2', 30)).toEqual([
      'a │ b',
      '──┼──',
      'x │ y',
      '| │ 2',
    ]);
    expect(markdownLines('|a|\n|-|\n|`y`|', 30).at(-1)).toEqual([{ text: 'y', style: 'code' }]);
  });

  it('shows what has no column of its own in the last one', () => {
    expect(drawn('|a|b|\n|-|-|\n|1|\n|1|2|3|', 30)).toEqual([
      'a │ b',
      '──┼──────',
      '1 │',
      '1 │ 2 | 3',
    ]);
  });

  it('is shrunk where it is too wide: what wants most gives first', () => {
    const text = '|key|meaning|\n|-|-|\n|a|one two three four five six seven|';
    expect(drawn(text, 24)).toEqual([
      'key │ meaning',
      '────┼───────────────────',
      'a   │ one two three four',
      '    │ five six seven',
    ]);
  });

  it('is a list of its cells where columns would be too narrow to read', () => {
    const names = ['first', 'second', 'third', 'fourth'];
    const row = ['a long cell', 'another one', '', 'and the last'];
    const text = `|${names.join('|')}|\n|${'-|'.repeat(4)}\n|${row.join('|')}|\n|${row.join('|')}|`;
    expect(drawn(text, 22)).toEqual([
      'first: a long cell',
      'second: another one',
      'third:',
      'fourth: and the last',
      '────────',
      'first: a long cell',
      'second: another one',
      'third:',
      'fourth: and the last',
    ]);
  });

  it('stands right of the bars of a quote', () => {
    expect(drawn('> |a|b|\n> |-|-|\n> |1|2|\nend', 30)).toEqual([
      '│ a │ b',
      '│ ──┼──',
      '│ 1 │ 2',
      'end',
    ]);
  });

  it.each(['a | b', '| a | b |\n|---|', '| a | b |\ntext', '---|---'])(
    'is not what only looks like its beginning: %j',
    (text) => {
      expect(drawn(text, 30)).toEqual(text.split('\n'));
    },
  );

  it('is there from its second row on while it is streamed', () => {
    for (let end = 1; end < files.length; end++) {
      const rows = drawn(files.slice(0, end), 40);
      const complete = files.slice(0, end).split('\n').length > 2;
      if (complete) expect(rows[1]).toContain('┼');
    }
  });

  it('fits, whatever is in it, and nothing of it is lost', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 1000; round++) {
      const columns = 1 + Math.floor(random() * 6);
      const word = () =>
        safeText(randomText(random, honestParts, 8)).replace(/[\n|\\`*_[\]()~<>]/g, '');
      const cells = () => `|${Array.from({ length: columns }, word).join('|')}|`;
      const rows = Array.from({ length: 3 }, cells);
      const text = [cells(), `|${'-|'.repeat(columns)}`, ...rows].join('\n');
      const width = 6 + Math.floor(random() * 60);
      const shown = markdownLines(text, width).map(plain);
      for (const row of shown) expect(textWidth(row), row).toBeLessThanOrEqual(width);
      expect(letters(shown.join(''))).toEqual(expect.arrayContaining(letters(text)));
    }
  });

  it('of ten thousand rows or a thousand columns takes no longer than its size', () => {
    expect(markdownLines(`|a|b|\n|-|-|\n${'|1|2|\n'.repeat(10_000)}`, 80)).toHaveLength(10_003);
    const wide = (cell: string) => `${`|${cell}`.repeat(1_000)}|`;
    expect(markdownLines(`${wide('a')}\n${wide('-')}\n${wide('b')}`, 80)).toHaveLength(1_000);
  });

  it('of delimiters without end is read in one pass', () => {
    const text = `|a|\n${'|-'.repeat(100_000)}x`;
    expect(markdownLines(text, 80).length).toBeGreaterThan(2_000);
  });
});

const letters = (text: string) => [...new Set(text.match(/\p{L}/gu) ?? [])].sort();
