import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type InputLine, inputLines } from '../../src/cli/commands/repl/input-lines.ts';
import { UsageError } from '../../src/cli/errors.ts';

const limit = { bytes: 10, problem: 'too long' };

const split = (chunks: Iterable<Uint8Array | string>): Promise<InputLine[]> =>
  Readable.from(inputLines(Readable.from(chunks), limit)).toArray();

const text = (line: string): InputLine => ({ text: line });
const tooLong: InputLine = { problem: 'too long' };
const notUtf8: InputLine = { problem: expect.stringContaining('UTF-8') };

describe('lines', () => {
  it.each<[string, string, InputLine[]]>([
    ['none', '', []],
    ['with an end', 'a\nb\n', [text('a'), text('b')]],
    ['without an end', 'a\nb', [text('a'), text('b')]],
    ['empty', '\n\na', [text(''), text(''), text('a')]],
    ['of Windows', 'a\r\nb\r\n', [text('a'), text('b')]],
    ['with a carriage return inside', 'a\rb\n', [text('a\rb')]],
    ['after a byte order mark', '\ufeffa\n\ufeffb', [text('a'), text('\ufeffb')]],
    ['with what only looks like an end', 'a\u2028b\n', [text('a\u2028b')]],
    ['at the limit', `${'x'.repeat(10)}\n${'é'.repeat(5)}`, [text('x'.repeat(10)), text('ééééé')]],
    ['over the limit', `a\n${'x'.repeat(11)}\nb`, [text('a'), tooLong, text('b')]],
    ['over the limit at the end', `a\n${'x'.repeat(99)}`, [text('a'), tooLong]],
    ['of Latin-1', 'a\ncaf\xe9\nb', [text('a'), notUtf8, text('b')]],
  ])('%s, however they come', async (name, input, lines) => {
    const bytes = Buffer.from(input, name === 'of Latin-1' ? 'latin1' : 'utf8');
    for (const size of [1, 2, 3, 7, 1000]) {
      const count = Math.ceil(bytes.length / size);
      const chunks = Array.from({ length: count }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      );
      expect(await split(chunks)).toEqual(lines);
    }
  });

  it('are told to be too long before they end', async () => {
    function* endless() {
      for (;;) yield 'xxxx';
    }
    for await (const line of inputLines(Readable.from(endless()), limit)) {
      expect(line).toEqual(tooLong);
      break;
    }
  });

  it('may be longer than any string or buffer can be', async () => {
    const chunk = Buffer.alloc(1 << 24, 'x');
    function* huge() {
      for (let n = 0; n < 300; n++) yield chunk;
      yield '\nb';
    }
    expect(await split(huge())).toEqual([tooLong, text('b')]);
  });

  it('of an input that can not be read are wrong usage', async () => {
    function* broken() {
      yield 'a\n';
      throw new Error('EIO: i/o error, read');
    }
    await expect(split(broken())).rejects.toThrow(UsageError);
  });
});
