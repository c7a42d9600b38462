import { type ChildProcess, spawn } from 'node:child_process';
import type { UiSettings } from '../../ui/settings.ts';
import type { Io } from '../io.ts';

/** Takes back all that a program with a screen may have switched on. Does nothing to a terminal where it is off. */
const modesOff = [
  '\x1b\\', // a string for the clipboard that was cut off
  '\x1b[?2026l', // a frame that was not finished
  '\x1b[<u', // Kitty's keys, of which each screen has its own: before the alternate one is left
  '\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l', // mouse
  '\x1b[?1004l', // focus
  '\x1b[?2004l', // bracketed paste
].join('');
const coloursOffCursorOn = '\x1b[m\x1b[?25h';

/** By the name of the screen in use. Not to be written twice with something else in between: the first moves the cursor. */
const resets = {
  alternate: `${modesOff}\x1b[?1049l${coloursOffCursorOn}`,
  // Below whatever stands there.
  inline: `${modesOff}${coloursOffCursorOn}\x1b[999B\r\n`,
};
type ScreenName = keyof typeof resets;

/** For shells that may have been faster than the guard, which can not repair that. */
const hint = 'multiuser-repl was killed. If keys act strangely now, run: stty sane\r\n';

/** As `printf` of a shell reads it. */
const printed = (text: string) =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('\x1b', '\\033')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n');

/**
 * What the guard runs. Standard input: a word a line from the REPL, until it has left or vanished. 3 and 4: the terminal,
 * for input and for output. `$1`: the process that started the REPL.
 *
 * bash and fish set the modes themselves as soon as a command that they run as a job was killed, and those of their line
 * editor must not be touched then. Others, and whoever waits for a script or npm, take what they find for their own as
 * soon as they notice: there it has to be fast. A shell that noticed first has written its prompt where it is lost; a
 * change of the terminal's size makes it draw that again.
 */
const script = `
saved=$(stty -g <&3) || exit
echo ready
exec >&-
read -r parent </proc/$1/comm || parent=$(ps -o comm= -p "$1")
kill -s 0 -- -$PPID && job=yes
case $parent in *bash | *fish) caring=$job ;; esac
while read -r word; do
  [ "$word" = left ] && exit
  screen=$word
done
case $screen in
  alternate) printf '${printed(resets.alternate)}' >&4 ;;
  inline) printf '${printed(resets.inline)}' >&4 ;;
  *) exit ;;
esac
[ "$caring" ] || printf '${printed(hint)}' >&4
redraw() {
  set -- $(stty size <&3)
  [ "$1" -gt 1 ] && stty rows $(($1 - 1)) <&3 && sleep 0.1 && stty rows "$1" <&3
}
redraw &
[ "$caring" ] || exec stty "$saved" <&3
`;

/** How long, in ms, the screen may wait for the guard to be ready. */
const patience = 1000;

/**
 * Gives the terminal back when the REPL can not do it any more, as after SIGKILL: a shell in the background (1.8 MB,
 * most of it shared) that waits for the end of a pipe from the REPL. Where there is no POSIX shell, there is none.
 */
export interface TerminalGuard {
  /**
   * Watches while `use` has its screen on the terminal, then ends and lets go of it. Rejects as `use` does; the terminal
   * is then given back from here, whatever `use` left undone.
   */
  watch<T>(
    settings: Pick<UiSettings, 'inline' | 'screenReader'>,
    use: () => T | Promise<T>,
  ): Promise<T>;
}

/** The shell, or nothing where it can not be started at all. */
function startShell(environment: NodeJS.ProcessEnv): ChildProcess | undefined {
  try {
    return spawn('/bin/sh', ['-c', script, 'terminal-guard', `${process.ppid}`], {
      stdio: ['pipe', 'pipe', 'ignore', 0, 1],
      // A session of its own: what the terminal sends (Ctrl-C, a hang-up) must not end it before the REPL.
      detached: true,
      cwd: '/',
      env: { PATH: environment.PATH },
    });
  } catch {
    return undefined;
  }
}

/** Resolves when the shell knows how the terminal was found, or will not; says which. */
const isReady = (shell: ChildProcess) =>
  new Promise<boolean>((resolve) => {
    const settle = (ready: boolean) => {
      clearTimeout(timer);
      resolve(ready);
    };
    const timer = setTimeout(settle, patience, false);
    shell.stdout?.once('data', () => settle(true));
    shell.once('error', () => settle(false));
    shell.once('close', () => settle(false));
  });

/**
 * Starts a guard over the terminal that standard input and output are. Resolves when it knows how the terminal was found:
 * nothing may be changed there before.
 */
export async function startTerminalGuard({
  stdin,
  stdout,
  environment,
}: Pick<Io, 'stdin' | 'stdout' | 'environment'>): Promise<TerminalGuard> {
  const own = stdin === process.stdin && stdout === process.stdout;
  const guarded = own && stdin.isTTY && stdout.isTTY && process.platform !== 'win32';
  const shell = guarded ? startShell(environment) : undefined;
  // It may be ended by someone: then there is no guard.
  shell?.on('error', () => {});
  shell?.stdin?.on('error', () => {});
  const ready = shell !== undefined && (await isReady(shell));
  if (!ready) shell?.stdin?.end();
  const say = (word: ScreenName | 'left') => {
    if (ready) shell.stdin?.write(`${word}\n`);
  };
  return {
    async watch({ inline, screenReader }, use) {
      const screen: ScreenName = inline || screenReader ? 'inline' : 'alternate';
      say(screen);
      try {
        return await use();
      } catch (error) {
        if (stdin.isRaw) stdin.setRawMode(false);
        stdout.write(resets[screen]);
        throw error;
      } finally {
        say('left');
      }
    },
  };
}
