import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { isHeldUp, watchBusy } from '../../src/copilot/process-usage.ts';

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

it('a thread that ends while the threads are looked at says nothing of the others', () => {
  const tasks = mkdtempSync(join(tmpdir(), 'tasks-'));
  onTestFinished(() => rmSync(tasks, { recursive: true, force: true }));
  for (const thread of ['1', '2', '3']) mkdirSync(join(tasks, thread));
  // As /proc tells them: of the first, which has ended, there is nothing left to read.
  writeFileSync(join(tasks, '2', 'stat'), '2 (a (b) R) S 1 1');
  expect(isHeldUp(tasks)).toBe(false);
  writeFileSync(join(tasks, '3', 'stat'), '3 (a (b) S) R 1 1');
  expect(isHeldUp(tasks)).toBe(true);
  expect(isHeldUp(join(tasks, 'none'))).toBe(false);
});
