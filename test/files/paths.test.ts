import { describe, expect, it } from 'vitest';
import type { FilesErrorCode } from '../../src/files/errors.ts';
import { FilesError } from '../../src/files/errors.ts';
import { defaultFileLimits } from '../../src/files/limits.ts';
import { normalizeDirectory, normalizePath } from '../../src/files/paths.ts';

/** ASCII only, short: a test's name must not do to the terminal what the rules are there to prevent. */
const shown = (input: string) =>
  JSON.stringify(input.slice(0, 60)).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}';

function errorOf(call: () => string): FilesError {
  try {
    expect.fail(`accepted as ${JSON.stringify(call())}`);
  } catch (error) {
    if (error instanceof FilesError) return error;
    throw error;
  }
}

const accepted: readonly (readonly [input: string, path: string])[] = [
  // Harmless spellings.
  ['notes.md', 'notes.md'],
  ['docs/guide.md', 'docs/guide.md'],
  ['./notes.md', 'notes.md'],
  ['/notes.md', 'notes.md'],
  ['//notes.md', 'notes.md'],
  ['/./notes.md', 'notes.md'],
  ['a//b', 'a/b'],
  ['a/./b', 'a/b'],
  ['a/././/b', 'a/b'],
  ['/etc/passwd', 'etc/passwd'],
  ['//host/share', 'host/share'],
  // Names that look special and are not.
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['a/__proto__/toString', 'a/__proto__/toString'],
  ['.env', '.env'],
  ['..a', '..a'],
  ['a..', 'a..'],
  ['a..b', 'a..b'],
  ['.a/..b', '.a/..b'],
  ['my file (1).txt', 'my file (1).txt'],
  ['a  b', 'a  b'],
  ['100%.md', '100%.md'],
  ['a%20b.md', 'a%20b.md'],
  ['%00', '%00'],
  ['%c0%ae%c0%ae', '%c0%ae%c0%ae'],
  ['%2', '%2'],
  ['a~', 'a~'],
  ['a/~/b', 'a/~/b'],
  ['$HOME/x', '$HOME/x'],
  ['%USERPROFILE%', '%USERPROFILE%'],
  ['*', '*'],
  ['a?<b>|"\'`;&$(x).md', 'a?<b>|"\'`;&$(x).md'],
  ['-rf', '-rf'],
  ['CON', 'CON'],
  ['nul.txt', 'nul.txt'],
  ['note: today.md', 'note: today.md'],
  ['10:30.md', '10:30.md'],
  ['wait….md', 'wait….md'],
  ['a\u2025b', 'a\u2025b'],
  ['x'.repeat(255), 'x'.repeat(255)],
  [`${'d/'.repeat(15)}f`, `${'d/'.repeat(15)}f`],
  // The world's names.
  ['résumé.md', 'r\u00e9sum\u00e9.md'],
  ['re\u0301sume\u0301.md', 'r\u00e9sum\u00e9.md'],
  ['\u212bngström', '\u00c5ngström'],
  ['가', '가'],
  ['日本語/メモ.md', '日本語/メモ.md'],
  ['全角\u3000空白.md', '全角\u3000空白.md'],
  ['Screenshot 3.00\u202fPM.png', 'Screenshot 3.00\u202fPM.png'],
  ['שלום.md', 'שלום.md'],
  ['می\u200cخواهم.md', 'می\u200cخواهم.md'],
  ['क्\u200dष.md', 'क्\u200dष.md'],
  [`${family}.md`, `${family}.md`],
  ['❤\ufe0f\u200d🔥.md', '❤\ufe0f\u200d🔥.md'],
  ['👍🏽.md', '👍🏽.md'],
  ['👩🏽\u200d💻.md', '👩🏽\u200d💻.md'],
  ['1\ufe0f\u20e3.md', '1\ufe0f\u20e3.md'],
  ['🇯🇵.md', '🇯🇵.md'],
  ['\u{e000}', '\u{e000}'],
];

