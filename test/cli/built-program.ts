import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { testEnvironment } from '../support/environment.ts';
import { sharedServer } from '../support/shared-server.ts';

export const bin = fileURLToPath(new URL('../../bin/multiuser-repl.js', import.meta.url));

export interface Run {
  readonly child: ChildProcess;
  /** What was printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface RunOptions {
  /** Written to standard input, which is then closed; undefined leaves it open. */
  readonly input?: string | Buffer;
  /** An open file in the place of standard input or output. */
  readonly stdin?: number;
  readonly stdout?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** A command that becomes the program: `['nice', '-n', '5']`. */
  readonly through?: readonly string[];
}

/** What attaches the program to the shared server, where the server's own life isn't what is tested. */
export async function attaching(): Promise<{
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}> {
  const { address, token = '' } = await sharedServer();
  return { args: ['--server', address], env: { COPILOT_CONNECTION_TOKEN: token } };
}

/** Starts the built program as a process of its own, with no token in its environment. */
export function startProgram(
  args: readonly string[],
  { input, environment, through = [], ...files }: RunOptions = {},
): Run {
  const [command = '', ...rest] = [...through, process.execPath, bin, ...args];
  const child = spawn(command, rest, {
    env: testEnvironment(environment),
    stdio: [files.stdin ?? 'pipe', files.stdout ?? 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin?.on('error', () => {});
  if (input !== undefined) child.stdin?.end(input);
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: new Promise((resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal }));
    }),
  };
}

/** Runs it to its end. */
export async function runBuiltProgram(
  args: readonly string[],
  options: RunOptions = { input: '' },
) {
  const run = startProgram(args, options);
  const { code } = await run.ended;
  return { code, stdout: run.stdout(), stderr: run.stderr() };
}
