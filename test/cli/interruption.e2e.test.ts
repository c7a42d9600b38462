import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Interrupted } from '../../src/cli/errors.ts';
import { runProgram } from '../../src/cli/program.ts';
import { onAbort } from '../../src/copilot/on-abort.ts';
import { eventually } from '../support/eventually.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { descendants, environmentOf, isAlive } from '../support/processes.ts';
import { type Run, startProgram } from './built-program.ts';
import { captureIo } from './captured-io.ts';

let model: ModelEndpoint | undefined;
let run: Run | undefined;
let folder: string | undefined;

afterEach(async () => {
  if (run && run.child.exitCode === null && run.child.signalCode === null) {
    run.child.kill('SIGKILL');
  }
  await run?.ended;
  await model?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
  run = undefined;
  model = undefined;
  folder = undefined;
});

describe('onAbort', () => {
  it('calls at once where the signal is aborted already, once where it is later, never when called off', () => {
    const controller = new AbortController();
    const [later, off, already] = [vi.fn(), vi.fn(), vi.fn()];
    onAbort(controller.signal, later);
    onAbort(controller.signal, off)();
    expect(later).not.toHaveBeenCalled();
    controller.abort();
    onAbort(controller.signal, already);
    expect([later, off, already].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });
});

describe('an interruption', () => {
  const commands = [[], ['-p', 'List my files'], ['verify'], ['doctor']];

  it.each(commands.map((args) => [args]))(
    'that came before anything else ends %j without a word',
    async (args) => {
      const interrupted = AbortSignal.abort(new Interrupted());
      const { io, stdout, stderr } = captureIo({ interrupted });
      await expect(runProgram(args, io)).rejects.toThrow(Interrupted);
      expect(stdout()).not.toMatch(/[✓✗]/);
      expect(stderr()).toBe('');
    },
  );

  it('in the middle of verify is no failed check', async () => {
    const controller = new AbortController();
    const { io, stdout, stderr } = captureIo({
      interrupted: controller.signal,
      onStdout: (text) => {
        if (text.includes('C1 (alice) called')) controller.abort(new Interrupted());
      },
    });
    await expect(runProgram(['verify', 'short-lived'], io)).rejects.toThrow(Interrupted);
    expect(stdout()).toContain('✓ C1 (alice) answered');
    expect(stdout()).not.toMatch(/✗|checks passed/);
    expect(stderr()).toBe('');
  });
});

describe('a signal', () => {
  /** Starts the program on a runtime that never says that it is there. */
  async function startStarting(args: readonly string[]) {
    folder = mkdtempSync(join(tmpdir(), 'test-runtime-'));
    const runtime = join(folder, 'runtime');
    writeFileSync(runtime, '#!/bin/sh\nexec sleep 1000\n');
    chmodSync(runtime, 0o700);
    const started = startProgram(args, { environment: { COPILOT_CLI_PATH: runtime } });
    run = started;
    const own = () => descendants(started.child.pid ?? 0);
    await eventually(() => expect(own().some(({ command }) => /sleep/.test(command))).toBe(true));
    return { ...started, processes: own().map(({ pid }) => pid) };
  }

  it.each([[[]], [['verify', 'short-lived']], [['doctor']]])(
    'ends %j while the server is being started, and what was started',
    async (args) => {
      const { child, ended, stderr, stdout, processes } = await startStarting(args);
      child.kill('SIGTERM');
      await eventually(() => expect(child.exitCode).toBe(130));
      await ended;
      expect(stderr()).toBe('');
      expect(stdout()).not.toMatch(/[✓✗]/);
      await eventually(() => expect(processes.filter(isAlive)).toEqual([]));
    },
  );

  it('ends batch mode as soon as it is ready, though standard input stays open', async () => {
    const { child, ended, stdout, stderr } = startProgram(['--json']);
    run = { child, ended, stdout, stderr };
    await eventually(() => expect(stdout()).toContain('server.started'));
    child.kill('SIGTERM');
    await eventually(() => expect(child.exitCode).toBe(130));
    expect(stderr()).toBe('');
  });

  it('that comes again ends the program at once, whatever the first one waits for', async () => {
    model = await startModelEndpoint(() => ({ hang: true, text: 'thinking' }));
    const { child, ended, stdout, stderr } = startProgram(
      ['--json', '--provider-url', model.baseUrl],
      { environment: { COPILOT_PROVIDER_API_KEY: model.apiKey } },
    );
    run = { child, ended, stdout, stderr };
    child.stdin?.write('hello\n');
    await eventually(() => expect(stdout()).toContain('answer.delta'));
    const started = descendants(child.pid ?? 0).map(({ pid }) => pid);
    const runtime = started.find((pid) => environmentOf(pid).COPILOT_HOME) ?? 0;
    expect(runtime).not.toBe(0);
    process.kill(runtime, 'SIGSTOP');
    child.kill('SIGINT');
    const before = performance.now();
    await vi.waitFor(
      () => {
        child.kill('SIGINT');
        expect(child.exitCode).toBe(130);
      },
      { timeout: 10_000, interval: 200 },
    );
    // A frozen runtime holds a gentle end up for more than that.
    if (process.env.LONG === '1') expect(performance.now() - before).toBeLessThan(1_500);
    await eventually(() => expect(started.filter(isAlive)).toEqual([]));
  });
});
