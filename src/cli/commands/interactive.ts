import { createRepl } from '../../repl/repl.ts';
import { farewell } from '../../screen/farewell.ts';
import { startUi } from '../../ui/start.tsx';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { onAbort } from '../on-abort.ts';
import type { Flags } from '../options.ts';
import { replOptions } from '../repl-options.ts';

/** The REPL on the screen, until the operator leaves. @throws CopilotError where there is no server */
export async function runInteractive(flags: Flags, io: Io): Promise<ExitCode> {
  const repl = createRepl(replOptions(flags, io, true));
  const ui = startUi({ repl, stdin: io.stdin, stdout: io.stdout, stderr: io.stderr });
  onAbort(io.interrupted, () => ui.unmount());
  // Without a server there is nothing to stay for: the error is read on the normal screen.
  const served = repl.ready.catch((error) => {
    ui.unmount();
    throw error;
  });
  served.catch(() => {});
  const [first] = flags.user;
  if (first !== undefined) await repl.execute({ type: 'user', user: first });
  try {
    await ui.waitUntilExit();
  } finally {
    await repl.close();
    io.stdout.write(farewell(ui.state()));
  }
  io.interrupted.throwIfAborted();
  await served;
  return exitCodes.done;
}
