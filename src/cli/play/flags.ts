import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Flags } from '../options/options.ts';
import type { ScreenFlags } from '../options/screen-flags.ts';
import type { RecordingFlags } from '../recording/flags.ts';

export interface PlayFlags extends Omit<Flags, 'user'>, ScreenFlags, RecordingFlags {
  /** Play without keys, and exit at the end. */
  readonly auto?: boolean;
  /** 2: twice as fast. */
  readonly pace: number;
  readonly presenter?: boolean;
}

function parsePace(text: string): number {
  const pace = Number(text);
  if (text.trim() !== '' && pace >= 0.1 && pace <= 1000) return pace;
  throw new InvalidArgumentError('write a number from 0.1 to 1000: 2 is twice as fast.');
}

export const addPlayFlags = (command: Command): Command =>
  command
    .option('--auto', 'without a key, to the end, and exit as verify does')
    .addOption(
      new Option('--pace <factor>', 'how fast is typed and read: 2 is twice as fast')
        .argParser(parsePace)
        .default(1),
    )
    .option('--presenter', 'before an audience: plain marks, nothing of this host, read-only');
