/** Where an invisible character is needed to write a word or an emoji, and so can't hide anything. */
const shaping = [
  // Joiners within an emoji (families, professions).
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
  // Joiners within words of the scripts whose spelling has them.
  ...[
    'Arabic',
    'Bengali',
    'Devanagari',
    'Gujarati',
    'Gurmukhi',
    'Kannada',
    'Malayalam',
    'Oriya',
    'Sinhala',
    'Tamil',
    'Telugu',
  ].map((script) => String.raw`(?<=\p{Script=${script}})[\u200c\u200d](?=\p{Script=${script}})`),
  // Emoji or text style of a symbol, and keycaps.
  String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
  String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
].join('|');

const hidden =
  String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}` +
  String.raw`\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]`;

/**
 * What can't be seen, or moves or hides what can: control and format characters (bidi, zero width, tags), line
 * separators, lone surrogates, fillers, joiners and variation selectors where they shape nothing.
 */
export const hiddenCharacter = new RegExp(`(?!${shaping})${hidden}`, 'u');

const everyHiddenCharacter = new RegExp(hiddenCharacter.source, 'gu');

const longest = 120;

/**
 * What someone wrote, to be shown in a message: in double quotes, hidden characters as `\u{202e}`, at most 120
 * UTF-16 units in all.
 */
export function quote(text: string): string {
  const escaped = cut(text, longest)
    .replace(/["\\]/g, '\\$&')
    .replace(everyHiddenCharacter, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  const room = longest - '""'.length;
  const whole = text.length <= longest && escaped.length <= room;
  return whole ? `"${escaped}"` : `"${cut(escaped, room - 1)}…"`;
}

/** The beginning of a text, never with half of a character at its end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
