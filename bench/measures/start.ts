import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRuntime } from '../../src/copilot/runtime-path.ts';
import { testEnvironment } from '../../test/support/environment.ts';
import type { Measure } from '../figures.ts';
import { bareInk, startProgram, startRepl } from '../support/program.ts';
import { inTurns } from '../support/rounds.ts';

/** From the start of the runtime by itself to its word that it listens. */
async function runtimeStart(): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'bench-'));
  const started = performance.now();
  const child = spawn(
    findRuntime(testEnvironment()),
    ['--headless', '--no-auto-update', '--no-auto-login', '--log-level', 'error'],
    {
      cwd: home,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: testEnvironment({
        HOME: home,
        COPILOT_HOME: home,
        COPILOT_DISABLE_KEYTAR: '1',
        COPILOT_CONNECTION_TOKEN: 'bench',
      }),
    },
  );
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (/listening on port \d+\D/i.test(said)) break;
  }
  const time = performance.now() - started;
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(home, { recursive: true, force: true });
  return time;
}

/** From the start of the program to its first frame, and to its having a server that takes prompts. */
async function programStart(text: string): Promise<number> {
  const program = startRepl();
  const time = (await program.shows(text)) - program.startedAt;
  await program.stop();
  return time;
}

async function bareStart(): Promise<number> {
  const program = startProgram([bareInk]);
  const time = (await program.shows('bare Ink')) - program.startedAt;
  await program.stop();
  return time;
}

export const measureStart: Measure = async (run) => {
  const { frame, bare, accepted, runtime } = await inTurns(
    run.quick ? 2 : 20,
    {
      frame: () => programStart('starting the server'),
      bare: bareStart,
      accepted: () => programStart('server 127.0.0.1:'),
      runtime: runtimeStart,
    },
    run,
  );
  return {
    rows: [
      {
        what: 'start → first frame',
        unit: 'ms',
        ours: frame,
        beside: { what: 'bare bundled Ink', sample: bare },
        goal: { is: 'at most', limit: 1.3, of: 'ratio' },
        remark:
          'besides Ink there is the command line to check, the configuration to read, and the guard that gives the terminal back has to know how it was found before anything is changed.',
      },
      {
        what: 'start → prompt accepted, more than the runtime by itself',
        unit: 'ms',
        ours: accepted.map((time, index) => time - (runtime[index] ?? 0)),
        goal: { is: 'at most', limit: 150, of: 'value' },
        remark:
          'Node and the screen are started before the server is, and the SDK is loaded to talk to it.',
      },
      {
        what: 'start → prompt accepted',
        unit: 'ms',
        ours: accepted,
        beside: { what: "the runtime's own start", sample: runtime },
      },
    ],
  };
};
