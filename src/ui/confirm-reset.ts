import type { Command } from '../repl/command.ts';
import { filesText } from '../screen/files-text.ts';
import type { ScreenState } from '../screen/state.ts';

type Reset = Extract<Command, { type: 'reset' }>;

/** Whose files a reset would delete; undefined where there are none. */
export const userToReset = ({ user }: Reset, { users }: ScreenState) =>
  users.find(({ name, files }) => name === user && files.files > 0);

/** What is said before files are deleted for good: the same command once more does it. */
export function resetWarning({ name, files }: ScreenState['users'][number]): string {
  return `this deletes ${name}'s ${filesText(files)} for good: once more does it`;
}
