import { readRecording } from '../../../recording/read-recording.ts';
import { createPlayer } from '../../../ui/replay/player.ts';
import type { ConfigValues } from '../../config/settings.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import type { Io } from '../../io.ts';
import { type ScreenFlags, uiSettings } from '../../options/screen-flags.ts';
import { type RecordingFlags, recordedSecrets } from '../../recording/flags.ts';
import { openScreen } from '../../terminal/on-screen.ts';

export type ReplayFlags = ScreenFlags & Pick<RecordingFlags, 'screenshot' | 'overwrite'>;

/**
 * Shows a recording on the screen, without any server, until the viewer leaves.
 * @throws RecordingError naming file and line
 * @throws the reason of the interruption, or what went wrong on the screen
 */
export async function runReplay(
  file: string,
  flags: ReplayFlags,
  configured: Partial<ConfigValues>,
  io: Io,
): Promise<ExitCode> {
  const recording = await readRecording(file);
  const settings = uiSettings(flags, configured);
  const screen = await openScreen(io, settings, flags, recordedSecrets(io.environment));
  const player = createPlayer(recording);
  const { problem, savePicture } = await screen.show({ repl: player, replay: player });
  player.dispose();
  savePicture();
  if (problem) throw problem.error;
  return exitCodes.done;
}
