import { readFileSync } from 'node:fs';
import { descendants, type RunningProcess } from './processes.ts';

/** Memory of a program and of the processes that it started, in MB of RSS. */
export interface Memory {
  /** The program itself. */
  readonly own: number;
  /** Of its runtimes the one that has most: there are two for the moment in which one replaces the other. */
  readonly runtime: number;
  /** Of its guards the one that has most. */
  readonly guard: number;
}

export const isRuntime = ({ command }: RunningProcess) => command.includes('--headless');
export const isGuard = ({ command }: RunningProcess) => command.endsWith('guard.js');

/** 0 where the process is gone. */
function residentSize(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const largest = (processes: readonly RunningProcess[]) =>
  Math.max(0, ...processes.map(({ pid }) => residentSize(pid)));

export function measureMemory(pid: number): Memory {
  const below = descendants(pid);
  return {
    own: residentSize(pid),
    runtime: largest(below.filter(isRuntime)),
    guard: largest(below.filter(isGuard)),
  };
}

/** The most of each: a server's memory goes up and down as it is replaced. */
export const peakOf = (measured: readonly Memory[]): Memory => ({
  own: Math.max(...measured.map(({ own }) => own)),
  runtime: Math.max(...measured.map(({ runtime }) => runtime)),
  guard: Math.max(...measured.map(({ guard }) => guard)),
});

export function memoryText({ own, runtime, guard }: Memory): string {
  const [a, b, c, all] = [own, runtime, guard, own + runtime + guard].map(Math.round);
  return `REPL ${a} MB, runtime ${b} MB, guard ${c} MB, together ${all} MB`;
}
