import { spawn } from 'node:child_process';
import { expect, it, onTestFinished, vi } from 'vitest';
import { watchBusy } from '../../src/copilot/process-usage.ts';

function running(code: string) {
  const child = spawn(process.execPath, ['-e', code]);
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error('it was not started');
  return { child, isBusy: watchBusy(child.pid) };
}

it.runIf(process.platform === 'linux')(
  'who wants the processor is busy at any moment',
  async () => {
    const { child, isBusy } = running('for (;;) {}');
    await vi.waitFor(() => expect(isBusy()).toBe(true));
    // Faster than any clock of the system's ticks.
    for (let times = 0; times < 20; times++) expect(isBusy()).toBe(true);
    child.kill('SIGSTOP');
    await vi.waitFor(() => expect(isBusy()).toBe(false));
  },
);

it.runIf(process.platform === 'linux')('who waits is not, nor who is gone', async () => {
  const { child, isBusy } = running('setTimeout(() => {}, 60_000)');
  await vi.waitFor(() => expect(isBusy()).toBe(false));
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(isBusy()).toBe(false));
});
