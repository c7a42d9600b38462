import { endWith } from '../../src/cli/errors.ts';
import { runProgram as run } from '../../src/cli/program.ts';
import { onSharedServer } from '../support/shared-server.ts';
import { type CapturedIoOptions, captureIo } from './captured-io.ts';

export interface RunOptions extends CapturedIoOptions {
  /** `own`: the program starts its server, as it does by default. Left out: it attaches to the shared one. */
  readonly server?: 'own';
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process to its end, with nothing on standard input unless told. */
export async function runProgram(
  args: readonly string[],
  { server, replOptions, ...options }: RunOptions = {},
): Promise<Ended> {
  const named = server === 'own' || args.includes('--server');
  const shared = named ? {} : { server: await onSharedServer() };
  const { io, stdout, stderr } = captureIo({
    input: '',
    ...options,
    replOptions: { ...shared, ...replOptions },
  });
  const { code, text } = await run(args, io).then((code) => ({ code, text: undefined }), endWith);
  return { code, stdout: stdout(), stderr: text ? `${stderr()}${text}\n` : stderr() };
}
