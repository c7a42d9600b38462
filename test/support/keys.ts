const named: Readonly<Record<string, string>> = {
  Enter: '\r',
  'Shift+Enter': '\x1b[13;2u',
  'Alt+Enter': '\x1b\r',
  Escape: '\x1b',
  Tab: '\t',
  'Shift+Tab': '\x1b[Z',
  Backspace: '\x7f',
  Space: ' ',
  Delete: '\x1b[3~',
  PageUp: '\x1b[5~',
  PageDown: '\x1b[6~',
};

const cursorKeys: Readonly<Record<string, string>> = {
  Up: 'A',
  Down: 'B',
  Right: 'C',
  Left: 'D',
  End: 'F',
  Home: 'H',
};

const modifierBits: Readonly<Record<string, number>> = { Shift: 1, Alt: 2, Ctrl: 4 };

/**
 * What a terminal sends for a key: `Enter`, `Escape`, `Up`, `Ctrl+C`, `Alt+B`, `Shift+Left`, `Ctrl+Right`, `PageDown`.
 *
 * @throws RangeError for a name that it does not know.
 */
export function keySequence(name: string): string {
  const plain = named[name];
  if (plain !== undefined) return plain;

  const modifiers = name.split('+');
  const key = modifiers.pop() ?? '';
  const bits = modifiers.map((modifier) => modifierBits[modifier]);
  const letter = cursorKeys[key];
  if (letter !== undefined && bits.every((bit) => bit !== undefined)) {
    const sum = bits.reduce((total, bit) => total + bit, 0);
    return sum === 0 ? `\x1b[${letter}` : `\x1b[1;${sum + 1}${letter}`;
  }
  if (modifiers.join('+') === 'Ctrl' && /^[A-Za-z]$/.test(key)) {
    return String.fromCharCode(key.toUpperCase().charCodeAt(0) - 64);
  }
  if (modifiers.join('+') === 'Alt' && /^[A-Za-z]$/.test(key)) return `\x1b${key.toLowerCase()}`;
  throw new RangeError(`no key is called "${name}"`);
}

/** A paste as a terminal sends it to a program that has asked for bracketed paste. */
export const pasteSequence = (text: string): string =>
  `\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`;
