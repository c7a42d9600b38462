import { expect, it } from 'vitest';
import { pictureSvg } from '../../src/screen/picture/picture.ts';

const svg = pictureSvg({
  frame: ' a  b c \u001b[1;31m<script>&"\u001b[0m 漢 x\u0301 \n\u001b[7m  inverse \u001b[27m',
  columns: 30,
  rows: 2,
  title: '<b>"t"</b>',
});

it('has every word in its place, whatever viewers do with spaces', () => {
  const texts = [...svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)<\/text>/g)];
  const columns = texts.map(([, x, text]) => [text, Math.round((Number(x) - 12) / 8.4)]);
  expect(columns).toEqual([
    ['a', 1],
    ['b c', 4],
    ['&#60;script&#62;&#38;&#34;', 8],
    ['漢', 19],
    ['x\u0301', 22],
    ['inverse', 2],
  ]);
});

it('holds no text that is markup', () => {
  expect(svg).not.toMatch(/<script|<b>/);
  expect(svg).toContain('aria-label="&#60;b&#62;&#34;t&#34;&#60;/b&#62;"');
});
