import { readRecording } from '../../recording/read-recording.ts';
import { createSecretFinder } from '../../recording/secrets.ts';
import type { Picture } from '../../screen/picture/picture.ts';
import { createPlayer } from '../../ui/replay/player.ts';
import type { Ui } from '../../ui/start.tsx';
import { createClipboard } from '../clipboard.ts';
import type { ConfigValues } from '../config/settings.ts';
import { Interrupted } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { frontEnd, isColourless } from '../front-end.ts';
import type { Io } from '../io.ts';
import { onAbort } from '../on-abort.ts';
import { type RecordingFlags, recordedSecrets } from '../recording/flags.ts';
import { savePicture, takeScreenshot } from '../recording/save-picture.ts';
import { type ScreenFlags, uiSettings } from '../screen-flags.ts';
import { startTerminalGuard } from '../terminal-guard.ts';

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
  const { stdin, stdout, stderr, environment, interrupted } = io;
  const recording = await readRecording(file);
  const settings = uiSettings(flags, configured);
  const colourless = isColourless(environment);
  const [guard, start] = await Promise.all([
    startTerminalGuard(io),
    frontEnd(settings, environment, colourless),
  ]);
  const finder = createSecretFinder(recordedSecrets(environment));
  const player = createPlayer(recording);
  const clipboard = createClipboard({ write: (text) => stdout.write(text), environment });
  let ui: Ui | undefined;
  let lastPicture: Picture | undefined;
  let problem: { readonly error: unknown } | undefined;
  const leave = (error: unknown) => {
    problem ??= { error };
    ui?.unmount();
  };
  try {
    await guard.watch(settings, () => {
      ui = start({
        repl: player,
        replay: player,
        stdin,
        stdout,
        stderr,
        environment,
        colourless,
        settings,
        copy: clipboard.copy,
        savePicture: (argument, picture) => takeScreenshot(argument, picture, finder),
        onLeaving: () => {
          if (flags.screenshot !== undefined) lastPicture = ui?.picture();
        },
      });
      onAbort(interrupted, () => leave(interrupted.reason));
      if (!settings.screenReader) stdin.once('end', () => leave(new Interrupted()));
      return ui.waitUntilExit();
    });
  } catch (error) {
    problem ??= { error };
  }
  player.dispose();
  clipboard.dispose();
  if (lastPicture && flags.screenshot !== undefined) {
    savePicture(flags.screenshot, lastPicture, finder, flags.overwrite);
  }
  if (problem) throw problem.error;
  return exitCodes.done;
}
