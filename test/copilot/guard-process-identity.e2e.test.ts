import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { identifyProcess, signalGroup, stateOf } from '../../src/copilot/guard/process-identity.ts';

const { platform } = process;
const bins: string[] = [];

afterEach(() => {
  Object.defineProperty(process, 'platform', { value: platform });
  vi.unstubAllEnvs();
  for (const bin of bins.splice(0)) rmSync(bin, { recursive: true });
});

/** Makes this a system without /proc, whose `ps` is this shell script. */
function useProcessStatus(script: string): void {
  const bin = mkdtempSync(join(tmpdir(), 'guard-identity-test-'));
  bins.push(bin);
  writeFileSync(join(bin, 'ps'), `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
}

describe('a process', () => {
  it('is alive, dead or not to be seen from here', () => {
    const own = identifyProcess(process.pid);
    expect(stateOf(own)).toBe('alive');
    expect(stateOf({ ...own, started: 'earlier' })).toBe('dead');
    expect(stateOf({ ...own, pid: spawnSync('true').pid })).toBe('dead');
    expect(stateOf({ ...own, realm: 'another boot' })).toBe('unknown');
  });

  it.runIf(platform === 'linux')('is known within its boot and its namespace of ids', () => {
    expect(identifyProcess(process.pid).realm).toMatch(/^[0-9a-f-]{36} pid:\[\d+\]$/);
  });

  it('is the same in every time zone and language', () => {
    useProcessStatus('echo "started in $TZ in $LC_ALL$LANG"');
    vi.stubEnv('TZ', 'Asia/Tokyo');
    vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
    const identity = identifyProcess(process.pid);
    vi.stubEnv('TZ', 'Europe/Paris');
    vi.stubEnv('LC_ALL', 'fr_FR.UTF-8');
    expect(identity.started).toBe('started in UTC in C');
    expect(stateOf(identity)).toBe('alive');
  });

  it('is dead where "ps" finds none, and unknown where "ps" fails', () => {
    const identity = { pid: 1, realm: 'darwin', started: 'once' };
    useProcessStatus('exit 1');
    expect(stateOf(identity)).toBe('dead');
    useProcessStatus('exit 2');
    expect(stateOf(identity)).toBe('unknown');
  });
});

describe('a signal to a group', () => {
  it('never goes to a single process, which may be a stranger by now', async () => {
    const member = spawn('sleep', ['60']);
    const leader = spawn('sleep', ['60'], { detached: true });
    const ended = new Promise((resolve) => leader.once('exit', (_, signal) => resolve(signal)));
    signalGroup(member.pid ?? 0, 'SIGTERM');
    signalGroup(leader.pid ?? 0, 'SIGTERM');
    expect(await ended).toBe('SIGTERM');
    const memberEnded = new Promise((resolve) =>
      member.once('exit', (_, signal) => resolve(signal)),
    );
    member.kill('SIGKILL');
    expect(await memberEnded).toBe('SIGKILL');
  });

  it.each([1, 0, -1])('never goes to everybody: %i', (pid) => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    signalGroup(pid, 'SIGTERM');
    expect(kill).not.toHaveBeenCalled();
    kill.mockRestore();
  });
});
