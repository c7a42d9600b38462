import { createRepl } from '../../repl/repl.ts';
import { farewell } from '../../screen/farewell.ts';
import { startUi } from '../../ui/start.tsx';
import type { ConfigValues } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { editInEditor } from '../external-editor.ts';
import type { Io } from '../io.ts';
import { onAbort } from '../on-abort.ts';
import type { Flags } from '../options.ts';
import { replOptions } from '../repl-options.ts';
import { type ScreenFlags, uiSettings } from '../screen-flags.ts';

/** The REPL on the screen, until the operator leaves. @throws CopilotError where there is no server */
export async function runInteractive(
  flags: Flags & ScreenFlags,
  configured: Partial<ConfigValues>,
  io: Io,
): Promise<ExitCode> {
  const repl = createRepl(replOptions(flags, io, true));
  const { stdin, stdout, stderr, environment } = io;
  const settings = uiSettings(flags, configured);
  const ui = startUi({
    repl,
    stdin,
    stdout,
    stderr,
    environment,
    settings,
    editText: (text, signal) => editInEditor(environment, text, signal),
  });
  onAbort(io.interrupted, () => ui.unmount());
  const start: { ready?: true; error?: unknown } = {};
  repl.ready.then(
    () => {
      start.ready = true;
    },
    (error) => {
      start.error = error;
      // Without a server there is nothing to stay for: the error is read on the normal screen.
      ui.unmount();
    },
  );
  const [first] = flags.user;
  if (first !== undefined) await repl.execute({ type: 'user', user: first });
  try {
    await ui.waitUntilExit();
  } finally {
    const closed = repl.close();
    // While the server is still being started there is no session to see gone, and the start may take long.
    if (start.ready) await closed;
    io.stdout.write(farewell(ui.state()));
  }
  io.interrupted.throwIfAborted();
  if (start.error) throw start.error;
  return exitCodes.done;
}
