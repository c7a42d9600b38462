/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const honestParts: readonly string[] = [
  ...['a', 'Z', '7', '-', '.', ' ', ' ', '   ', 'word', 'longer-word', 'é', 'e\u0301', 'ß', 'ж'],
  ...['漢', '字', 'かな', 'ﾊﾟ', '한글', '，', 'ไทย', 'น้ำ', 'ສຳ', 'שלום', 'می\u200cخواهم'],
  ...[
    '😀',
    '👍🏽',
    '👨‍👩‍👧',
    '❤️',
    '1️⃣',
    '🇩🇪',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '…',
  ],
];

export const hostileParts: readonly string[] = [
  ...['\x1b[31m', '\x1b]0;title\x07', '\x1b', '\0', '\x7f', '\x9b2J', '\r', '\r\n', '\t', '\b'],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200d',
    '\u200c',
    '\ufe0f',
    '\ufeff',
    '\u2028',
    '\u00ad',
    '\u0600',
  ],
  ...[
    '\ud83d',
    '\udc68',
    '\u0301',
    '\u0301'.repeat(20),
    '\u20e3',
    '\u{1f3fd}',
    '\u{e0041}',
    '\u3164',
  ],
];

/** Up to `length` of the parts, one after the other. */
export function randomText(random: () => number, parts: readonly string[], length: number): string {
  const count = Math.floor(random() * (length + 1));
  return Array.from({ length: count }, () => parts[Math.floor(random() * parts.length)]).join('');
}
