import { createRepl } from '../../repl/repl.ts';
import type { UiSettings } from '../../ui/settings.ts';
import type { Ui, UiOptions } from '../../ui/start.tsx';
import type { ConfigValues } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { editInEditor } from '../external-editor.ts';
import type { Io } from '../io.ts';
import { onAbort } from '../on-abort.ts';
import type { Flags } from '../options.ts';
import { replOptions } from '../repl-options.ts';
import { type ScreenFlags, uiSettings } from '../screen-flags.ts';

/** On the screen or, for those who do not see it, in lines; what the other one needs is not loaded. */
async function frontEnd({ screenReader }: UiSettings): Promise<(options: UiOptions) => Ui> {
  if (screenReader) return (await import('../../ui/screen-reader/start.ts')).startScreenReader;
  return (await import('../../ui/start.tsx')).startUi;
}

/** The REPL on the screen, until the operator leaves. @throws CopilotError where there is no server */
export async function runInteractive(
  flags: Flags & ScreenFlags,
  configured: Partial<ConfigValues>,
  io: Io,
): Promise<ExitCode> {
  const settings = uiSettings(flags, configured);
  const start = await frontEnd(settings);
  // From here on at once: what the REPL tells first must find its listener.
  const repl = createRepl(replOptions(flags, io, true));
  const { stdin, stdout, stderr, environment } = io;
  const ui = start({
    repl,
    stdin,
    stdout,
    stderr,
    environment,
    settings,
    editText: (text, signal) => editInEditor(environment, text, signal),
  });
  onAbort(io.interrupted, () => ui.unmount());
  const started: { ready?: true; error?: unknown } = {};
  repl.ready.then(
    () => {
      started.ready = true;
    },
    (error) => {
      started.error = error;
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
    if (started.ready) await closed;
    io.stdout.write(ui.farewell());
  }
  io.interrupted.throwIfAborted();
  if (started.error) throw started.error;
  return exitCodes.done;
}
