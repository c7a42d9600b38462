import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { descendants, environmentOf, isAlive, processesWith } from './processes.ts';

const started: ChildProcess[] = [];

/** Waits until the program itself runs: before that, /proc still shows the one that forked it. */
async function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  const [output] = await once(child.stdout, 'data');
  return { child, pid: child.pid ?? 0, output: String(output) };
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const waiting = 'console.log("up"); process.stdin.resume()';

describe('processes', () => {
  it('finds children and their children', async () => {
    const { pid, output } = await start([
      '-e',
      `const { spawn } = require('node:child_process');
       const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: 'pipe' });
       child.on('spawn', () => console.log(child.pid));
       process.stdin.resume();`,
    ]);
    expect(descendants(pid).map((child) => child.pid)).toEqual([Number(output)]);
    const pids = descendants(process.pid).map((child) => child.pid);
    expect(pids).toEqual(expect.arrayContaining([pid, Number(output)]));
  });

  it('finds a process by its arguments and by its environment', async () => {
    const [argument, variable] = [randomUUID(), randomUUID()];
    const { pid } = await start(['-e', waiting, argument], { MARK: variable });
    expect(processesWith(argument).map((found) => found.pid)).toEqual([pid]);
    expect(processesWith(variable).map((found) => found.pid)).toEqual([pid]);
    expect(processesWith(randomUUID())).toEqual([]);
    expect(environmentOf(pid)).toEqual({ MARK: variable });
  });

  it('knows that a process has ended', async () => {
    const { child, pid } = await start(['-e', waiting]);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    await eventually(() => expect(isAlive(pid)).toBe(false));
    expect(environmentOf(pid)).toEqual({});
  });

  it('counts nothing that has ended and was not collected', async () => {
    const script = 'true & echo $!; exec tail -f /dev/null';
    const child = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    started.push(child);
    const [zombie] = await once(child.stdout, 'data');
    await eventually(() => expect(isAlive(Number(zombie))).toBe(false));
    expect(descendants(child.pid ?? 0)).toEqual([]);
  });
});
