import { describeModel } from '../../copilot/model-choice.ts';
import { findRuntime } from '../../copilot/runtime-path.ts';
import { errorText, reportError } from '../../repl/errors.ts';
import type { ReplEvent } from '../../repl/events.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { withHeadless } from '../headless.ts';
import type { Io } from '../io.ts';
import { jsonLine } from '../json-line.ts';
import { mark } from '../mark.ts';
import type { Flags } from '../options.ts';
import { modelChoice } from '../provider-environment.ts';
import { replOptions } from '../repl-options.ts';
import { programVersion } from '../version.ts';

interface Finding {
  readonly what: string;
  readonly found: string;
  readonly wrong?: boolean;
}

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

function runtimeFinding(environment: NodeJS.ProcessEnv, attach: string | undefined): Finding {
  if (attach) return { what: 'runtime', found: `attached to ${attach}` };
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

async function serverFinding(flags: Omit<Flags, 'user'>, io: Io): Promise<Finding> {
  const started = performance.now();
  const options = replOptions(flags, io);
  let found = '';
  const onEvent = (event: ReplEvent) => {
    if (event.type !== 'server.started') return;
    const milliseconds = Math.round(performance.now() - started);
    found = `${event.kind}, version ${event.version}, ready after ${milliseconds} ms`;
  };
  try {
    await withHeadless(options, io, onEvent, async () => {});
    return { what: 'server', found };
  } catch (error) {
    io.interrupted.throwIfAborted();
    return problem('server', error);
  }
}

/** Says what would be used here and what is wrong with it. */
export async function runDoctor(flags: Omit<Flags, 'user'>, io: Io): Promise<ExitCode> {
  const { environment } = io;
  const { label, model } = describeModel(modelChoice(environment, flags));
  const findings: readonly Finding[] = [
    { what: 'version', found: `multiuser-repl ${programVersion}, Node ${process.version}` },
    runtimeFinding(environment, flags.server),
    await serverFinding(flags, io),
    { what: 'answers from', found: `${label}, model ${model}` },
    tokenFinding(environment),
    terminalFinding(io),
  ];
  for (const { what, found, wrong } of findings) {
    io.stdout.write(
      flags.json
        ? jsonLine({ type: 'doctor', what, found, ok: !wrong })
        : `${mark(!wrong)} ${what.padEnd(12)} ${safeLine(found)}\n`,
    );
  }
  return findings.some(({ wrong }) => wrong) ? exitCodes.failed : exitCodes.done;
}
