import { onAbort } from '../../copilot/on-abort.ts';
import { createSecretFinder } from '../../recording/secrets.ts';
import type { Picture } from '../../screen/picture/picture.ts';
import type { UiSettings } from '../../ui/settings.ts';
import type { Ui, UiOptions } from '../../ui/ui.ts';
import { Interrupted } from '../errors.ts';
import type { Io } from '../io.ts';
import type { RecordingFlags } from '../recording/flags.ts';
import { type ProgramRecorder, tapped } from '../recording/recorder.ts';
import { savePicture, takeScreenshot } from '../recording/save-picture.ts';
import { createClipboard } from './clipboard.ts';
import { frontEnd, isColourless } from './front-end.ts';
import { startTerminalGuard } from './terminal-guard.ts';

/** What a program shows on the screen: all but the terminal itself. */
type Shown = Omit<
  UiOptions,
  | 'stdin'
  | 'stdout'
  | 'stderr'
  | 'environment'
  | 'colourless'
  | 'settings'
  | 'copy'
  | 'savePicture'
  | 'onLeaving'
  | 'recorder'
> & { readonly recorder?: ProgramRecorder };

/** How the screen was left. */
export interface Left {
  /** Undefined where it was never shown. */
  readonly ui: Ui | undefined;
  /** Why it was left, where nobody asked for that. */
  readonly problem: { readonly error: unknown } | undefined;
  /** Where what comes now is recorded as well. */
  readonly stdout: NodeJS.WritableStream;
  /** Writes the last picture, where one was asked for. */
  savePicture(): void;
}

export interface TerminalScreen {
  /**
   * Shows it until it is left. Never rejects.
   * @param begin What is to be done as soon as it is shown; `leave` takes the screen down because of an error
   */
  show(shown: Shown, begin?: (ui: Ui, leave: (error: unknown) => void) => void): Promise<Left>;
}

/**
 * Loads the front end while the guard looks at the terminal: what is made after that can be shown at once.
 * @param secrets What no picture may hold.
 */
export async function openScreen(
  io: Io,
  settings: UiSettings,
  flags: Pick<RecordingFlags, 'screenshot' | 'overwrite'>,
  secrets: readonly string[],
): Promise<TerminalScreen> {
  const { stdin, stderr, environment, interrupted } = io;
  const colourless = isColourless(environment);
  const [guard, start] = await Promise.all([
    startTerminalGuard(io),
    frontEnd(settings, environment, colourless),
  ]);
  const finder = createSecretFinder(secrets);

  return {
    async show({ recorder, ...shown }, begin) {
      const stdout = recorder ? tapped(io.stdout, recorder.output) : io.stdout;
      if (recorder) stdout.on('resize', recorder.resized);
      const clipboard = createClipboard({ write: (text) => io.stdout.write(text), environment });
      let ui: Ui | undefined;
      let problem: Left['problem'];
      let picture: Picture | undefined;
      const leave = (error: unknown) => {
        problem ??= { error };
        ui?.unmount();
      };
      try {
        await guard.watch(settings, () => {
          ui = start({
            ...shown,
            stdin,
            stdout,
            stderr,
            environment,
            colourless,
            settings,
            copy: clipboard.copy,
            ...(recorder && { recorder }),
            savePicture: (argument, taken) => takeScreenshot(argument, taken, finder),
            onLeaving: () => {
              if (flags.screenshot !== undefined) picture = ui?.picture();
            },
          });
          onAbort(interrupted, () => leave(interrupted.reason));
          // No key ends the input of a terminal in raw mode: it is gone. Where lines are read, it may have been Ctrl+D.
          if (!settings.screenReader) stdin.once('end', () => leave(new Interrupted()));
          begin?.(ui, leave);
          return ui.waitUntilExit();
        });
      } catch (error) {
        problem ??= { error };
      }
      clipboard.dispose();
      return {
        ui,
        problem,
        stdout,
        savePicture() {
          if (picture && flags.screenshot !== undefined)
            savePicture(flags.screenshot, picture, finder, flags.overwrite);
        },
      };
    },
  };
}
