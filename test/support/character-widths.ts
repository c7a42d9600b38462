import type { IUnicodeVersionProvider } from '@xterm/headless';
import stringWidth from 'string-width';

// How xterm packs a character's properties into one number: bit 0 joins it to the one before, bits 1 and 2 are its width.
const packed = (width: number, joins: boolean) => (width << 1) | (joins ? 1 : 0);
const widthOf = (properties: number) => (properties >> 1) & 3;

const widths = new Map<number, 0 | 1 | 2>();

function wcwidth(codepoint: number): 0 | 1 | 2 {
  if (codepoint >= 0x20 && codepoint < 0x7f) return 1;
  const known = widths.get(codepoint);
  if (known !== undefined) return known;
  const width = Math.min(2, stringWidth(String.fromCodePoint(codepoint)));
  const checked = width === 0 || width === 1 ? width : 2;
  widths.set(codepoint, checked);
  return checked;
}

/** Widths as today's terminals have them: xterm's own table is Unicode 6, where an emoji is one column wide. */
export const modernWidths: IUnicodeVersionProvider = {
  version: 'modern',
  wcwidth,
  charProperties(codepoint, preceding) {
    const width = wcwidth(codepoint);
    const joins = width === 0 && widthOf(preceding) > 0;
    return packed(joins ? widthOf(preceding) : width, joins);
  },
};
