import { describe, expect, it } from 'vitest';
import { createCastWriter } from '../../src/recording/cast-writer.ts';
import { createSecretFinder } from '../../src/recording/secrets.ts';
import { createTerminalText } from '../../src/recording/terminal-text.ts';

const secret = 'ghp_0123456789abcdefXYZ';

function cleaned(pieces: readonly string[], secrets: readonly string[] = [secret]): string {
  const text = createTerminalText(createSecretFinder(secrets));
  return pieces.map((piece) => text.next(piece)).join('') + text.rest();
}

const inPieces = (text: string, size: number) =>
  text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];

describe('a cast', () => {
  it('has a header, and lines whose intervals add up', () => {
    const lines: string[] = [];
    let now = 1000.4;
    const cast = createCastWriter(
      { columns: 80, rows: 24, terminal: 'xterm', at: 1_767_323_045_678, title: 'a "run"' },
      createSecretFinder([]),
      (line) => lines.push(line),
      () => now,
    );
    for (let index = 0; index < 100; index++) {
      now += 0.33;
      cast.output(`${index}`);
    }
    cast.resized(90, 30);
    cast.marker('R1');
    cast.end();
    const [header, ...events] = lines.map((line) => JSON.parse(line));
    expect(header).toEqual({
      version: 3,
      term: { cols: 80, rows: 24, type: 'xterm' },
      timestamp: 1_767_323_045,
      title: 'a "run"',
    });
    expect(events.slice(-2).map((event) => event.slice(1))).toEqual([
      ['r', '90x30'],
      ['m', 'R1'],
    ]);
    const sum = events.reduce((total, [interval]) => total + interval, 0);
    expect(sum).toBeCloseTo(0.033, 3);
  });
});

describe("a terminal's output", () => {
  it('holds no secret in whichever pieces it came and whatever colours are in the middle, and keeps its columns', () => {
    const coloured = `${secret.slice(0, 9)}\u001b[7m${secret.slice(9, 15)}\u001b[0m${secret.slice(15)}`;
    const mask = '•'.repeat(secret.length);
    const output = `│ a ${secret} b │\r\n\u001b[1;31m${coloured}\u001b[K`;
    const wanted = output
      .replace(secret, mask)
      .replace(
        coloured,
        `${mask.slice(0, 9)}\u001b[7m${mask.slice(9, 15)}\u001b[0m${mask.slice(15)}`,
      );
    expect(cleaned([output])).toBe(wanted);
    for (let size = 1; size <= 40; size++) {
      const clean = cleaned(inPieces(output, size));
      // One or two letters are not held back, as every other word ends with them; they may be written one by one.
      const began = size < 3 ? /g[hp_0123]*(?=•)/g : /gh?(?=•)/g;
      const told = clean.replace(began, (letters) => '•'.repeat(letters.length));
      expect(told, `pieces of ${size}`).toBe(wanted);
    }
  });

  it('holds no more than the beginning of a secret that is typed', () => {
    const typed = [...secret].map((_, index) => `\u001b[G› ${secret.slice(0, index + 1)}\u001b[K`);
    expect(cleaned(typed)).not.toContain(secret.slice(0, 8));
    const drawn = [...secret].map((letter, index) => `\u001b[${index + 1}G${letter}\u001b[K`);
    expect(cleaned(drawn).replace(/\u001b\[\d*[GK]/g, '')).toMatch(/^.{0,7}•+$/);
  });

  it('loses nothing but what shows nothing', () => {
    const shown =
      'a\u001b[2J\u001b[31mé漢\u001b[?25l\u001b[?1049h\u001b[?2026hb\u001b[3;4Hc\u001b[?2026l';
    const unseen = [
      '\u001b]52;c;Z2hwXzAxMjM=\u0007',
      '\u001bPtmux;\u001b\u001b]52;c;Z2hw\u0007\u001b\\',
      '\u001b]11;?\u001b\\',
      '\u001b[?u',
      '\u001b[>1u',
      '\u001b[<u',
      '\u001b[c',
      '\u001b[6n',
      '\u001b[?1000h',
      '\u001b[?1006l',
      '\u001b[?2004h',
      '\u001b[?1004h',
    ];
    const output = unseen.reduce((text, each) => `${text}${each}x`, shown);
    for (let size = 1; size <= 9; size++) {
      expect(cleaned(inPieces(output, size))).toBe(`${shown}${'x'.repeat(unseen.length)}`);
    }
  });

  it('is handed on at once where it ends with a sequence or with a text of no secret', () => {
    const text = createTerminalText(createSecretFinder([secret, 'lllllllll']));
    for (const frame of ['\u001b[?2026l', 'ask for something', 'a\u001b[0m', 'gh']) {
      expect(text.next(frame)).toBe(frame);
    }
  });
});
