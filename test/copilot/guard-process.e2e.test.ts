import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sweepAbandoned } from '../../src/copilot/guard/abandoned-folders.ts';
import type { GuardOrder, GuardReport } from '../../src/copilot/guard/protocol.ts';
import { startGuard } from '../../src/copilot/guard/start.ts';
import { eventually } from '../support/eventually.ts';
import { descendants, environmentOf, isAlive, processesWith } from '../support/processes.ts';

const limits = { start: 20_000, stop: 5_000 };
const program = fileURLToPath(new URL('../../dist/guard.js', import.meta.url));

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'guard-process-test-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  // Of a test that has failed.
  for (const { pid } of processesWith(place)) process.kill(pid, 'SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

/** An order for a runtime that is this script. It runs until it is ended. */
function order(script: string): GuardOrder {
  const path = join(place, 'runtime.js');
  writeFileSync(path, `setInterval(() => {}, 1000);\n${script}`);
  return { runtime: { path, token: 'none', environment: {} } };
}

const listening = "console.log('listening on port 1234');";

/** The runtime of the order, its guard and their folder, once they are there. */
const running = () =>
  eventually(() => {
    const all = descendants(process.pid);
    const runtime = all.find(({ command }) => command.includes(join(place, 'runtime.js')));
    const home = environmentOf(runtime?.pid ?? 0).COPILOT_HOME;
    if (!runtime || !home) throw new Error('not there yet');
    return { guard: runtime.parent, runtime: runtime.pid, folder: dirname(home) };
  });

async function expectNothingLeft(started: { guard: number; runtime: number; folder: string }) {
  await eventually(() => expect([started.guard, started.runtime].filter(isAlive)).toEqual([]));
  expect(existsSync(started.folder)).toBe(false);
}

describe('a start', () => {
  it('reads a port that comes in two pieces', async () => {
    const pieces = "process.stdout.write('listening on port 12', () => setTimeout(rest, 300));";
    const rest = "const rest = () => process.stdout.write('34\\n');";
    const guard = await startGuard(order(`${rest}\n${pieces}`));
    expect(guard.runtime.port).toBe(1234);
    await guard.stop();
  });

  it('deletes nobody’s folder for its name', async () => {
    vi.stubEnv('TMPDIR', place);
    const names = ['multiuser-repl-main', 'multiuser-repl-guard-abc123'];
    for (const name of names) {
      mkdirSync(join(place, name), { mode: 0o700 });
      writeFileSync(join(place, name, 'thesis.md'), 'years of work');
      // Old enough for whoever goes by age.
      utimesSync(join(place, name), 0, 0);
    }
    await (await startGuard(order(listening))).stop();
    expect(readdirSync(place).sort()).toEqual([...names, 'runtime.js'].sort());
  });

  it('goes on where the temporary directory is missing, or says why not', async () => {
    vi.stubEnv('TMPDIR', join(place, 'nowhere'));
    const starting = startGuard(order(listening), limits);
    if (existsSync('/dev/shm')) {
      const guard = await starting;
      const started = await running();
      await guard.stop();
      await expectNothingLeft(started);
    } else {
      await expect(starting).rejects.toMatchObject({ code: 'server-start-failed' });
    }
  });

  it('that takes too long fails as a start, and leaves nothing', async () => {
    const failed = expect(startGuard(order(''), { ...limits, start: 1000 })).rejects.toMatchObject({
      code: 'server-start-failed',
      message: 'the runtime was not there within 1 s',
    });
    const started = await running();
    await failed;
    await expectNothingLeft(started);
  });

  it('whose guard is killed fails, and leaves nothing', async () => {
    const failed = expect(startGuard(order(''), limits)).rejects.toMatchObject({
      code: 'server-start-failed',
    });
    const started = await running();
    await eventually(() => expect(existsSync(join(started.folder, 'runtime.json'))).toBe(true));
    process.kill(started.guard, 'SIGKILL');
    await failed;
    await expectNothingLeft(started);
  });
});

describe('a stop', () => {
  it('ends what the runtime has started, too', async () => {
    const child = "require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' });";
    const guard = await startGuard(order(`${child}\n${listening}`), limits);
    const started = await running();
    const [sleep] = descendants(started.runtime);
    expect(sleep?.command).toBe('sleep 60');
    await guard.stop();
    await eventually(() => expect(isAlive(sleep?.pid ?? 0)).toBe(false));
    await expectNothingLeft(started);
  });

  it('ends a runtime that is frozen, without being killed itself', async () => {
    const guard = await startGuard(order(listening), { ...limits, stop: 60_000 });
    const started = await running();
    process.kill(started.runtime, 'SIGSTOP');
    await guard.stop();
    await expectNothingLeft(started);
  });

  it('ends a guard that is frozen, and does its work', async () => {
    const guard = await startGuard(order(listening), { ...limits, stop: 200 });
    const started = await running();
    process.kill(started.guard, 'SIGSTOP');
    await guard.stop();
    await expectNothingLeft(started);
  });
});

describe('a guard that fails', () => {
  let guard: ChildProcess;
  let reports: GuardReport[];

  const whenTold = "process.on('SIGUSR2', () => { throw new Error('broken') })";

  /** What happens where the guard is about to put its runtime on record. */
  const whenRecording = (happens: string) => `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { writeFileSync } = fs;
    fs.writeFileSync = (path, ...rest) => {
      if (path.endsWith('runtime.json')) ${happens};
      writeFileSync(path, ...rest);
    };
    syncBuiltinESMExports();`;

  /** The guard by itself, with a fault in it. */
  function startFaulty(line: string, fault = whenTold): Promise<unknown> {
    guard = spawn(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(fault)}`, program],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { PATH: process.env.PATH, TMPDIR: place },
      },
    );
    reports = [];
    if (guard.stdout) {
      createInterface({ input: guard.stdout }).on('line', (said) => reports.push(JSON.parse(said)));
    }
    guard.stdin?.write(`${line}\n`);
    return new Promise((resolve) => guard.once('close', resolve));
  }

  it('says why, and takes the runtime and the folder with it', async () => {
    const closed = startFaulty(JSON.stringify(order(listening)));
    await eventually(() => expect(reports).toMatchObject([{ type: 'ready' }]));
    const started = await running();
    guard.kill('SIGUSR2');
    await closed;
    expect(reports[1]).toEqual({ type: 'ended', reason: 'the guard failed: broken' });
    await expectNothingLeft(started);
  });

  it('says why, where it does not understand its order', async () => {
    await startFaulty('nonsense');
    expect(reports).toMatchObject([{ type: 'ended', reason: expect.stringContaining('JSON') }]);
    expect(readdirSync(place)).toEqual([]);
  });

  it('lets no runtime run that is not on record', async () => {
    const marker = join(place, 'has-run');
    const runtime = order(`require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
    await startFaulty(
      JSON.stringify(runtime),
      whenRecording("process.kill(process.pid, 'SIGKILL')"),
    );
    await eventually(() => expect(processesWith(place)).toEqual([]));
    expect(existsSync(marker)).toBe(false);
    sweepAbandoned();
  });

  it('says what is full, where its runtime can not be put on record', async () => {
    const full = whenRecording("throw Object.assign(new Error('full'), { code: 'EDQUOT' })");
    await startFaulty(JSON.stringify(order(listening)), full);
    expect(reports).toMatchObject([
      {
        type: 'ended',
        reason: expect.stringContaining('gives you no more room'),
        advice: expect.stringContaining('TMPDIR'),
      },
    ]);
    await eventually(() => expect(processesWith(place)).toEqual([]));
    expect(readdirSync(place)).toEqual(['runtime.js']);
  });
});
