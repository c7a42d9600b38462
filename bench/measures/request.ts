import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { testEnvironment } from '../../test/support/environment.ts';
import type { Measure } from '../figures.ts';
import { createRepl } from '../support/heart.ts';
import { type Model, startModel } from '../support/model.ts';
import { startOurs } from '../support/ours.ts';
import { startPlain } from '../support/plain.ts';
import { inTurns } from '../support/rounds.ts';

/** `copilot` on the PATH, if it is there. */
function findCopilot(): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((each) => join(each, 'copilot'));
  return candidates.find((each) => {
    try {
      accessSync(each, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A process for one prompt, as a script would run it; in a home of its own. */
async function copilotProcess(copilot: string, home: string, model: Model): Promise<number> {
  const started = performance.now();
  const running = promisify(execFile)(copilot, ['-p', 'hello', '--no-auto-update'], {
    cwd: home,
    env: testEnvironment({
      ...model.environment,
      HOME: home,
      COPILOT_HOME: home,
      COPILOT_OFFLINE: 'true',
    }),
  });
  running.child.stdin?.end();
  await running;
  return performance.now() - started;
}

/** One ephemeral request with one tool call, the model answering at once. */
export const measureRequest: Measure = async (run) => {
  const { quick, progress } = run;
  const model = await startModel();
  // By a path that the bundler does not follow: the other bundle of the same.
  const other: string = './stock/heart.js';
  const stockHeart: typeof import('../support/heart.ts') = await import(
    new URL(other, import.meta.url).href
  );
  const ours = await startOurs(createRepl, model);
  const stockOurs = await startOurs(stockHeart.createRepl, model);
  const stdio = await startPlain('stdio', model);
  const tcp = await startPlain('tcp', model);
  const copilot = findCopilot();
  const home = mkdtempSync(join(tmpdir(), 'bench-copilot-'));
  const gone = async (requester: { request(prompt: string): Promise<{ gone: number }> }) =>
    (await requester.request('write')).gone;

  progress('warming up');
  for (let round = 0; round < (quick ? 1 : 15); round++) {
    for (const each of [ours, stdio]) await gone(each);
  }
  const fast = await inTurns(
    quick ? 3 : 60,
    { ours: () => gone(ours), stdio: () => gone(stdio) },
    run,
  );
  const slow = await inTurns(
    quick ? 2 : 20,
    { ours: () => gone(ours), tcp: () => gone(tcp), stockOurs: () => gone(stockOurs) },
    run,
  );
  const processes = copilot
    ? await inTurns(
        quick ? 1 : 8,
        {
          ours: async () => (await ours.request('hello')).gone,
          copilot: () => copilotProcess(copilot, home, model),
        },
        run,
      )
    : { ours: [], copilot: [] };

  await Promise.all([ours.stop(), stockOurs.stop(), stdio.stop(), tcp.stop()]);
  rmSync(home, { recursive: true, force: true });
  model.stop();
  const times = { unit: 'ms', inverted: true } as const;
  return {
    rows: [
      {
        what: 'one ephemeral request with a tool call, submit → confirmed gone',
        unit: 'ms',
        ours: fast.ours,
        beside: { what: 'SDK over stdio', sample: fast.stdio },
        goal: { is: 'at most', limit: 1.2, of: 'ratio' },
        remark:
          'the SDK over stdio does nothing between two steps; here events are told, deadlines are set and the tools are checked, and each small message over TCP costs two more system calls.',
      },
      {
        what: 'the same, times faster',
        ...times,
        ours: slow.ours,
        beside: { what: 'stock SDK over TCP', sample: slow.tcp },
        goal: { is: 'at least', limit: 8, of: 'ratio' },
        remark:
          'the fewer round trips a request has, the fewer stalls the stock transport suffers too.',
      },
      {
        what: 'the same, times faster than without the transport module',
        ...times,
        ours: slow.ours,
        beside: { what: 'this program over stock TCP', sample: slow.stockOurs },
      },
      {
        what: 'one ephemeral request without a tool call, times faster',
        ...times,
        ours: processes.ours,
        beside: { what: 'one `copilot -p` process', sample: processes.copilot },
        goal: { is: 'at least', limit: 15, of: 'ratio' },
        remark: copilot
          ? 'the process starts faster here than where the goal was set.'
          : 'not measured: there is no `copilot` on the PATH.',
      },
    ],
  };
};
