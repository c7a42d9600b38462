import { glyphs } from '../../screen/text.ts';

/** How cells look: the parameters of the SGR sequence that makes it so. Equal ones are the same object. */
export interface CellStyle {
  readonly sgr: string;
  /** It can be seen on a space, too. */
  readonly onSpaces: boolean;
  readonly codes: ReadonlyMap<string, string>;
}

/**
 * A row in cells, one for each column up to the last that is not blank. A wide character stands in its first cell, and
 * the empty text in its second.
 */
export interface StyledRow {
  readonly texts: readonly string[];
  readonly styles: readonly CellStyle[];
}

const known = new Map<string, CellStyle>();

function styleOf(codes: ReadonlyMap<string, string>): CellStyle {
  const sgr = [...codes.values()].join(';');
  const found = known.get(sgr);
  if (found) return found;
  const onSpaces = ['bg', '4', '7', '9'].some((kind) => codes.has(kind));
  const style = { sgr, onSpaces, codes };
  known.set(sgr, style);
  return style;
}

export const plain = styleOf(new Map());
export const blankRow: StyledRow = { texts: [], styles: [] };

const ends: Readonly<Record<string, readonly string[]>> = {
  22: ['1', '2'],
  23: ['3'],
  24: ['4'],
  27: ['7'],
  29: ['9'],
  39: ['fg'],
  49: ['bg'],
};

/** Which code it takes the place of; undefined for what is not known here. */
function kindOf(code: number): string | undefined {
  if ((code >= 1 && code <= 4) || code === 7 || code === 9) return `${code}`;
  if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) return 'fg';
  return (code >= 40 && code <= 48) || (code >= 100 && code <= 107) ? 'bg' : undefined;
}

function applied(before: CellStyle, parameters: string): CellStyle | undefined {
  const codes = new Map(before.codes);
  const given = parameters.split(';');
  while (given.length > 0) {
    const code = given.shift() ?? '';
    const kind = kindOf(Number(code));
    const ended = ends[code];
    if (Number(code) === 0) codes.clear();
    else if (ended) for (const each of ended) codes.delete(each);
    else if (!kind) return undefined;
    else if (code === '38' || code === '48') {
      const colour = given.splice(0, given[0] === '5' ? 2 : 4);
      codes.set(kind, [code, ...colour].join(';'));
    } else codes.set(kind, code);
  }
  // One order, whatever the order in which they came.
  return styleOf(new Map([...codes].sort(([a], [b]) => (a < b ? -1 : 1))));
}

const transitions = new Map<CellStyle, Map<string, CellStyle | undefined>>();

function after(before: CellStyle, parameters: string): CellStyle | undefined {
  let from = transitions.get(before);
  if (!from) {
    from = new Map();
    transitions.set(before, from);
  }
  if (!from.has(parameters)) from.set(parameters, applied(before, parameters));
  return from.get(parameters);
}

const sgr = /\u001b\[([\d;]*)m/g;

/** Undefined where the row holds any other control than SGR, or one that is not known here. */
export function parseRow(row: string): StyledRow | undefined {
  const texts: string[] = [];
  const styles: CellStyle[] = [];
  let style = plain;
  let inked = 0;
  const take = (text: string): boolean => {
    if (text.includes('\u001b')) return false;
    for (const glyph of glyphs(text)) {
      if (glyph.width === 0) return false;
      texts.push(glyph.text);
      styles.push(style);
      for (let more = 1; more < glyph.width; more++) {
        texts.push('');
        styles.push(style);
      }
      if (glyph.text !== ' ' || style.onSpaces) inked = texts.length;
    }
    return true;
  };
  let from = 0;
  for (const { 0: sequence, 1: parameters = '', index } of row.matchAll(sgr)) {
    if (!take(row.slice(from, index))) return undefined;
    const next = after(style, parameters);
    if (!next) return undefined;
    style = next;
    from = index + sequence.length;
  }
  if (!take(row.slice(from))) return undefined;
  return { texts: texts.slice(0, inked), styles: styles.slice(0, inked) };
}