const refused: readonly (readonly [input: string, code?: FilesErrorCode])[] = [
  // Parents.
  ['..'],
  ['../x'],
  ['a/..'],
  ['a/../b'],
  ['a/../../b'],
  ['/../x'],
  ['/..'],
  ['./../x'],
  ['a//../b'],
  ['...'],
  ['a/.../b'],
  ['\u2025/x'],
  ['\u2026'],
  ['.\u2025/x'],
  ['\ufe30/x'],
  // No file.
  [''],
  ['.'],
  ['./'],
  ['./.'],
  ['/'],
  ['//'],
  ['a/'],
  ['a/.'],
  ['a//'],
  // Other systems' ways.
  ['\\'],
  ['..\\x'],
  ['a\\b'],
  ['\\\\host\\share'],
  ['\\\\?\\C:\\x'],
  ['C:\\x'],
  ['C:x'],
  ['c:/x'],
  ['/C:/x'],
  ['./C:x'],
  ['C:'],
  ['file:///etc/passwd'],
  ['FILE:/etc/passwd'],
  ['file:x'],
  ['/file:///etc/passwd'],
  ['https://example.org/x'],
  ['vscode-remote://x/y'],
  ['~'],
  ['~/.ssh'],
  ['/~/.ssh'],
  ['./~/.ssh'],
  ['~root/.ssh'],
  // Encoded and look-alike dots and slashes.
  ['%2e%2e/x'],
  ['%2E%2E/x'],
  ['.%2e/x'],
  ['..%2fx'],
  ['..%5Cx'],
  ['a%2Fb'],
  ['%252e%252e/x'],
  ['%252525252fx'],
  ['\uff0e\uff0e/x'],
  ['..\uff0fx'],
  ['a\uff0fb'],
  ['a\uff3cb'],
  ['\u2024\u2024/x'],
  ['a\u2024md'],
  ['a\u2044b'],
  ['a\u2215b'],
  ['a\u29f8b'],
  ['a\u2216b'],
  ['a\ufe68b'],
  ['\ufe52\ufe52/x'],
  // What cannot be seen, or moves what can.
  ['a\0b'],
  ['a\nb'],
  ['a\rb'],
  ['a\tb'],
  ['\x1b[2J'],
  ['a\x7fb'],
  ['a\x85b'],
  ['a\x9bb'],
  ['a\u061cb'],
  ['a\u200eb'],
  ['a\u200fb'],
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e'].map((bidi) => [`a${bidi}b`] as const),
  ...['\u2066', '\u2067', '\u2068', '\u2069'].map((bidi) => [`a${bidi}b`] as const),
  ['a\u200bb'],
  ['a\u2060b'],
  ['a\u2064b'],
  ['a\ufeffb'],
  ['\ufeffa'],
  ['a\u00adb'],
  ['a\u034fb'],
  ['a\u115fb'],
  ['a\u3164b'],
  ['a\u180eb'],
  ['a\u2028b'],
  ['a\u2029b'],
  ['a\ufff9b'],
  ['a\uffffb'],
  ['a\u{e0041}b'],
  ['🏴\u{e0067}\u{e007f}'],
  ['a\u200db'],
  ['a\u200cb'],
  ['\u200d'],
  [`${family}\u200d.md`],
  [`\u200d${family}`],
  ['日\u200d本'],
  ['a\ufe0fb'],
  ['1\ufe0f.md'],
  ['葛\u{e0100}'],
  ['a\ud83d'],
  ['\ude00b'],
  ['\ude00\ud83d'],
  // Edge white space.
  [' '],
  [' a'],
  ['a '],
  ['a /b'],
  ['a/ b'],
  ['a/ /b'],
  ['.. /x'],
  [' ../x'],
  ['\u00a0a'],
  ['a\u00a0'],
  ['\u3000a'],
  ['a\u2003/b'],
  ['a\u202f'],
  ['a\u2800'],
  // Limits.
  ['x'.repeat(256), 'path-too-long'],
  ['日'.repeat(86), 'path-too-long'],
  [`${'x'.repeat(255)}/${'y'.repeat(255)}/z`.padEnd(513, 'z'), 'path-too-long'],
  ['a'.repeat(5_000_000), 'path-too-long'],
  [`a${'\u0301\u0323'.repeat(1_000_000)}`, 'path-too-long'],
  [`${'d/'.repeat(16)}f`, 'path-too-deep'],
];

describe('normalizePath', () => {
  it.each(accepted.map(([input, path]) => [shown(input), input, path]))(
    'takes %s',
    (_shown, input, path) => {
      expect(normalizePath(input, defaultFileLimits)).toBe(path);
      expect(normalizePath(path, defaultFileLimits), 'again').toBe(path);
      expect(normalizeDirectory(`${input}/`, defaultFileLimits), 'as a directory').toBe(path);
    },
  );

  it.each(refused.map(([input, code]) => [shown(input), code ?? 'path-invalid', input]))(
    'refuses %s: %s',
    (_shown, code, input) => {
      const error = errorOf(() => normalizePath(input, defaultFileLimits));
      expect(error.code).toBe(code);
      expect(error.message.length).toBeLessThan(250);
      expect(error.message, 'nothing hidden').toMatch(
        /^(?:[^\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=\p{Emoji_Presentation})\u200d)*$/u,
      );
    },
  );

  it.each([
    ['../x', /top folder/],
    ['a\\b', /with "\/"/],
    ['C:\\x', /drive/],
    ['file:///x', /scheme/],
    ['~/x', /home/],
    ['%2e%2e/x', /percent/],
    ['\uff0e\uff0e/x', /look/],
    ['a\u202eb', /\\u\{202e\}.*invisible/],
    ['a /b', /space/],
    ['docs/', /file name/],
    ['', /file name/],
    ['x'.repeat(256), /255/],
    ['d/'.repeat(16).concat('f'), /16/],
    ['a/'.repeat(10_000), /512/],
  ] as const)('says what to do: %#', (input, advice) => {
    expect(errorOf(() => normalizePath(input, defaultFileLimits)).message).toMatch(advice);
  });

  it('is quick with the longest that it looks at', () => {
    // Time of the processor: on a busy machine the clock tells nothing.
    const start = process.cpuUsage();
    for (const piece of ['%25', '/', './', 'a/', ' ', 'a', '.', 'a:', '\u200d', 'a\u0301\u0323'])
      errorOf(() => normalizePath(`${piece.repeat(4000)}\n`, defaultFileLimits));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
  });
});

describe('normalizeDirectory', () => {
  it.each(['', '.', './', '/', '//', '/./', './.'])('takes %j as the top folder', (input) => {
    expect(normalizeDirectory(input, defaultFileLimits)).toBe('');
  });

  const directories = ['', '.', './', './.', '/', '//', 'a/', 'a/.', 'a//'];
  const refusedToo = refused
    .map(([input]) => input)
    .filter((input) => !directories.includes(input));
  it.each(refusedToo.map((input) => [shown(input), input]))('refuses %s too', (_shown, input) => {
    errorOf(() => normalizeDirectory(input, defaultFileLimits));
  });
});
