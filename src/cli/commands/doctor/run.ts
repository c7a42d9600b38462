import { describeModel } from '../../../copilot/model-choice.ts';
import { findRuntime } from '../../../copilot/runtime-path.ts';
import { errorText, reportError } from '../../../repl/errors.ts';
import type { ReplEvent } from '../../../repl/events.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { withHeadless } from '../../heart/headless.ts';
import { modelChoice } from '../../heart/provider-environment.ts';
import { replOptions } from '../../heart/repl-options.ts';
import type { Io } from '../../io.ts';
import { programVersion } from '../../version.ts';
import { writeBundle } from './bundle.ts';
import { filesFinding } from './files-finding.ts';
import { type Finding, printFindings } from './finding.ts';
import type { DoctorFlags } from './flags.ts';
import { cleanLeftovers, findLeftovers } from './leftovers.ts';
import { userFindings } from './user-findings.ts';

/** The variables that may hold a token, in the order in which they count. */
const tokenVariables = ['COPILOT_GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_TOKEN'];

function tokenFinding(environment: NodeJS.ProcessEnv): Finding {
  const set = tokenVariables.find((name) => environment[name]);
  return { what: 'token', found: set ? `from ${set}` : `none (${tokenVariables.join(', ')})` };
}

function terminalFinding({ stdin, stdout, environment }: Io): Finding {
  if (!(stdin.isTTY && stdout.isTTY)) {
    return { what: 'terminal', found: 'none: prompts are read as lines (batch mode)' };
  }
  const { columns, rows } = stdout;
  const colours = environment.NO_COLOR ? 'no colours' : `${2 ** stdout.getColorDepth()} colours`;
  const found = `${environment.TERM ?? 'unknown'}, ${columns}×${rows}, ${colours}`;
  const small = columns < 60 || rows < 16;
  return {
    what: 'terminal',
    found: small ? `${found}: at least 60×16 is needed` : found,
    wrong: small,
  };
}

function runtimeFinding(environment: NodeJS.ProcessEnv, attach: readonly string[]): Finding {
  if (attach.length > 0) return { what: 'runtime', found: `attached to ${attach.join(', ')}` };
  try {
    const origin = environment.COPILOT_CLI_PATH ? 'COPILOT_CLI_PATH' : 'bundled with the SDK';
    return { what: 'runtime', found: `${findRuntime(environment)} (${origin})` };
  } catch (error) {
    return problem('runtime', error);
  }
}

function problem(what: string, error: unknown): Finding {
  return { what, found: errorText(reportError(error)), wrong: true };
}

const transportFinding = (stalls: boolean): Finding => ({
  what: 'transport',
  found: stalls
    ? 'stock TCP: requests take some ten times as long as they need to. Use the version of @github/copilot-sdk that this program was made for.'
    : 'TCP without stalls',
  wrong: stalls,
});

/** @param address The one to attach to, where not one of our own is started. */
async function serverFindings(
  flags: DoctorFlags,
  io: Io,
  address: string | undefined,
): Promise<Finding[]> {
  const started = performance.now();
  const options = replOptions(flags, io);
  // Any other start sweeps what was left, which is reported here and is --clean's to remove.
  const server = { ...options.server, ...(address && { attach: [address] }), keepLeftovers: true };
  let found = '';
  let stalls = false;
  const onEvent = (event: ReplEvent) => {
    if (event.type !== 'server.started') return;
    const milliseconds = Math.round(performance.now() - started);
    stalls = event.stalls ?? false;
    found = `${event.kind}, version ${event.version}, ready after ${milliseconds} ms`;
  };
  try {
    await withHeadless({ ...options, server }, io, onEvent, async () => {});
    const several = flags.server.length > 1;
    return [
      { what: 'server', found: several ? `${address}: ${found}` : found },
      transportFinding(stalls),
    ];
  } catch (error) {
    io.interrupted.throwIfAborted();
    return [problem('server', error)];
  }
}

/** Says what would be used here and what is wrong with it; with `clean` it removes what was left, and does no more. */
export async function runDoctor(flags: DoctorFlags, io: Io): Promise<ExitCode> {
  if (flags.clean) return printFindings(await cleanLeftovers(), io, flags.json);
  const { environment } = io;
  const { label, model } = describeModel(modelChoice(environment, flags));
  const servers: Finding[] = [];
  for (const address of flags.server.length > 0 ? flags.server : [undefined])
    servers.push(...(await serverFindings(flags, io, address)));
  const common: readonly Finding[] = [
    { what: 'version', found: `multiuser-repl ${programVersion}, Node ${process.version}` },
    runtimeFinding(environment, flags.server),
    ...servers,
    { what: 'answers from', found: `${label}, model ${model}` },
    tokenFinding(environment),
    await filesFinding(flags, environment),
    terminalFinding(io),
    ...(await findLeftovers()),
  ];
  // Who the users are is for the eyes of the operator alone.
  if (flags.bundle !== undefined) writeBundle(flags.bundle, common, io);
  const at = common.findIndex(({ what }) => what === 'token') + 1;
  const findings = common.toSpliced(at, 0, ...(await userFindings(flags, io)));
  return printFindings(findings, io, flags.json);
}
