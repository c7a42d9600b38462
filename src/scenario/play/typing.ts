/** A piece of text that is typed, and how many milliseconds after the one before. */
export interface Keystroke {
  readonly after: number;
  readonly text: string;
}

/** Milliseconds between two keys of somebody who types well, and between two words or sentences. */
const usual = 55;
const afterWord = 40;
const afterSentence = 220;
/** Nobody wants to watch a long prompt being typed for longer, in milliseconds: it is typed faster. */
const longest = 5_000;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Numbers from 0 to 1 that look random, and are the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is closer together than this, in milliseconds, nobody sees apart. */
const frame = 16;

/** Pieces that are typed within one frame as one. */
function inFrames(strokes: readonly Keystroke[]): readonly Keystroke[] {
  const framed: Keystroke[] = [];
  let [after, text] = [0, ''];
  for (const stroke of strokes) {
    after += stroke.after;
    text += stroke.text;
    if (after < frame) continue;
    framed.push({ after, text });
    [after, text] = [0, ''];
  }
  return text === '' ? framed : [...framed, { after, text }];
}

/**
 * How a text is typed, a character as people see it at a time: not quite evenly, in the same way for the same seed.
 * `pace` 2 is twice as fast; infinite: all of it at once.
 */
export function typing(text: string, pace: number, seed: number): readonly Keystroke[] {
  const random = numbersFrom(seed);
  let before = '';
  const strokes = Array.from(segmenter.segment(text), ({ segment }): Keystroke => {
    const rest = /[.!?,;:\n]/.test(before) ? afterSentence : /\s/.test(before) ? afterWord : 0;
    before = segment;
    return { after: usual * (0.6 + 0.8 * random()) + rest, text: segment };
  });
  const whole = strokes.reduce((sum, { after }) => sum + after, 0);
  const factor = Math.min(1, longest / whole) / pace;
  return inFrames(strokes.map((stroke) => ({ ...stroke, after: stroke.after * factor })));
}
