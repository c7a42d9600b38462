import { createSecretFinder } from '../../recording/secrets.ts';
import { createRepl } from '../../repl/repl.ts';
import type { Picture } from '../../screen/picture/picture.ts';
import type { Ui } from '../../ui/start.tsx';
import { createClipboard } from '../clipboard.ts';
import { closeInTime } from '../close-in-time.ts';
import type { ConfigValues } from '../config/settings.ts';
import { Interrupted } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { editInEditor } from '../external-editor.ts';
import { openStore } from '../file-store.ts';
import { frontEnd, isColourless } from '../front-end.ts';
import { withHostFiles } from '../host-files.ts';
import type { Io } from '../io.ts';
import { onAbort } from '../on-abort.ts';
import type { Flags } from '../options.ts';
import { scenariosFor } from '../play/from-repl.ts';
import { type RecordingFlags, recordedSecrets, startRecorder } from '../recording/flags.ts';
import { tapped } from '../recording/recorder.ts';
import { savePicture, takeScreenshot } from '../recording/save-picture.ts';
import { replOptions } from '../repl-options.ts';
import { type ScreenFlags, uiSettings } from '../screen-flags.ts';
import { startTerminalGuard } from '../terminal-guard.ts';

/**
 * The REPL on the screen, until the operator leaves.
 * @throws CopilotError where there is no server
 * @throws the reason of the interruption, or what went wrong on the screen
 */
export async function runInteractive(
  flags: Flags & ScreenFlags & RecordingFlags,
  configured: Partial<ConfigValues>,
  io: Io,
): Promise<ExitCode> {
  const { stdin, stderr, environment, interrupted } = io;
  const settings = uiSettings(flags, configured);
  const here = await withHostFiles(replOptions(flags, io, true), flags.seed);
  const options = { ...here, ...(await openStore(flags, environment)) };
  const colourless = isColourless(environment);
  // It looks at the terminal while the front end is loaded, which takes longer.
  const [guard, start] = await Promise.all([
    startTerminalGuard(io),
    frontEnd(settings, environment, colourless),
  ]);
  // Tokens of users that are not asked with here are theirs all the same.
  const own = flags.identities ? { identities: flags.identities } : {};
  const secrets = recordedSecrets(environment, { ...options, ...own }, [flags.store]);
  const recorder = startRecorder(flags, io, secrets, true);
  const stdout = tapped(io.stdout, recorder.output);
  stdout.on('resize', recorder.resized);
  const finder = createSecretFinder(secrets);
  let lastPicture: Picture | undefined;
  // From here on at once: what the REPL tells first must find its listener.
  const repl = createRepl(options);
  repl.subscribe(recorder.event);
  const clipboard = createClipboard({ write: (text) => io.stdout.write(text), environment });
  let ui: Ui | undefined;
  let ready = false;
  let problem: { readonly error: unknown } | undefined;
  const leave = (error: unknown) => {
    problem ??= { error };
    ui?.unmount();
  };
  try {
    await guard.watch(settings, () => {
      ui = start({
        repl,
        stdin,
        stdout,
        stderr,
        environment,
        colourless,
        settings,
        copy: clipboard.copy,
        editText: (text, signal) => editInEditor(environment, text, signal),
        recorder,
        scenarios: scenariosFor(flags, io),
        savePicture: (argument, picture) => takeScreenshot(argument, picture, finder),
        onLeaving: () => {
          if (flags.screenshot !== undefined) lastPicture = ui?.picture();
        },
      });
      onAbort(interrupted, () => leave(interrupted.reason));
      // No key ends the input of a terminal in raw mode: it is gone. Where lines are read, it may have been Ctrl+D.
      if (!settings.screenReader) stdin.once('end', () => leave(new Interrupted()));
      // Without a server there is nothing to stay for: the error is read on the normal screen.
      repl.ready.then(() => {
        ready = true;
      }, leave);
      const [first] = flags.user;
      if (first !== undefined) repl.execute({ type: 'user', user: first }).catch(leave);
      return ui.waitUntilExit();
    });
  } catch (error) {
    problem ??= { error };
  }
  clipboard.dispose();
  const closed = closeInTime(repl, problem ? AbortSignal.abort() : interrupted);
  // While the server is still being started there is no session to see gone, and the start may take long.
  if (ready) await closed;
  if (ui) stdout.write(ui.farewell());
  recorder.close();
  if (lastPicture && flags.screenshot !== undefined) {
    savePicture(flags.screenshot, lastPicture, finder, flags.overwrite);
  }
  if (problem) throw problem.error;
  interrupted.throwIfAborted();
  return exitCodes.done;
}
