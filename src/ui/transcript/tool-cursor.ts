import type { Cell, Line } from '../rows/row.tsx';
import type { TranscriptView, VisibleRow } from './window.ts';

/** The calls whose rows are in the window, from its top on. */
export function callsInView(view: TranscriptView, rows: readonly VisibleRow[]): readonly string[] {
  return rows.flatMap(({ entry, row }) => {
    const found = view.entries[entry - view.first];
    return row === 0 && found?.kind === 'tool' ? [found.call] : [];
  });
}

/** The call to select next, upwards from the prompt (or down, with 1), around the ends. */
export function nextCall(
  calls: readonly string[],
  selected: string | undefined,
  step: 1 | -1,
): string | undefined {
  const at = selected === undefined ? -1 : calls.indexOf(selected);
  if (at < 0) return step < 0 ? calls.at(-1) : calls[0];
  return calls[(at + step + calls.length) % calls.length];
}

/** Also where nothing is inverse: the margin before the row's own mark holds one more. */
const marked = (each: Cell, index: number): Cell => ({
  ...each,
  text: index === 0 ? each.text.replace(/^ /, '▸') : each.text,
  style: { ...each.style, inverse: true },
});

/** Shows which call is selected. */
export function markCall(
  view: TranscriptView,
  rows: readonly VisibleRow[],
  lines: readonly Line[],
  call: string,
): readonly Line[] {
  return lines.map((line, index) => {
    const { entry = -1, row } = rows[index] ?? {};
    const found = view.entries[entry - view.first];
    return row === 0 && found?.kind === 'tool' && found.call === call ? line.map(marked) : line;
  });
}
