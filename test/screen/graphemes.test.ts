import { describe, expect, test } from 'vitest';
import { graphemeAt, graphemes } from '../../src/screen/graphemes.ts';
import { honestParts, hostileParts, randomText, seededRandom } from '../support/random-text.ts';

const naive = (text: string) => Array.from(new Intl.Segmenter().segment(text), (s) => s.segment);

describe('graphemes', () => {
  test('finds what segmenting the whole text finds', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 60; round++) {
      const text = randomText(random, [...honestParts, ...hostileParts, '\n'], 600);
      expect([...graphemes(text)]).toEqual(naive(text));
    }
  });

  test('loses nothing of a cluster longer than it looks at', () => {
    const text = `a${'\u0301'.repeat(5000)}b`;
    expect([...graphemes(text)].join('')).toBe(text);
  });

  test('segments a megabyte that Intl.Segmenter alone would take minutes for', () => {
    let count = 0;
    for (const _ of graphemes('漢字かな'.repeat(250_000))) count++;
    expect(count).toBe(1_000_000);
  });
});

describe('graphemeAt', () => {
  test('finds the cluster at every offset, as segmenting the whole text does', () => {
    const random = seededRandom(2);
    for (let round = 0; round < 8; round++) {
      const text = randomText(random, [...honestParts, ...hostileParts, '\n'], 300);
      let start = 0;
      for (const cluster of naive(text)) {
        for (let index = start; index < start + cluster.length; index++) {
          expect(graphemeAt(text, index)).toEqual({ start, end: start + cluster.length });
        }
        start += cluster.length;
      }
    }
  });
});
