import { isIP } from 'node:net';
import { CopilotError } from '../../../copilot/errors.ts';
import { onAbort } from '../../../copilot/on-abort.ts';
import type { Server } from '../../../copilot/server.ts';
import { jsonLine } from '../../../recording/json-line.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { UsageError } from '../../errors.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { type Io, say } from '../../io.ts';

export interface ServeFlags {
  readonly port?: number;
  readonly host: string;
  readonly expose?: boolean;
  readonly json?: boolean;
}

/** What everybody who attaches needs to know. */
const tokenVariable = 'COPILOT_CONNECTION_TOKEN';

/** Characters. */
const shortestExposed = 16;

const isLoopback = (host: string) => /^(?:127\.\d+\.\d+\.\d+|::1)$/.test(host);

/** @throws UsageError */
function refuseExposure({ host, expose }: ServeFlags): void {
  if (isIP(host) === 0)
    throw new UsageError(`--host takes an address such as 127.0.0.1, not "${safeLine(host, 64)}"`);
  if (isLoopback(host) || expose) return;
  throw new UsageError(
    `${host} can be reached from other machines: whoever has the token can run any command here as you, ` +
      'and everything is sent unencrypted. Leave --host out, or add --expose if that is what you want',
  );
}

/** A token that was made here has to be told to somebody, and what is no terminal may be a file. @throws UsageError */
async function tokenOf(
  { expose, json }: ServeFlags,
  { stdout, environment }: Io,
): Promise<{ token: string; made: boolean }> {
  const given = environment[tokenVariable];
  if (given && expose && given.length < shortestExposed)
    throw new UsageError(
      `${tokenVariable} is too short for what others can reach: take ${shortestExposed} characters or more`,
    );
  if (given) return { token: given, made: false };
  if (json || !stdout.isTTY)
    throw new UsageError(
      `set ${tokenVariable} to a secret of your own: one that was made here would have to be printed`,
    );
  const { createToken } = await import('../../../copilot/server.ts');
  return { token: createToken(), made: true };
}

function tellPeople({ stdout }: Io, { address }: Server, token: string, made: boolean): void {
  const lines = [
    `server ${address} · until Ctrl+C`,
    '',
    'Attach to it from another terminal of this machine:',
    ...(made ? [`  export ${tokenVariable}=${token}`] : [`  with the same ${tokenVariable}`]),
    `  multiuser-repl --server ${address}`,
    '',
    'Whoever has the token can do all that you can do here: hand it to nobody else.',
  ];
  stdout.write(`${lines.join('\n')}\n`);
}

function adviseOnPort(error: unknown): never {
  if (!(error instanceof CopilotError && /address already in use/i.test(error.message)))
    throw error;
  const advice = 'Choose another --port, or leave it out for any that is free.';
  throw new CopilotError(error.code, 'the port is in use', advice);
}

/**
 * Keeps a server for others to attach to, until the program is interrupted.
 * @throws UsageError where it would be open to other machines without having been told so
 * @throws CopilotError `server-start-failed` where it can't be had; `server-lost` where it ends by itself
 */
export async function runServe(flags: ServeFlags, io: Io): Promise<ExitCode> {
  refuseExposure(flags);
  const { token, made } = await tokenOf(flags, io);
  const { openServer } = await import('../../../copilot/server.ts');
  const { environment, interrupted, stdout } = io;
  interrupted.throwIfAborted();
  const { host, port = 0 } = flags;
  const server = await openServer({ environment, shared: { host, port, token } }).catch(
    adviseOnPort,
  );
  try {
    if (flags.json) stdout.write(jsonLine({ type: 'server.started', address: server.address }));
    else tellPeople(io, server, token, made);
    if (!isLoopback(host)) say(io, `warning: ${host} can be reached from other machines`);
    const interruption = new Promise<never>((_, reject) => {
      onAbort(interrupted, () => reject(interrupted.reason));
    });
    const reason = await Promise.race([server.lost, interruption]);
    throw new CopilotError('server-lost', `the server has ended: ${reason}`, 'Start it again.');
  } finally {
    await server.stop();
  }
}
