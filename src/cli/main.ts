import { endWith } from './errors.ts';
import { runProgram } from './program.ts';

/** The signals that ask the program to end. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const interruption = new AbortController();
for (const signal of endings) process.on(signal, () => interruption.abort());
// Whoever reads our output has gone: there is no one left to write for.
process.stdout.on('error', () => interruption.abort());
process.stderr.on('error', () => {});

try {
  process.exitCode = await runProgram(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    interrupted: interruption.signal,
  });
} catch (error) {
  const { code, text } = endWith(error);
  if (text) process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
// Whatever still holds the event loop is nothing that anyone waits for.
process.stdin.unref?.();
