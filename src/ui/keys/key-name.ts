import type { Key } from 'ink';

/** A key that was pressed. `name` is as in the key table; `text` is what it would write. */
export interface KeyPress {
  readonly name: string;
  readonly text: string;
}

const named = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageDown', 'pagedown'],
  ['pageUp', 'pageup'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const;

/** Gives a key as Ink reports it its one name: `ctrl+x`, `shift+left`, `alt+b`, `enter`, `?`. */
export function keyPress(input: string, key: Key): KeyPress {
  if (input === '\n') return { name: 'ctrl+j', text: '' };
  const special = named.find(([flag]) => key[flag])?.[1];
  // More than one character is text, even where it spells the name of a key.
  const character = [...input].length === 1 ? input : '';
  const base = special ?? character.toLowerCase();
  // Shift is part of what a character is, but not of what an arrow is.
  const modifiers = [
    ...(key.ctrl ? ['ctrl'] : []),
    ...(key.meta && base !== 'escape' ? ['alt'] : []),
    ...(key.shift && special ? ['shift'] : []),
  ];
  const name = modifiers.length > 0 ? [...modifiers, base].join('+') : (special ?? character);
  const text = special || modifiers.length > 0 ? '' : input;
  return { name, text };
}
