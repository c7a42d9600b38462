import type { Command } from '../../repl/command.ts';
import { filesText } from '../../screen/files-text.ts';
import type { ScreenState } from '../../screen/state.ts';

type Reset = Extract<Command, { type: 'reset' }>;

/** Whose files a reset would delete; undefined where there are none. */
export const userToReset = ({ user }: Reset, { users }: ScreenState) =>
  users.find(({ name, files }) => name === user && files.files > 0);

/** What is asked before files are deleted for good. */
export const resetQuestion = ({ name, files }: ScreenState['users'][number]): string =>
  `Delete ${name}'s ${filesText(files)}? y / n`;
