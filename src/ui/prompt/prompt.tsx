import { useCursor } from 'ink';
import type { ReactElement } from 'react';
import { clientLabel } from '../../screen/selectors.ts';
import type { ScreenClient, ScreenUser } from '../../screen/state.ts';
import { textWidth, truncate } from '../../screen/text.ts';
import { cell, type Line, Rows } from '../row.tsx';
import { secondary, userColour } from '../theme.ts';
import type { EditorState } from './editor.ts';
import { type EditorLayout, layoutEditor } from './layout.ts';

/** Columns. Longer user names are cut: the draft needs the room. */
const maximumName = 20;

/** `alice·C1 › `: whose prompt this is, in words. */
export function promptLabel(client: ScreenClient | undefined): string {
  if (!client) return '› ';
  return `${truncate(client.user, maximumName)}·${clientLabel(client)} › `;
}

/** Columns that are left for the draft. */
export const draftWidth = (client: ScreenClient | undefined, columns: number): number =>
  Math.max(1, columns - textWidth(promptLabel(client)) - 2);

function lines(
  label: string,
  user: ScreenUser | undefined,
  { rows, folded }: EditorLayout,
  isEmpty: boolean,
): readonly Line[] {
  const indent = cell(' '.repeat(textWidth(label) + 1));
  const style = user && { color: userColour(user.colour), bold: true };
  return rows.map((row, index): Line => {
    const first = index === 0 && !(folded && folded.linesAbove > 0);
    const begin = first ? [cell(' '), cell(label, style)] : [indent];
    const placeholder = isEmpty ? [cell('ask for something, or / for commands', secondary)] : [];
    return [...begin, cell(row), ...placeholder];
  });
}

/** Where the cursor is in the prompt line, from its first row's beginning. */
export function promptCursor(
  draft: EditorState,
  client: ScreenClient | undefined,
  columns: number,
  rows: number,
): { readonly x: number; readonly y: number } {
  const { cursorColumn, cursorRow } = layoutEditor(draft, draftWidth(client, columns), rows);
  return { x: 1 + textWidth(promptLabel(client)) + cursorColumn, y: cursorRow };
}

/** The prompt line with the terminal's own cursor in it, where input methods look for it. */
export function Prompt({
  draft,
  client,
  user,
  columns,
  rows,
  y,
  focused,
}: {
  readonly draft: EditorState;
  readonly client: ScreenClient | undefined;
  readonly user: ScreenUser | undefined;
  readonly columns: number;
  readonly rows: number;
  /** The row of the screen at which it begins. */
  readonly y: number;
  readonly focused: boolean;
}): ReactElement {
  const { setCursorPosition } = useCursor();
  const label = promptLabel(client);
  const layout = layoutEditor(draft, draftWidth(client, columns), rows);
  const cursor = promptCursor(draft, client, columns, rows);
  setCursorPosition(focused ? { x: cursor.x, y: y + cursor.y } : undefined);
  return <Rows lines={lines(label, user, layout, draft.text === '')} />;
}
