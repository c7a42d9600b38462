import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/screen/transcript.ts';
import {
  anchorOf,
  findMatches,
  markMatches,
  searchTranscript,
  stepSearch,
} from '../../../src/ui/transcript/search.ts';
import { type TranscriptView, visibleRows } from '../../../src/ui/transcript/window.ts';

const answer = (text: string): Entry => ({
  kind: 'answer',
  message: '',
  text,
  held: '',
  streaming: false,
  part: 0,
});
const view = (...texts: readonly string[]): TranscriptView => ({
  entries: texts.map(answer),
  first: 0,
  width: 24,
  height: 6,
  open: false,
});

/** What is marked in the window, the current occurrence in brackets. */
function marked(shown: TranscriptView, text: string) {
  const search = searchTranscript(shown, undefined, text, false);
  const { rows } = visibleRows(shown, undefined);
  return markMatches(shown, rows, search)
    .flat()
    .filter(({ style }) => style?.inverse)
    .map(({ text: piece, style }) => (style?.bold ? `[${piece}]` : piece));
}

describe('a search', () => {
  it('finds whatever the case, and each occurrence in a row', () => {
    expect(marked(view('Tea, tea and TEA'), 'tea')).toEqual(['[Tea]', 'tea', 'TEA']);
  });

  it('finds what marks, the end of a row and the end of a long word divide', () => {
    expect(marked(view('say **all of** it'), 'all of it')).toEqual(['[all of]', '[ it]']);
    expect(marked(view('some words and then a few more'), 'and then a few')).toEqual([
      '[and then]',
      '[a few]',
    ]);
    const long = `${'x'.repeat(15)}needle`;
    expect(marked(view(long), 'needle').join('')).toBe('[needl][e]');
  });

  it('takes what it is given as it is', () => {
    for (const text of [
      'a.c',
      '(x',
      '[y]',
      '\\d',
      '*',
      'a|b',
      '^',
      '$',
      '-',
      '/',
      '{2}',
      '漢字',
      '☕',
    ]) {
      expect(findMatches(view(`\`abc ${text} ac\``), text).matches, text).toHaveLength(1);
    }
    expect(findMatches(view('abc'), '   ').matches).toEqual([]);
    expect(findMatches(view('abc'), 'abd').matches).toEqual([]);
  });

  it('goes through the occurrences and around both ends, and brings each into the window', () => {
    const long = view(...Array.from({ length: 30 }, (_, index) => `text ${index} and tea`));
    let search = searchTranscript(long, undefined, 'tea', false);
    expect([search.at, search.count]).toEqual([28, 30]);
    let anchor = anchorOf(long, undefined, search);
    const seen: number[] = [];
    for (let step = 0; step < 31; step++) {
      search = stepSearch(long, search, 1);
      anchor = anchorOf(long, anchor, search);
      seen.push(search.at);
      const { rows } = visibleRows(long, anchor);
      const { entry, row } = search.current ?? {};
      expect(rows.some((each) => each.entry === entry && each.row === row)).toBe(true);
    }
    expect(seen.slice(0, 4)).toEqual([29, 30, 1, 2]);
    expect(stepSearch(long, search, -1).at).toBe(28);
  });

  it('finds what has come since, and keeps its place', () => {
    const search = searchTranscript(view('tea', 'no', 'tea'), undefined, 'tea', false);
    const more = stepSearch(view('tea', 'no', 'tea', 'tea'), search, 1);
    expect([more.at, more.count]).toEqual([search.at + 1, 3]);
    expect(stepSearch(view('no'), search, 1)).toMatchObject({ at: 0, count: 0 });
  });

  it('lays out no more than it counts', () => {
    const many = view(...Array.from({ length: 5_000 }, () => 'tea'));
    const { matches, more } = findMatches(many, 'tea');
    expect(matches).toHaveLength(1_000);
    expect(more).toBe(true);
    expect(matches.at(-1)?.entry).toBe(4_999);
  });
});
