import type { Redact } from '../repl/redact.ts';
import { safeText } from '../screen/safe-text.ts';

/** Text from outside as a page shows it: without secrets, nothing invisible in it, and not too long. */
export interface ShownText {
  readonly text: string;
  /** Characters that were left out at its end. */
  readonly more: number;
}

/** Makes text from outside fit to be shown. What is no text, as a damaged recording may have it, is shown as JSON. */
export interface Shower {
  text(value: unknown, max: number): ShownText;
  /** On a single line, its cut marked by `…`. */
  line(value: unknown, max: number): string;
  /** A value as indented JSON. */
  json(value: unknown, max: number): ShownText;
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? '');

export function createShower(redact: Redact): Shower {
  /** A secret is taken out before anything is cut, or half of it would stay. */
  function text(value: unknown, max: number): ShownText {
    const clean = redact(asText(value));
    const safe = safeText(clean.slice(0, max));
    // A mark for an invisible character is longer than the character.
    const cut = safe.length > max ? safeText(safe.slice(0, max)) : safe;
    return { text: cut, more: clean.length > max ? clean.length - max : safe.length - cut.length };
  }
  return {
    text,
    line(value, max) {
      const { text: shown, more } = text(value, max);
      return `${shown.replace(/\n/g, '␤')}${more > 0 ? '…' : ''}`;
    },
    json(value, max) {
      if (typeof value === 'string') return text(value, max);
      // JSON would spell a secret with quotes in it in another way.
      const clean = (_key: string, each: unknown) =>
        typeof each === 'string' ? redact(each) : each;
      return text(JSON.stringify(value, clean, 2), max);
    },
  };
}
