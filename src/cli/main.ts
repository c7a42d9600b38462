import { endWith, Interrupted, OutputFailed, ReaderGone } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { runProgram } from './program.ts';

/** The signals that ask the program to end. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm hands on the Ctrl-C that the terminal sends to us as well: two signals within so many ms are one. */
const echo = 100;

const { stdin, stdout, stderr } = process;
// The libraries that colour, which are loaded with the commands, only know FORCE_COLOR.
if (process.env.NO_COLOR) process.env.FORCE_COLOR ??= '0';
const interruption = new AbortController();
const interrupted = interruption.signal;
let interruptedAt = 0;

function interrupt(reason: Error) {
  if (interrupted.aborted) return;
  interruptedAt = performance.now();
  interruption.abort(reason);
}

for (const signal of endings) {
  process.on(signal, () => {
    // Whoever asks again does not want to wait: the guard does what is left to do.
    const again = interrupted.aborted && performance.now() - interruptedAt > echo;
    if (again) process.exit(exitCodes.interrupted);
    interrupt(new Interrupted());
  });
}
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (stdout.isTTY) interrupt(new Interrupted());
  else if (error.code === 'EPIPE') interrupt(new ReaderGone());
  else interrupt(new OutputFailed(`standard output can not be written: ${error.message}`));
});
stderr.on('error', () => {});

/** Waits until all that was printed is written, or could not be. */
const written = () => new Promise<void>((resolve) => stdout.write('', () => resolve()));

let problem: unknown;
try {
  const { env: environment } = process;
  const io = { stdin, stdout, stderr, environment, interrupted };
  process.exitCode = await runProgram(process.argv.slice(2), io);
} catch (error) {
  problem = error;
}
await written();
// Told only after the program was done with it, so that its end does not know.
if (interrupted.reason instanceof OutputFailed) problem = interrupted.reason;
if (problem !== undefined) {
  const { code, text } = endWith(problem);
  if (text) stderr.write(`${text}\n`);
  process.exitCode = code;
}
// Whatever still holds the event loop is nothing that anyone waits for: standard input, a start that was interrupted.
process.exit();
