import { nearestWord } from '../../repl/nearest.ts';
import { editingKeys } from '../prompt/keys.ts';
import { chordKey } from './key-table.ts';

type ParsedKey = { readonly key: string } | { readonly problem: string };

const namedKeys = [
  'up',
  'down',
  'left',
  'right',
  'pageup',
  'pagedown',
  'home',
  'end',
  'enter',
  'escape',
  'tab',
  'backspace',
  'delete',
] as const;

const aliases: Readonly<Record<string, string>> = {
  esc: 'escape',
  return: 'enter',
  pgup: 'pageup',
  pgdn: 'pagedown',
  del: 'delete',
  control: 'ctrl',
  option: 'alt',
  meta: 'alt',
};

/** In the order in which `keyPress` writes them. */
const modifiers = ['ctrl', 'alt', 'shift'] as const;

/** What terminals send for another key: these strokes never come. */
const sameAs: Readonly<Record<string, string>> = {
  'ctrl+i': 'tab',
  'ctrl+m': 'enter',
  'ctrl+[': 'escape',
};

/** Keys that move in the line or change it, and no key of the table. */
const lineKeys = ['left', 'right', 'backspace', 'delete'].flatMap((name) => [
  name,
  `ctrl+${name}`,
  `alt+${name}`,
]);
const ofTheLine: ReadonlySet<string> = new Set([...editingKeys, ...lineKeys]);

const problem = (text: string): ParsedKey => ({ problem: text });

/** One stroke, as `keyPress` would name it. */
function parseStroke(text: string): ParsedKey {
  const parts = text.split(/\+(?=.)/).map((part) => {
    const lower = part.toLowerCase();
    return aliases[lower] ?? ((namedKeys as readonly string[]).includes(lower) ? lower : part);
  });
  const base = parts.pop() ?? '';
  const given = parts.map((part) => part.toLowerCase());
  const unknown = given.find((part) => !(modifiers as readonly string[]).includes(part));
  if (unknown !== undefined) {
    const nearest = nearestWord(unknown, [...modifiers, ...Object.keys(aliases)]);
    return problem(
      `unknown modifier "${unknown}": ${nearest ? `did you mean ${nearest}?` : `there is ${modifiers.join(', ')}`}`,
    );
  }
  const isNamed = (namedKeys as readonly string[]).includes(base);
  if (!isNamed && [...base].length !== 1) {
    const nearest = nearestWord(base, [...namedKeys, ...Object.keys(aliases)]);
    return problem(
      `unknown key "${base.slice(0, 32)}": ${nearest ? `did you mean ${nearest}?` : `write one character, or ${namedKeys.join(', ')}`}`,
    );
  }
  if (!isNamed && given.includes('shift')) {
    return problem(`"${text}": no terminal tells shift apart there, write the character itself`);
  }
  const kept = modifiers.filter((modifier) => given.includes(modifier));
  const written = isNamed || kept.length === 0 ? base : base.toLowerCase();
  return { key: [...kept, written].join('+') };
}

/**
 * Reads a key as a configuration names it, `ctrl+n`, `alt+enter`, `ctrl+x w`, in any order and case of its modifiers.
 * Refuses what never comes from a terminal, what is needed to type, and what nobody may take away.
 */
export function parseKey(text: string): ParsedKey {
  const strokes = text.trim().split(/ +/);
  const [first = '', second, ...others] = strokes;
  const begun = parseStroke(first);
  if ('problem' in begun) return begun;
  const same = sameAs[begun.key];
  if (same) return problem(`terminals send ${same} for ${begun.key}: choose another key`);
  if (second !== undefined) {
    if (others.length > 0 || begun.key !== chordKey) {
      return problem(`"${text}": a key of two strokes is ${chordKey} and one more`);
    }
    const ended = parseStroke(second);
    if ('problem' in ended) return ended;
    // Ctrl may still be held down: the second stroke is the same with and without it.
    return { key: `${chordKey} ${ended.key.replace(/^ctrl\+/, '')}` };
  }
  if (ofTheLine.has(begun.key)) {
    return problem(`${begun.key} edits the line: choose another key`);
  }
  // `?` is free on an empty prompt, where no prompt begins with it.
  if ([...begun.key].length === 1 && begun.key !== '?') {
    return problem(`"${begun.key}" is needed to type: put ctrl+, alt+ or "${chordKey} " before it`);
  }
  return begun;
}
