import { safeLine } from '../../screen/safe-text.ts';
import { textWidth } from '../../screen/text.ts';
import { emphasis, secondary } from '../look/theme.ts';
import { boxLines } from '../overlay/box-lines.ts';
import { listTop } from '../rows/list-window.ts';
import { cell, column, type Line } from '../rows/row.tsx';
import type { Candidate, Completion, CompletionKind } from './completion.ts';
import { type EditorState, edit } from './editor.ts';

/** The candidates above the prompt. */
export interface CompletionList extends Completion {
  /** The draft as it was typed: it comes back when the list is closed. */
  readonly typed: EditorState;
  /** Of the candidate that stands in the draft; -1 while what was typed does. */
  readonly index: number;
}

/** Rows of candidates that are shown at once. */
const maximumRows = 8;

export const openList = (completion: Completion, typed: EditorState): CompletionList => ({
  ...completion,
  typed,
  index: -1,
});

/** The next candidate down or up, around the ends, and the draft with it in its place. */
export function choose(list: CompletionList, step: 1 | -1) {
  const { candidates, typed, start, end } = list;
  const from = list.index === -1 && step === -1 ? 0 : list.index;
  const index = (from + step + candidates.length) % candidates.length;
  const text = candidates[index]?.name ?? '';
  const draft = edit(typed, { type: 'replace', text, start, end });
  return { list: { ...list, index }, draft };
}

const titles: Readonly<Record<CompletionKind, string>> = {
  commands: 'Commands',
  users: 'Users',
  clients: 'Clients',
  files: 'Files',
};

const shownText = ({ name, usage }: Candidate): string =>
  safeLine(usage ? `${name} ${usage}` : name);

/** The list in a box of `width` columns and at most `height` rows. There may be many: only those shown are drawn. */
export function listLines(
  { kind, candidates, index }: CompletionList,
  width: number,
  height: number,
): readonly Line[] {
  const rows = Math.max(1, Math.min(candidates.length, maximumRows, height - 2));
  const top = listTop(candidates.length, rows, index);
  const shown = candidates.slice(top, top + rows);
  const widest = Math.max(...candidates.map((each) => textWidth(shownText(each))));
  const hasHelp = shown.some(({ help }) => help !== '');
  const room = Math.min(widest, Math.floor((width - 6) * (hasHelp ? 0.6 : 1)));
  const lines = shown.map((each, at): Line => {
    const chosen = top + at === index;
    const text = cell(column(shownText(each), room), chosen ? emphasis : undefined);
    return [cell(chosen ? '▸ ' : '  '), text, cell(`  ${safeLine(each.help)}`, secondary)];
  });
  const place = `${top + 1}–${top + rows} of ${candidates.length}`;
  const footer = candidates.length > rows ? [cell(place, secondary)] : [];
  return boxLines([cell(titles[kind], emphasis)], lines, footer, width, rows + 2);
}
