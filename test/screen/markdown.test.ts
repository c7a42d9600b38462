import { describe, expect, test } from 'vitest';
import { markdownLines, type Span, type StyledLine } from '../../src/screen/markdown.ts';
import { safeText } from '../../src/screen/safe-text.ts';
import { textWidth } from '../../src/screen/text.ts';
import { honestParts, randomText, seededRandom } from '../support/random-text.ts';

/** `heading[Title] and plain text` */
const written = (row: StyledLine) =>
  row.map(({ text, style }: Span) => (style === undefined ? text : `${style}[${text}]`)).join('');
const plainText = (row: StyledLine) => row.map(({ text }) => text).join('');

describe('markdownLines', () => {
  test.each<[string, string[]]>([
    ['', ['']],
    ['plain', ['plain']],
    ['a\n\nb', ['a', '', 'b']],
    ['# Title', ['heading[Title]']],
    ['## Part', ['heading[Part]']],
    ['###### Deep', ['subheading[Deep]']],
    ['#hashtag', ['#hashtag']],
    ['# A **b** c', ['heading[A ]strong[b]heading[ c]']],
    ['some **bold** text', ['some strong[bold] text']],
    ['some __bold__ text', ['some strong[bold] text']],
    ['some *slanted* text', ['some emphasis[slanted] text']],
    ['some _slanted_ text', ['some emphasis[slanted] text']],
    ['**bold and `code`**', ['strong[bold and ]code[code]']],
    ['**bold and *both* again**', ['strong[bold and ]emphasis[both]strong[ again]']],
    ['***both***', ['emphasis[both]']],
    ['`a * b * c`', ['code[a * b * c]']],
    ['``a ` b``', ['code[a ` b]']],
    ['2 * 3 * 4', ['2 * 3 * 4']],
    ['snake_case_name', ['snake_case_name']],
    ['__init__.py', ['__init__.py']],
    ['it is __so__.', ['it is strong[so].']],
    ['\\*not slanted\\*', ['*not slanted*']],
    ['[site](http://a.b)', ['link[site]dim[ (http://a.b)]']],
    ['[http://a.b](http://a.b)', ['link[http://a.b]']],
    ['[tea](a/b_(c) d)', ['link[tea]dim[ (a/b_(c)] d)']],
    ['[tea](a/b_(c)).', ['link[tea]dim[ (a/b_(c))].']],
    ['![a cup](cup.png)', ['link[a cup]dim[ (cup.png)]']],
    ['at <http://a.b/c>!', ['at link[http://a.b/c]!']],
    ['a < b > c', ['a < b > c']],
    ['~~gone~~ ~kept~', ['struck[gone] ~kept~']],
    ['array[0] (of two)', ['array[0] (of two)']],
    ['- one\n* two\n+ three', ['bullet[• ]one', 'bullet[• ]two', 'bullet[• ]three']],
    ['1. one\n12) twelve', ['bullet[1. ]one', 'bullet[12) ]twelve']],
    ['- a\n  - b\n    - c', ['bullet[• ]a', '  bullet[◦ ]b', '    bullet[◦ ]c']],
    ['1. a\n   - b', ['bullet[1. ]a', '   bullet[◦ ]b']],
    ['- [ ] to do\n- [x] done', ['bullet[☐ ]to do', 'bullet[✓ ]done']],
    ['- [link](x)', ['bullet[• ]link[link]dim[ (x)]']],
    ['-not a list', ['-not a list']],
    ['> said *so*', ['quote[│ ]quote[said ]emphasis[so]']],
    ['> > deep', ['quote[│ │ ]quote[deep]']],
    ['> - one', ['quote[│ ]bullet[• ]one']],
    ['---', ['rule[────────────────────]']],
    ['```\n# *x*\n\n  y\n```\nz', ['  code[# *x*]', '  ', '  code[  y]', 'z']],
    ['```js\nx\n```', ['  dim[js]', '  code[x]']],
    ['~~~\n```\n~~~', ['  code[```]']],
    [
      '1. do:\n   ```sh\n   ls\n   ```\n2. x',
      ['bullet[1. ]do:', '     dim[sh]', '     code[ls]', 'bullet[2. ]x'],
    ],
    ['> ```\n> x\n> ```\ny', ['quote[│ ]  code[x]', 'y']],
    ['> ```\n> x\ny', ['quote[│ ]  code[x]', 'y']],
    ['> ---', ['quote[│ ]rule[──────────────────]']],
  ])('%j', (text, rows) => {
    expect(markdownLines(text, 20).map(written)).toEqual(rows);
  });

  test.each<[string, string[]]>([
    ['**bo', ['**bo']],
    ['*it', ['*it']],
    ['a `co', ['a `co']],
    ['[label](http://', ['[label](http://']],
    ['[label', ['[label']],
    ['```js\nlet a', ['  dim[js]', '  code[let a]']],
    ['```', []],
    ['-', ['-']],
    ['#', ['#']],
    ['a **b** **c', ['a strong[b] **c']],
  ])('unfinished: %j', (text, rows) => {
    expect(markdownLines(text, 20).map(written)).toEqual(rows);
  });

  test.each<[string, number, string[]]>([
    ['- one two three', 8, ['bullet[• ]one', '  two', '  three']],
    ['10. one two', 8, ['bullet[10. ]one', '    two']],
    ['> one two', 6, ['quote[│ ]quote[one]', 'quote[│ ]quote[two]']],
    ['**one two** three', 5, ['strong[one]', 'strong[two]', 'three']],
    ['```\na  b  c\n```', 6, ['  code[a  b]', '  code[  c]']],
    ['- 漢字', 4, ['bullet[• ]漢', '  字']],
    ['- ab', 2, ['ab']],
  ])('wraps %j at %i', (text, width, rows) => {
    expect(markdownLines(text, width).map(written)).toEqual(rows);
  });

  test('marks never take the columns of what they are attached to', () => {
    // Without the asterisks the accent belongs to the letter before them.
    expect(markdownLines('e**\u0301x**', 20).map(plainText)).toEqual(['e\u0301x']);
  });

  test('rows fit, and content is all there in its order', () => {
    const random = seededRandom(8);
    const marks = [
      '**',
      '*',
      '_',
      '`',
      '```',
      '\n',
      '\n- ',
      '\n# ',
      '\n> ',
      '[',
      '](',
      ')',
      '\\',
      '~~~',
    ];
    for (let round = 0; round < 3000; round++) {
      const text = safeText(randomText(random, [...honestParts, ...marks, '\n```\n'], 40));
      const width = 2 + Math.floor(random() * 30);
      const rows = markdownLines(text, width).map(plainText);
      for (const row of rows) expect(textWidth(row), row).toBeLessThanOrEqual(width);
      expect(contentOf(rows.join(''))).toBe(contentOf(text));
    }
  });

  test.each([
    '**a *b `c [d _e ',
    '**a** *b* `c` [d](e) _e_ ',
    '*',
    '`',
    '``a',
    '[',
    '](',
    '_a',
    '\\',
    '> ',
    '- ',
    '**a',
  ])('a line of a hundred thousand %j takes no longer for its marks', (part) => {
    expect(markdownLines(`a ${part.repeat(100_000)}`, 80).length).toBeGreaterThan(0);
  });

  test('many beginnings of a link and no end', () => {
    expect(markdownLines(`${'[]'.repeat(200_000)}](`, 80).length).toBeGreaterThan(0);
  });

  test('a line of more rows than a call may have arguments', () => {
    expect(markdownLines('word '.repeat(200_000), 4)).toHaveLength(200_000);
  });

  test('a text of a hundred thousand lines', () => {
    expect(markdownLines('- **a** `b`\n'.repeat(100_000), 80)).toHaveLength(100_001);
  });
});

/** Letters and the like, which are never marks. */
function contentOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]|[0-9#*]/gu, '');
}
