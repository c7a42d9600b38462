import { FilesError } from './errors.ts';
import type { FileLimits } from './limits.ts';
import { hiddenCharacter, quote } from './quote.ts';

/**
 * The path rules. Every path starts at the top folder of the user's files: there is nothing above or beside it. A
 * spelling that can only mean one thing is taken; one that may mean something else elsewhere is refused, and the
 * message says what to write instead.
 *
 * | written                                          | becomes                                                |
 * | ------------------------------------------------ | ------------------------------------------------------ |
 * | `./a` `/a` `//a` `a//b` `a/./b`                  | `a`, `a`, `a`, `a/b`, `a/b`                            |
 * | `/etc/passwd`                                    | `etc/passwd`, a file of the user like any other        |
 * | `é` as one character or as two                   | the same name (Unicode NFC)                            |
 * | `a/` `a/.`                                       | `a` as a directory, refused as a file                  |
 * | empty `.` `./` `/` `//`                          | the top folder as a directory, refused as a file       |
 * | `..` `...` `‥` or more dots as a segment         | refused, also where it would stay inside (`a/../b`)    |
 * | `\`                                              | refused: `/` stands between folders                    |
 * | `C:x` `C:/x` `file:…` `scheme://…` `~…`          | refused at the beginning, also after `/` or `./`       |
 * | `%2e` `%2f` `%5c`, also as `%252e`               | refused; other `%` are literal (`100%`, `a%20b`)       |
 * | look-alikes of `.` `/` `\` (`．` `／` `∕` `⁄` …) | refused; `‥` and `…` within a name are literal         |
 * | control, bidi, zero width, tags, soft hyphen,    | refused; joiners and variation selectors are literal   |
 * | U+2028, fillers, lone surrogates, U+FFFF         | where they shape an emoji or a word (see `quote.ts`)   |
 * | white space at the edge of a segment, any kind   | refused; within a name it is literal                   |
 * | all else: `__proto__` `.env` `a..b` `*` `CON`    | literal                                                |
 * | `$HOME` `a:b` `-rf` `%00`, private use           | literal                                                |
 *
 * Limits count bytes of UTF-8 after normalisation. The result is a fixed point: it normalises to itself.
 */

/** The path of a file. @throws `path-invalid`, `path-too-long`, `path-too-deep` */
export function normalizePath(input: string, limits: FileLimits): string {
  const path = normalizeDirectory(input, limits);
  if (path === '' || /(?:^|\/)\.?$/.test(input))
    throw invalid(input, 'names a folder. Add a file name, as in "docs/notes.md".');
  return path;
}

/** The path of a directory, `''` for the top folder. @throws `path-invalid`, `path-too-long`, `path-too-deep` */
export function normalizeDirectory(input: string, limits: FileLimits): string {
  // Normalising a long run of combining marks takes quadratic time. NFC shrinks no text to less than a quarter.
  if (input.length > 8 * limits.bytesPerPath) throw tooLong(input, limits);
  const text = input.normalize('NFC');
  refuseBy(textRules, text, input);
  const segments = text.split('/').filter((segment) => segment !== '' && segment !== '.');
  const path = segments.join('/');
  refuseBy(startRules, path, input);
  for (const segment of segments) {
    // `‥` and `…` are dots by compatibility.
    if (/^\.+$/.test(segment.normalize('NFKC')))
      throw invalid(input, 'has a name of dots only. Write the whole path from the top folder.');
    if (/^[\s\u2800]|[\s\u2800]$/.test(segment))
      throw invalid(input, 'has white space at the edge of a name. Leave that space out.');
  }

  if (segments.some((segment) => Buffer.byteLength(segment) > limits.bytesPerSegment))
    throw new FilesError(
      'path-too-long',
      `The path ${quote(input)} has a name that is too long. Keep each name to ${limits.bytesPerSegment} bytes.`,
    );
  if (segments.length > limits.depth)
    throw new FilesError(
      'path-too-deep',
      `The path ${quote(input)} is too deep. Use at most ${limits.depth} names in a path, the file's own included.`,
    );
  if (Buffer.byteLength(path) > limits.bytesPerPath) throw tooLong(input, limits);
  return path;
}

/** `a`, `a/b` for `a/b/c`. */
export function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
    found.push(path.slice(0, at));
  return found;
}

/** The order of paths in a list: JavaScript compares UTF-16 units, which puts emoji before U+E000 to U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** What is refused, and what the message says of it. */
type Rule = readonly [pattern: RegExp, reason: string];

const textRules: readonly Rule[] = [
  [hiddenCharacter, 'has a control, invisible or broken character. Leave it out.'],
  [
    /[\u2024\u2044\u2215\u2216\u29f5\u29f8\ufe52\ufe68\uff0e\uff0f\uff3c]/,
    'has a character that looks like "." or "/" and is none. Write the plain character.',
  ],
  [/%(?:25)*(?:2e|2f|5c)/i, 'has a percent-encoded "." or "/". Write the plain character.'],
];

const startRules: readonly Rule[] = [
  [
    /^[a-z]:/i,
    'starts with a drive letter. Write the path without a drive, as in "docs/notes.md".',
  ],
  [
    /^(?:file:|[a-z][a-z0-9+.-]*:(?:\/|$))/i,
    'starts like a URL. Write the path without a scheme, as in "docs/notes.md".',
  ],
  [/^~/, 'starts with "~". There is no home folder here: write a path like "docs/notes.md".'],
  [/\\/, 'has a backslash. Separate folders with "/".'],
];

function refuseBy(rules: readonly Rule[], text: string, input: string): void {
  for (const [pattern, reason] of rules) if (pattern.test(text)) throw invalid(input, reason);
}

function invalid(input: string, reason: string): FilesError {
  return new FilesError('path-invalid', `The path ${quote(input)} ${reason}`);
}

function tooLong(input: string, limits: FileLimits): FilesError {
  return new FilesError(
    'path-too-long',
    `The path ${quote(input)} is too long. Keep it to ${limits.bytesPerPath} bytes.`,
  );
}
