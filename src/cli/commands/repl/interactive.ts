import { createRepl } from '../../../repl/repl.ts';
import type { ConfigValues } from '../../config/settings.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { closeInTime } from '../../heart/close-in-time.ts';
import { openStore } from '../../heart/file-store.ts';
import { withHostFiles } from '../../heart/host-files.ts';
import { replOptions } from '../../heart/repl-options.ts';
import type { Io } from '../../io.ts';
import type { Flags } from '../../options/options.ts';
import { type ScreenFlags, uiSettings } from '../../options/screen-flags.ts';
import { scenariosFor } from '../../play/from-repl.ts';
import { type RecordingFlags, recordedSecrets, startRecorder } from '../../recording/flags.ts';
import { editInEditor } from '../../terminal/external-editor.ts';
import { openScreen } from '../../terminal/on-screen.ts';

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
  const { environment, interrupted } = io;
  const settings = uiSettings(flags, configured);
  const here = await withHostFiles(replOptions(flags, io, true), flags.seed);
  const options = { ...here, ...(await openStore(flags, environment)) };
  // Tokens of users that are not asked with here are theirs all the same.
  const own = flags.identities ? { identities: flags.identities } : {};
  const secrets = recordedSecrets(environment, { ...options, ...own }, [flags.store]);
  const screen = await openScreen(io, settings, flags, secrets);
  const recorder = startRecorder(flags, io, secrets, true);
  // From here on at once: what the REPL tells first must find its listener.
  const repl = createRepl(options);
  if (io.log) repl.subscribe(io.log);
  repl.subscribe(recorder.event);
  let ready = false;
  const { ui, problem, stdout, savePicture } = await screen.show(
    {
      repl,
      recorder,
      editText: (text, signal) => editInEditor(environment, text, signal),
      scenarios: scenariosFor(flags, io),
    },
    (_, leave) => {
      // Without a server there is nothing to stay for: the error is read on the normal screen.
      repl.ready.then(() => {
        ready = true;
      }, leave);
      const [first] = flags.user;
      if (first !== undefined) repl.execute({ type: 'user', user: first }).catch(leave);
    },
  );
  const closed = closeInTime(repl, problem ? AbortSignal.abort() : interrupted);
  // While the server is still being started there is no session to see gone, and the start may take long.
  if (ready) await closed;
  if (ui) stdout.write(ui.farewell());
  recorder.close();
  savePicture();
  if (problem) throw problem.error;
  interrupted.throwIfAborted();
  return exitCodes.done;
}
