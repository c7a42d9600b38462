import { describe, expect, it } from 'vitest';
import { highlight } from '../../src/screen/highlight.ts';
import { markdownLines, type StyledLine } from '../../src/screen/markdown.ts';
import { safeText } from '../../src/screen/safe-text.ts';
import { textWidth } from '../../src/screen/text.ts';
import { hostileTexts } from '../isolation/hostile-text.ts';

const plain = (row: StyledLine) => row.map(({ text }) => text).join('');
const styleOf = (lines: readonly StyledLine[] | undefined, text: string) =>
  lines?.flat().find((span) => span.text.trim() === text)?.style;

describe('highlight', () => {
  it.each<[string, string, string, string]>([
    ['ts', 'const a = "b"; // c', '"b"', 'code-string'],
    ['typescript', 'const a = "b"; // c', 'const', 'code-keyword'],
    ['js', 'let a = 12;', '12', 'code-number'],
    ['json', '{"a": true}', 'true', 'code-keyword'],
    ['python', 'def f(): pass', 'def', 'code-keyword'],
    ['py', '# c', '# c', 'code-comment'],
    ['bash', 'if true; then echo "x"; fi', '"x"', 'code-string'],
    ['sh', '# c', '# c', 'code-comment'],
    ['shell', 'for a in b; do :; done', 'for', 'code-keyword'],
    ['go', 'func main() {}', 'func', 'code-keyword'],
    ['rust', 'fn main() {}', 'main', 'code-name'],
    ['java', 'class A {}', 'A', 'code-name'],
    ['c', 'int a;', 'int', 'code-type'],
    ['sql', 'SELECT 1', 'SELECT', 'code-keyword'],
    ['yaml', 'a: "b"', 'a:', 'code-name'],
    ['html', '<b class="c">x</b>', '"c"', 'code-string'],
    ['xml', '<b/>', 'b', 'code-keyword'],
    ['html', '<script>let a = 12</script>', '12', 'code-number'],
    ['css', 'a { color: red }', 'color', 'code-name'],
    ['diff', '-old\n+new', '+new', 'code-added'],
    ['diff', '-old\n+new', '-old', 'code-removed'],
    ['markdown', '# Title', '# Title', 'code-keyword'],
  ])('knows %s', (language, code, text, style) => {
    expect(styleOf(highlight(code, language), text)).toBe(style);
  });

  it('leaves what it does not know, or what is too long, as it is', () => {
    expect(highlight('x', 'klingon')).toBeUndefined();
    expect(highlight('x', 'constructor')).toBeUndefined();
    expect(highlight('a\n'.repeat(2_501), 'ts')).toBeUndefined();
    expect(highlight('a'.repeat(501), 'ts')).toBeUndefined();
  });

  it('goes on with a style in the next line', () => {
    const lines = highlight('/* a\nb */\nc', 'ts');
    expect(lines?.map((line) => line[0]?.style)).toEqual([
      'code-comment',
      'code-comment',
      undefined,
    ]);
  });

  it.each(Object.entries(hostileTexts))(
    'shows of %s what was made safe, and nothing else',
    (_, hostile) => {
      for (const language of ['ts', 'html', 'markdown', 'bash', 'diff', 'json']) {
        const code = safeText(`<b>&amp;"${hostile}'</span>`).slice(0, 2_000);
        const lines = highlight(code, language);
        if (lines) expect(lines.map(plain).join('\n')).toBe(code);
        else expect(code.length).toBeGreaterThan(500);
      }
    },
  );
});

describe('a highlighted code block', () => {
  const text = 'Look:\n```ts\nconst a = 1;\n  // b\n```\nend';

  it('has the same rows as a plain one', () => {
    for (const width of [4, 8, 20, 60]) {
      const rows = markdownLines(text, width, { highlight }).map(plain);
      expect(rows).toEqual(markdownLines(text, width).map(plain));
      for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(width);
    }
  });

  it('is parsed once a line while it grows, not once a token', () => {
    const parsed: string[] = [];
    const counting: typeof highlight = (code, language) => {
      parsed.push(code);
      return highlight(code, language);
    };
    const streamed = '```ts\nconst a = 1;\nconst b = 2;\nconst c';
    for (let end = 6; end <= streamed.length; end++) {
      markdownLines(streamed.slice(0, end), 40, { highlight: counting, growing: true });
    }
    expect([...new Set(parsed)]).toEqual(['', 'const a = 1;', 'const a = 1;\nconst b = 2;']);
  });
});
