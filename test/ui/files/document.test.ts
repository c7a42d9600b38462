import { describe, expect, it } from 'vitest';
import { highlight } from '../../../src/screen/highlight.ts';
import type { DiffedFile, OpenedFile } from '../../../src/screen/state.ts';
import { textWidth } from '../../../src/screen/text.ts';
import { diffDocument, type FileDocument, fileDocument } from '../../../src/ui/files/document.ts';
import { nextFound, rowsFound } from '../../../src/ui/files/search.ts';
import { bad, good, secondary } from '../../../src/ui/look/theme.ts';

const opened = (path: string, content: string): OpenedFile => ({
  path,
  content,
  revision: 1,
  size: Buffer.byteLength(content),
  cut: false,
});

const rendered = { raw: false };

const textOf = ({ rows }: FileDocument) =>
  rows.map(({ gutter, cells }) => [...gutter, ...cells].map(({ text }) => text).join(''));

const diffed: DiffedFile = {
  path: 'a.md',
  since: 'change',
  from: 1,
  to: 2,
  author: { client: 'C1', request: 'R1' },
  leftOut: 0,
  hunks: [
    {
      oldStart: 9,
      oldLines: 2,
      newStart: 9,
      newLines: 3,
      lines: [
        ' same',
        '-old line',
        '+new line that is rather long',
        '+more',
        '\\ No newline at end of file',
      ],
    },
  ],
};

describe('a file on the screen', () => {
  it('numbers its lines, once for a line of several rows', () => {
    expect(
      textOf(
        fileDocument(opened('a.txt', 'one\ntwo words that go on and on\n\nend\n'), 24, rendered),
      ),
    ).toEqual(['1 one', '2 two words that go on', '  and on', '3 ', '4 end']);
  });

  it('renders Markdown, or shows it as it is written', () => {
    const file = opened('a.md', '# Tea\n\n- **green**\n');
    expect(textOf(fileDocument(file, 40, rendered))).toEqual(['Tea', '', '• green']);
    expect(textOf(fileDocument(file, 40, { raw: true }))).toEqual([
      '1 # Tea',
      '2 ',
      '3 - **green**',
    ]);
    expect(textOf(fileDocument({ ...file, path: 'a.txt' }, 40, rendered))[0]).toBe('1 # Tea');
  });

  it('highlights code by the ending of its name, and code in Markdown, once there is what does it', () => {
    const colours = (document: FileDocument) =>
      document.rows.map(({ cells }) => cells.map(({ style }) => style?.color));
    const look = { raw: false, highlight };
    const code = opened('src/a.ts', 'const tea = 4;\nlet it = "be brewed for some minutes";\n');
    const plain = fileDocument(code, 30, rendered);
    const lit = fileDocument(code, 30, look);
    expect(textOf(lit)).toEqual(textOf(plain));
    expect(
      colours(plain)
        .flat()
        .every((each) => each === undefined),
    ).toBe(true);
    expect(colours(lit)[0]?.[0]).toBe('magenta');
    const unknown = fileDocument({ ...code, path: 'a.zzz' }, 30, look);
    expect(colours(unknown)).toEqual(colours(plain));
    const markdown = opened('a.md', '```ts\nconst tea = 4;\n```\n');
    expect(colours(fileDocument(markdown, 40, look)).flat()).toContain('magenta');
  });

  it('says where a file is empty or goes on', () => {
    expect(textOf(fileDocument(opened('a', ''), 40, rendered))).toEqual([' … the file is empty']);
    const cut = { ...opened('a.md', 'x'), cut: true, size: 2_000_000 };
    expect(textOf(fileDocument(cut, 60, rendered)).at(-1)).toContain(
      'only the beginning of 1.9 MB',
    );
    expect(textOf(fileDocument(cut, 60, { raw: true })).at(-1)).toContain(
      'only the beginning of 1.9 MB',
    );
  });

  it('keeps rows of any file within the width, and is made once for each width', () => {
    const odd = opened('a', `${'緑茶'.repeat(50)}\n${'x'.repeat(300)}\n${'e\u0301'.repeat(90)}`);
    for (const width of [1, 10, 23, 80]) {
      for (const row of textOf(fileDocument(odd, width, rendered)))
        expect(textWidth(row)).toBeLessThanOrEqual(width);
    }
    expect(fileDocument(odd, 30, rendered)).toBe(fileDocument(odd, 30, rendered));
    expect(fileDocument(odd, 30, rendered)).not.toBe(fileDocument(odd, 31, rendered));
  });
});

describe('a change on the screen', () => {
  it('has line numbers, signs on every row, and a colour for each', () => {
    const document = diffDocument(diffed, 26);
    expect(textOf(document)).toEqual([
      '     @@ -9,2 +9,3 @@',
      ' 9   same',
      '10 - old line',
      '10 + new line that is',
      '   + rather long',
      '11 + more',
      '     No newline at end of',
      '     file',
    ]);
    const colours = document.rows.map(({ cells }) => cells[0]?.style?.color);
    expect(colours).toEqual([
      'cyan',
      undefined,
      bad.color,
      good.color,
      good.color,
      good.color,
      secondary.color,
      secondary.color,
    ]);
  });

  it('says where nothing differs, something is missing, or is left out', () => {
    const { hunks: _, from: _from, ...lost } = diffed;
    const said = (each: DiffedFile) => textOf(diffDocument(each, 80)).join('\n');
    expect(said({ ...diffed, hunks: [] })).toContain('nothing differs');
    expect(said(lost)).toContain('what it was before this change is no longer kept');
    expect(said({ ...lost, since: 'request' })).toContain('before the request is no longer kept');
    expect(said({ ...diffed, leftOut: 7 })).toContain('7 more lines are not shown');
  });
});

describe('searching a file', () => {
  const text = 'one Tea\ntwo\nthe teapot stands far from here\nfour\n';
  const document = fileDocument(opened('a.txt', text), 24, rendered);

  it('finds lines whatever the case, at the row that shows it', () => {
    expect(rowsFound(document, 'tea')).toEqual([0, 2]);
    expect(rowsFound(document, 'HERE')).toEqual([3]);
    // Broken across two rows: the line's first one.
    expect(rowsFound(document, 'far from')).toEqual([2]);
    expect(rowsFound(document, '')).toEqual([]);
    expect(rowsFound(document, 'nowhere')).toEqual([]);
  });

  it('takes what is typed for itself, and leaves line numbers alone', () => {
    const odd = fileDocument(opened('a', 'a.c\nabc\n[x]\\d(1)\n'), 40, rendered);
    expect(rowsFound(odd, 'a.c')).toEqual([0]);
    expect(rowsFound(odd, '[x]\\d(')).toEqual([2]);
    expect(rowsFound(odd, '3')).toEqual([]);
  });

  it('goes around the ends in both directions', () => {
    expect(nextFound([2, 5, 9], 5, 1)).toBe(9);
    expect(nextFound([2, 5, 9], 9, 1)).toBe(2);
    expect(nextFound([2, 5, 9], 5, -1)).toBe(2);
    expect(nextFound([2, 5, 9], 2, -1)).toBe(9);
    expect(nextFound([], 2, 1)).toBeUndefined();
  });
});
