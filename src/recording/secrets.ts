/** Shorter ones would take pieces out of ordinary words. */
const shortestSecret = 6;

/**
 * As much of a secret in a row is taken out as well: what is typed appears letter by letter, and a line of the screen
 * may hold one half of it.
 */
const pieceLength = 8;

/** No text waits longer for what follows it: a secret that is said over and over, for one. */
const longestHeld = 4096;

/** Where the secrets are in a text that comes in pieces. */
export interface SecretFinder {
  /** The places of a text that belong to a secret: pairs of start and end, in order. */
  find(text: string): readonly (readonly [start: number, end: number])[];
  /** How many characters of a text are settled: the rest may be the beginning of a secret that the next text goes on with. */
  settled(text: string): number;
}

const pairAt = (text: string, index: number): number =>
  text.charCodeAt(index) * 65_536 + text.charCodeAt(index + 1);

/** Finds secrets, and pieces of 8 characters and more of them. */
export function createSecretFinder(secrets: readonly (string | undefined)[]): SecretFinder {
  const pieces = new Set<string>();
  const beginnings = new Set<string>();
  const lengths = new Set<number>();
  /** The first two characters of every piece: few places of a text have them, and need a closer look. */
  const pairs = new Set<number>();
  for (const secret of secrets) {
    if (secret === undefined || secret.length < shortestSecret) continue;
    const length = Math.min(pieceLength, secret.length);
    lengths.add(length);
    for (let start = 0; start + length <= secret.length; start++) {
      const piece = secret.slice(start, start + length);
      pieces.add(piece);
      pairs.add(pairAt(piece, 0));
      for (let end = 1; end < length; end++) beginnings.add(piece.slice(0, end));
    }
  }
  const longestBeginning = Math.max(0, ...lengths) - 1;

  function pieceAt(text: string, start: number): number {
    for (const length of lengths) {
      if (pieces.has(text.slice(start, start + length))) return length;
    }
    return 0;
  }

  function find(text: string): readonly (readonly [number, number])[] {
    if (pieces.size === 0) return [];
    const found: [number, number][] = [];
    for (let start = 0; start < text.length; start++) {
      if (!pairs.has(pairAt(text, start))) continue;
      const length = pieceAt(text, start);
      if (length === 0) continue;
      const last = found.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], start + length);
      else found.push([start, start + length]);
    }
    return found;
  }

  return {
    find,
    settled(text) {
      let length = Math.min(longestBeginning, text.length);
      while (length > 0 && !beginnings.has(text.slice(-length))) length--;
      const sure = text.length - length;
      const [start, end] = find(text).at(-1) ?? [0, 0];
      const settled = end > sure ? start : sure;
      return text.length - settled > longestHeld ? text.length : settled;
    },
  };
}

/** What stands in the place of a secret in a text. */
const mask = '‹secret›';

/** The text without secrets. */
export function withoutSecrets(text: string, secrets: SecretFinder): string {
  const found = secrets.find(text);
  if (found.length === 0) return text;
  let clean = '';
  let from = 0;
  for (const [start, end] of found) {
    clean += text.slice(from, start) + mask;
    from = end;
  }
  return clean + text.slice(from);
}

/** Deeper ones can't be written as JSON. */
const deepest = 32;

/** The value without secrets in any of its texts and names. */
export function valueWithoutSecrets(value: unknown, secrets: SecretFinder, depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '‹nested too deeply›';
  if (Array.isArray(value)) {
    return value.map((each) => valueWithoutSecrets(each, secrets, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      withoutSecrets(name, secrets),
      valueWithoutSecrets(each, secrets, depth + 1),
    ]),
  );
}
