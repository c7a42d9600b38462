import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { createRedactor } from '../repl/redact.ts';
import { endWith, Interrupted, OutputFailed, ReaderGone, Uncaught } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { environmentSecrets } from './heart/environment-secrets.ts';
import { runProgram } from './program.ts';

/** The signals that ask the program to end. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm hands on the Ctrl-C that the terminal sends to us as well: two signals within so many ms are one. */
const echo = 100;

/** How long the program may go on once it was interrupted, in ms. The guards do what is left to do. */
const limit = 2000;

const { stdin, stdout, stderr, env: environment } = process;
// The libraries that colour, which are loaded with the commands, only know FORCE_COLOR.
if (environment.NO_COLOR) environment.FORCE_COLOR ??= '0';
const known = environmentSecrets(environment);
const secrets: string[] = [];
const interruption = new AbortController();
const interrupted = interruption.signal;
let interruptedAt = 0;
let bug: Uncaught | undefined;
let ending = false;

/** Node wants to give each terminal back when it ends, and aborts where one is gone. */
function forgetLostTerminals() {
  for (const { isTTY, fd } of [stdin, stdout, stderr]) if (isTTY && !isatty(fd)) closeSync(fd);
}

/** Ends the program: says what is wrong, if anything is, and sets the exit code. */
function end(problem?: unknown): never {
  if (ending) process.exit(exitCodes.failed);
  ending = true;
  // What failed while the program was busy ending, or made it end without its knowledge.
  const reason: unknown = interrupted.reason;
  const told = bug ?? (reason instanceof OutputFailed ? reason : problem);
  if (told !== undefined) {
    const { code, text } = endWith(told);
    if (text) stderr.write(`${createRedactor([...known, ...secrets])(text)}\n`);
    process.exitCode = code;
  }
  forgetLostTerminals();
  // Whatever still holds the event loop is nothing that anyone waits for: standard input, a start that was interrupted.
  process.exit();
}

function interrupt(reason: Error) {
  if (interrupted.aborted) return;
  interruptedAt = performance.now();
  setTimeout(end, limit, reason);
  interruption.abort(reason);
}

for (const signal of endings) {
  process.on(signal, () => {
    // Whoever asks again does not want to wait: the guard does what is left to do.
    const again = interrupted.aborted && performance.now() - interruptedAt > echo;
    if (again) end(new Interrupted());
    interrupt(new Interrupted());
  });
}
// Rejections that nobody handles come here as well.
process.on('uncaughtException', (error) => {
  if (ending) end();
  bug ??= new Uncaught(error);
  interrupt(bug);
});
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (stdout.isTTY) interrupt(new Interrupted());
  else if (error.code === 'EPIPE') interrupt(new ReaderGone());
  else interrupt(new OutputFailed(`standard output can not be written: ${error.message}`));
});
stderr.on('error', () => {});
// A terminal that was closed; what else can not be read is the command's business.
if (stdin.isTTY) stdin.on('error', () => interrupt(new Interrupted()));

/** Waits until all that was printed is written, or could not be. */
const written = () => new Promise<void>((resolve) => stdout.write('', () => resolve()));

let problem: unknown;
try {
  const io = { stdin, stdout, stderr, environment, interrupted, secrets };
  process.exitCode = await runProgram(process.argv.slice(2), io);
} catch (error) {
  problem = error;
}
await written();
end(problem);
