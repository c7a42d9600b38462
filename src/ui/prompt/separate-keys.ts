import type { Key } from 'ink';

/** What `useInput` hands over for a key. */
export interface KeyEvent {
  readonly input: string;
  readonly key: Key;
}

/** Takes apart what arrives at once, and remembers what that tells about the terminal. */
export interface KeySeparator {
  /** The keys of one event of Ink's `useInput`, in order. */
  keys(input: string, key: Key): readonly KeyEvent[];
  /** A paste has come in brackets: so do all of this terminal's. */
  pasted(): void;
}

/** More than a person types, or a slow line holds back, at once: it is pasted, so nothing in it is a key. */
const longestTyped = 1024;
/** So soon after a piece of a paste, in ms, comes the next one, and nothing that is typed. */
const pause = 50;
const control = /[\x01-\x1f]/;

/** Nothing that `separate` can take apart: Ink has recognised it, or it is one character. */
const isOneKey = (input: string, key: Key) => input.length < 2 || key.ctrl || key.meta;

/** Every control character, and what stands between them. */
function separate(input: string, key: Key): readonly KeyEvent[] {
  const events: KeyEvent[] = [];
  for (const part of input.split(/([\x01-\x1f])/)) {
    if (part === '') continue;
    if (control.test(part)) events.push(controlKey(part, key));
    else if (events.at(-1)?.key.ctrl) {
      // The second key of a chord (Ctrl+X n) is a key of its own.
      const [first = '', ...others] = part;
      events.push({ input: first, key });
      if (others.length > 0) events.push({ input: others.join(''), key });
    } else events.push({ input: part, key });
  }
  return events;
}

/** As Ink names it: Ctrl+A is `a`, Ctrl+_ is `_`. */
function controlKey(character: string, key: Key): KeyEvent {
  // A line feed is what a return becomes that is typed before the program has taken the terminal over.
  if (character === '\r' || character === '\n')
    return { input: '\r', key: { ...key, return: true } };
  if (character === '\t') return { input: '', key: { ...key, tab: true } };
  const name = String.fromCharCode(character.charCodeAt(0) + 0x40).toLowerCase();
  return { input: name, key: { ...key, ctrl: true } };
}

/**
 * Keys typed fast come as one event of Ink's `useInput`, and so does what is pasted into a terminal without bracketed
 * paste. A paste must never be sent half-way, so whatever may be one stays a single event: what has a line end or tab
 * anywhere but at its very end, what is long, and what has either right behind such a piece. Only where the terminal is
 * known to bracket its pastes are several lines at once what they seem to be: typed ahead. `now` is in ms.
 */
export function createKeySeparator(now: () => number = () => performance.now()): KeySeparator {
  let brackets = false;
  let pastedUntil = Number.NEGATIVE_INFINITY;

  function mayBePasted(input: string): boolean {
    if (input.length > longestTyped) return true;
    if (brackets) return false;
    if (now() < pastedUntil) return /[\r\n\t]/.test(input);
    // Nobody pastes tabs alone: the key was held down.
    return !/^\t+$/.test(input) && /[\r\n\t](?!$)/.test(input);
  }

  return {
    keys(input, key) {
      if (isOneKey(input, key)) return [{ input, key }];
      if (!mayBePasted(input)) return separate(input, key);
      pastedUntil = now() + pause;
      return [{ input, key }];
    },
    pasted: () => {
      brackets = true;
    },
  };
}
