import { keyBindings } from '../keys/key-table.ts';
import type { Overlay } from '../overlay/overlay.ts';
import { cell, type Line, lineWidth, spread } from '../row.tsx';
import type { PromptMode } from '../scene.ts';
import { emphasis, secondary } from '../theme.ts';
import type { Focus, ViewState } from '../view.ts';

/** Hints that stand alone: the first of each key's labels with its two words. */
const shown = ['send', 'escape', 'new-client', 'users', 'files'];

function joined(hints: readonly (readonly [string, string])[], width: number): Line {
  const line: Line[number][] = [cell(' ')];
  for (const [key, words] of hints) {
    const next: Line = [
      ...(line.length > 1 ? [cell(' · ', secondary)] : []),
      cell(key),
      cell(` ${words}`, secondary),
    ];
    if (lineWidth([...line, ...next]) > width) break;
    line.push(...next);
  }
  return line;
}

const panelHints: Partial<Record<Focus, readonly (readonly [string, string])[]>> = {
  files: [
    ['↑ ↓', 'move'],
    ['Enter', 'open'],
    ['← →', 'fold'],
    ['Esc', 'back to the prompt'],
  ],
  ledger: [
    ['↑ ↓', 'move'],
    ['Esc', 'back to the prompt'],
  ],
};

const scrollHints = [
  ['↑ ↓', 'scroll'],
  ['PgUp PgDn', 'page'],
  ['Esc', 'close'],
] as const;

const overlayHints: Record<Overlay['kind'], readonly (readonly [string, string])[]> = {
  help: scrollHints,
  model: scrollHints,
  file: scrollHints,
  users: [
    ['↑ ↓', 'choose'],
    ['Enter', 'turn to it'],
    ['Esc', 'close'],
  ],
};

const promptHints: Record<PromptMode, readonly (readonly [string, string])[]> = {
  search: [
    ['Ctrl+R', 'older'],
    ['Enter', 'take it'],
    ['Esc', 'back to the draft'],
  ],
  list: [
    ['Tab ↑ ↓', 'choose'],
    ['Enter', 'send'],
    ['Esc', 'close'],
  ],
};

/** The keys that one needs most where one is; after Ctrl+X what may follow. As many as fit. */
export function hintLine(
  { chord, focus, overlay }: ViewState,
  width: number,
  promptMode?: PromptMode,
): Line {
  const own = overlay
    ? overlayHints[overlay.kind]
    : promptMode
      ? promptHints[promptMode]
      : panelHints[focus];
  if (!chord && own) return joined(own, width);
  if (!chord) {
    const hints = keyBindings
      .filter(({ action, hint }) => hint && shown.includes(action))
      .map(({ label = '', hint = '' }) => [label, hint] as const);
    const help: Line = [cell('?'), cell(' keys ', secondary)];
    return spread(joined(hints, width - lineWidth(help) - 1), help, width);
  }
  const second = keyBindings
    .filter(({ keys, hint }) => hint && keys.some((key) => key.startsWith('ctrl+x ')))
    .map(({ keys, hint = '' }) => [keys[0]?.slice('ctrl+x '.length) ?? '', hint] as const);
  const prefix: Line = [cell(' Ctrl+X …', emphasis), cell(' ')];
  const rest = [...second, ['1…9', 'that client'] as const, ['← →', 'beside'] as const];
  return [...prefix, ...joined(rest, width - lineWidth(prefix))];
}
