import type { Key } from 'ink';

/** What `useInput` hands over for a key. */
export interface KeyEvent {
  readonly input: string;
  readonly key: Key;
}

/** More than a person types, or a slow line holds back, at once: it is pasted, so nothing in it is a key. */
const longestTyped = 1024;
/** A line feed is what a return becomes that is typed before the program has taken the terminal over. */
const lineEnd = /[\r\n\t]$/;
const control = /[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]/;

/**
 * Keys typed fast come as one event of Ink's `useInput`, and so does what is pasted into a terminal without bracketed
 * paste. This takes typed keys apart again: controls wherever they are, and a return or tab at the very end. With
 * another line end or tab in it, or if it is long, it is pasted text and stays one event, so that a paste never submits
 * half-way.
 */
export function separateKeys(input: string, key: Key): readonly KeyEvent[] {
  const end = lineEnd.exec(input)?.[0];
  const body = end === undefined ? input : input.slice(0, -1);
  const isOneKey = input.length < 2 || key.ctrl || key.meta;
  if (isOneKey || input.length > longestTyped || /[\r\n\t]/.test(body)) return [{ input, key }];
  const events: KeyEvent[] = [];
  for (const part of body.split(/([\x01-\x1f])/)) {
    if (part === '') continue;
    if (control.test(part)) events.push({ input: controlName(part), key: { ...key, ctrl: true } });
    else if (events.at(-1)?.key.ctrl) {
      // The second key of a chord (Ctrl+X n) is a key of its own.
      const [first = '', ...others] = part;
      events.push({ input: first, key });
      if (others.length > 0) events.push({ input: others.join(''), key });
    } else events.push({ input: part, key });
  }
  if (end === '\r' || end === '\n') events.push({ input: '\r', key: { ...key, return: true } });
  if (end === '\t') events.push({ input: '', key: { ...key, tab: true } });
  return events;
}

/** As Ink names it: Ctrl+A is `a`, Ctrl+_ is `_`. */
function controlName(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0x40).toLowerCase();
}
