import { useCursor } from 'ink';
import type { ReactElement } from 'react';
import type { ScreenUser } from '../../screen/state.ts';
import { textWidth } from '../../screen/text.ts';
import { secondary, userColour } from '../look/theme.ts';
import { cell, type Line, Rows } from '../rows/row.tsx';
import { draftWidth, type PromptFace } from './face.ts';
import { type EditorLayout, layoutEditor } from './layout.ts';

function lines(
  label: string,
  user: ScreenUser | undefined,
  { rows, folded }: EditorLayout,
  placeholder: Line,
): readonly Line[] {
  const indent = cell(' '.repeat(textWidth(label) + 1));
  const style = user && { color: userColour(user.colour), bold: true };
  return rows.map((row, index): Line => {
    const first = index === 0 && !(folded && folded.linesAbove > 0);
    const begin = first ? [cell(' '), cell(label, style)] : [indent];
    return [...begin, cell(row), ...placeholder];
  });
}

/** Where the cursor is in the prompt line, from its first row's beginning. */
export function promptCursor(
  face: PromptFace,
  columns: number,
  rows: number,
): { readonly x: number; readonly y: number } {
  const { cursorColumn, cursorRow } = layoutEditor(face.shown, draftWidth(face, columns), rows);
  return { x: 1 + textWidth(face.label) + cursorColumn, y: cursorRow };
}

/** What `/` begins at an empty prompt. */
type Slash = 'commands' | 'search';

const placeholders: Readonly<Record<Slash, Line>> = {
  commands: [cell('ask for something, or / for commands', secondary)],
  search: [cell('ask for something, or / to search', secondary)],
};

/** The prompt line with the terminal's own cursor in it, where input methods look for it. */
export function Prompt({
  face,
  user,
  columns,
  rows,
  y,
  slash,
  focused,
}: {
  readonly face: PromptFace;
  readonly user: ScreenUser | undefined;
  readonly columns: number;
  readonly rows: number;
  /** The row of the screen at which it begins. */
  readonly y: number;
  readonly slash: Slash;
  readonly focused: boolean;
}): ReactElement {
  const { setCursorPosition } = useCursor();
  const { label, shown } = face;
  const layout = layoutEditor(shown, draftWidth(face, columns), rows);
  const cursor = promptCursor(face, columns, rows);
  setCursorPosition(focused ? { x: cursor.x, y: y + cursor.y } : undefined);
  const placeholder = shown.text === '' ? placeholders[slash] : [];
  return <Rows lines={lines(label, user, layout, placeholder)} />;
}
