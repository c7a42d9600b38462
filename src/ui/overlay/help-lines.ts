import { commandDefinitions } from '../../repl/command-language.ts';
import { keyBindings } from '../keys/key-table.ts';
import { cell, column, type Line } from '../row.tsx';
import { emphasis, secondary } from '../theme.ts';

const keyWidth = 26;
const commandWidth = 9;

/** All keys and commands, from the tables that carry them out. */
export const helpLines: readonly Line[] = [
  [cell('Keys', emphasis)],
  ...keyBindings.flatMap(({ label, help, command }): readonly Line[] =>
    label
      ? [
          [
            cell(column(label, keyWidth)),
            cell(column(command ?? '', commandWidth)),
            cell(help, secondary),
          ],
        ]
      : [],
  ),
  [
    cell(column('Ctrl+A E K U W Y  Alt+B D F', keyWidth + commandWidth)),
    cell('edit the line, as in a shell', secondary),
  ],
  [
    cell(column('Ctrl+_  Alt+_', keyWidth + commandWidth)),
    cell('undo and redo what was typed', secondary),
  ],
  [],
  [cell('Commands', emphasis)],
  ...commandDefinitions.map(
    ({ name, usage, help }): Line => [
      cell(column(`/${name} ${usage}`, keyWidth + commandWidth)),
      cell(help, secondary),
    ],
  ),
  [
    cell(column('//…', keyWidth + commandWidth)),
    cell('a prompt that begins with a slash', secondary),
  ],
];
