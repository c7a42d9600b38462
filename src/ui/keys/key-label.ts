const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Del',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
};

function strokeLabel(stroke: string): string {
  const modifiers = stroke.split(/\+(?=.)/);
  const base = modifiers.pop() ?? '';
  // A letter beside a modifier is written large, as on the key; the second of a chord as it is typed.
  const shown = names[base] ?? (modifiers.length > 0 ? base.toUpperCase() : base);
  return [...modifiers.map((modifier) => names[modifier] ?? modifier), shown].join('+');
}

/** A key as people read it: `Ctrl+X n` for `ctrl+x n`, `Shift+→` for `shift+right`. */
export const keyLabel = (key: string): string => key.split(' ').map(strokeLabel).join(' ');

/** All keys of one action; consecutive digits after the same stroke as one: `Ctrl+X 1…9`. */
export function keyLabels(keys: readonly string[]): readonly string[] {
  const labels = keys.map(keyLabel);
  const [first = ''] = labels;
  const before = first.slice(0, -1);
  const inOrder = labels.every((label, index) => label === `${before}${index + 1}`);
  return labels.length > 2 && inOrder ? [`${first}…${labels.length}`] : labels;
}
