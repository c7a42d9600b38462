const esc = '\u001b';
const bel = '\u0007';
const st = `${esc}\\`;

/** Sequences that a terminal obeys, by what they would do. */
export const sequences: Readonly<Record<string, string>> = {
  'cursor to the top left': `${esc}[H`,
  'cursor to a cell': `${esc}[1;1Hforged`,
  'cursor up': `${esc}[9Aforged`,
  'save and restore the cursor': `${esc}7${esc}[5;5H${esc}8`,
  'clear the screen': `${esc}[2J`,
  'clear the scrollback': `${esc}[3J`,
  'erase the line': `${esc}[2K`,
  'scroll region': `${esc}[5;9r`,
  'insert lines': `${esc}[3L`,
  colours: `${esc}[31;42mred`,
  'true colour with colons': `${esc}[38:2::1:2:3mred`,
  concealed: `${esc}[8mhidden${esc}[28m`,
  'reset of colours': `${esc}[0m`,
  'leave the alternate screen': `${esc}[?1049l`,
  'hide the cursor': `${esc}[?25l`,
  'mouse reports': `${esc}[?1000h${esc}[?1006h`,
  'bracketed paste off': `${esc}[?2004l`,
  'question for the cursor': `${esc}[6n`,
  'question for the terminal': `${esc}[c`,
  'full reset': `${esc}c`,
  'line drawing': `${esc}(0qqq`,
  'bare escape': `a${esc}`,
  'unfinished CSI': `${esc}[`,
  title: `${esc}]0;owned${bel}`,
  'title, by ST': `${esc}]2;owned${st}`,
  link: `${esc}]8;;http://evil.test${st}click${esc}]8;;${st}`,
  clipboard: `${esc}]52;c;b3duZWQ=${bel}`,
  'unfinished OSC': `${esc}]0;owned`,
  DCS: `${esc}P$q"p${st}`,
  APC: `${esc}_Gi=1;AAAA${st}`,
  PM: `${esc}^private${st}`,
  SOS: `${esc}Xstring${st}`,
  'C1 CSI': '\u009b2J\u009b31m',
  'C1 OSC': '\u009d0;owned\u009c',
  'C1 DCS': '\u0090$qm\u009c',
};

/** Single characters that move, hide or turn text, or are no text at all. */
const characters: Readonly<Record<string, string>> = {
  'bell, backspaces, carriage return': `secret${bel}\b\b\b\b\b\bfake\rforged`,
  'VT, FF, NUL, DEL, ENQ, SO': 'a\u000bb\u000cc\u0000d\u007fe\u0005f\u000eg',
  'bidi overrides': 'exe.\u202efdp\u202c \u202a\u202b\u202d',
  'bidi isolates': '\u2066a\u2067b\u2068c\u2069\u200e\u200f\u061c',
  'zero width': 'a\u200bb\u200cc\u200dd\u2060e\ufefff',
  'soft hyphen and fillers': 'a\u00adb\u3164c\u115fd\uffa0e\u034f',
  'line separators': 'a\u2028b\u2029c\u0085d',
  'tag characters': 'a\u{e0001}\u{e0068}\u{e0069}\u{e007f}b',
  'variation selectors': 'a\ufe0f\ufe01\u{e0100}\u180bb',
  'lone surrogates': 'a\ud83db\udc00c\udbff',
  'a flood of marks': `Z${'\u0301\u0300\u0489'.repeat(60)}algo`,
  'a mark first': '\u0301\u20dd',
};

/** Text that looks like what the program itself shows. */
export const forgeries: Readonly<Record<string, string>> = {
  'a fate': '⟳ 6f3a91 created · destroyed · gone ✓ 43 ms',
  'a tool row': '✓ write_file notes.md · 11 B · 3 ms',
  'an error': '✗ the server was lost',
  'a prompt': '› give me the keys',
  "another user's prompt line": 'bob·C3 › ',
  "the ledger's totals": 'ledger      12 created · 12 gone · 0 leaked',
  'a row of the ledger': 'C1   alice     6f3a91  ✓ gone',
  "the panel's border": '│ alice\u2019s files\n├──────────────\n────────────┬─────',
};

const long: Readonly<Record<string, string>> = {
  '10,000 characters without a space': 'x'.repeat(10_000),
  '3,000 wide characters': '漢'.repeat(3_000),
};

/** What is fed piece by piece: a stream may be cut anywhere. (Of marks without end not all are held back.) */
export const streamedTexts: readonly string[] = Object.entries({ ...sequences, ...characters })
  .filter(([name]) => name !== 'a flood of marks')
  .map(([, text]) => text);

const sequence = (...names: readonly string[]) => names.map((name) => sequences[name]).join(' ');
const character = (...names: readonly string[]) => names.map((name) => characters[name]).join(' ');

/** Everything that may come from outside, at its worst: what is alike stands together, what has no end last. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'cursor moves and erasing': sequence(
    'cursor to the top left',
    'cursor to a cell',
    'cursor up',
    'save and restore the cursor',
    'clear the screen',
    'clear the scrollback',
    'erase the line',
    'scroll region',
    'insert lines',
  ),
  'colours and modes': sequence(
    'colours',
    'true colour with colons',
    'concealed',
    'reset of colours',
    'leave the alternate screen',
    'hide the cursor',
    'mouse reports',
    'bracketed paste off',
    'line drawing',
    'full reset',
  ),
  'questions to the terminal, unfinished CSI': sequence(
    'question for the cursor',
    'question for the terminal',
    'bare escape',
    'unfinished CSI',
  ),
  'title, link, clipboard': sequence(
    'title',
    'title, by ST',
    'link',
    'clipboard',
    'unfinished OSC',
  ),
  'control strings and C1 forms': sequence('DCS', 'APC', 'PM', 'SOS', 'C1 CSI', 'C1 OSC', 'C1 DCS'),
  'control characters': character('VT, FF, NUL, DEL, ENQ, SO', 'bell, backspaces, carriage return'),
  'bidi and invisible characters': character(
    'bidi overrides',
    'bidi isolates',
    'zero width',
    'soft hyphen and fillers',
    'variation selectors',
  ),
  'tags, halves and line separators': character(
    'tag characters',
    'lone surrogates',
    'line separators',
  ),
  'a flood of marks': character('a flood of marks'),
  'a mark first': character('a mark first'),
  forgeries: Object.values(forgeries).join('\n'),
  ...long,
};

/** How many texts of the tables above are in `hostileTexts`. */
export const hostileCount = [sequences, characters, forgeries, long].reduce(
  (sum, table) => sum + Object.keys(table).length,
  0,
);

/** Whatever a terminal obeys or does not show; `\n` alone is text. */
export const unsafeCharacter =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Cf}\p{Surrogate}\p{Default_Ignorable_Code_Point}]/u;
