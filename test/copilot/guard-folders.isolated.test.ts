import { spawn, spawnSync } from 'node:child_process';
import type * as fs from 'node:fs';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFolders, sweepAbandoned } from '../../src/copilot/guard/abandoned-folders.ts';
import {
  confinement,
  createPrivateFolder,
  record,
  recorded,
  wipe,
} from '../../src/copilot/guard/private-folder.ts';
import { identifyProcess, type ProcessIdentity } from '../../src/copilot/guard/process-identity.ts';
import { isAlive } from '../support/processes.ts';

/** Below these paths the file system is full, or lets nothing be removed; and how much memory seems to be left. */
const failing = vi.hoisted(() => ({ write: '\0', remove: '\0', memoryLeft: Number.NaN }));

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof fs>();
  const refuse = (path: unknown, below: string, code: string) => {
    if (String(path).startsWith(below)) throw Object.assign(new Error(code), { code });
  };
  return {
    ...original,
    statfsSync: (path: string) =>
      Number.isNaN(failing.memoryLeft) || path !== '/dev/shm'
        ? original.statfsSync(path)
        : { type: 0x01021994, bavail: failing.memoryLeft, bsize: 1 },
    writeFileSync: (...args: Parameters<typeof fs.writeFileSync>) => {
      refuse(args[0], failing.write, 'ENOSPC');
      original.writeFileSync(...args);
    },
    rmSync: (...args: Parameters<typeof fs.rmSync>) => {
      refuse(args[0], failing.remove, 'EACCES');
      original.rmSync(...args);
    },
  };
});

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'guard-folders-test-'));
});

afterEach(() => {
  Object.assign(failing, { write: '\0', remove: '\0', memoryLeft: Number.NaN });
  vi.unstubAllEnvs();
  rmSync(parent, { recursive: true, force: true });
});

/** The identity of a process that has ended. */
function deadProcess(): ProcessIdentity {
  const { pid } = spawnSync('true');
  return { ...identifyProcess(process.pid), pid };
}

/** A folder with something in it, as it would lie in a temporary directory. */
function plant(name: string, guard?: ProcessIdentity | string, mode = 0o700): string {
  const path = join(parent, name);
  mkdirSync(join(path, 'home'), { recursive: true });
  writeFileSync(join(path, 'home', 'thesis.md'), 'years of work');
  if (typeof guard === 'string') writeFileSync(join(path, 'guard.json'), guard);
  else if (guard) record(path, 'guard', guard);
  chmodSync(path, mode);
  utimesSync(path, 0, 0);
  return path;
}

describe('a private folder', () => {
  it('is closed to others, has its exact name and carries its guard’s identity', () => {
    const folder = createPrivateFolder([parent]);
    expect(readdirSync(parent)).toEqual([folder.path.slice(parent.length + 1)]);
    expect(folder.path).toMatch(/\/multiuser-repl-guard-[A-Za-z0-9]{6}$/);
    expect(recorded(folder.path, 'guard')).toEqual(identifyProcess(process.pid));
    for (const path of [folder.path, folder.home, folder.temporary, folder.work])
      expect(statSync(path).mode & 0o777).toBe(0o700);
    wipe(folder.path);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is made in the next place where the first one is full, and nothing half-made stays', async () => {
    const [full, free] = [join(parent, 'full'), join(parent, 'free')];
    for (const each of [full, free]) mkdirSync(each);
    failing.write = full;
    expect(createPrivateFolder([full, free]).path.startsWith(free)).toBe(true);
    expect(readdirSync(full)).toEqual([]);
    expect(() => createPrivateFolder([full, join(parent, 'nowhere')])).toThrow(
      `${full} is full (it takes no more files), ${join(parent, 'nowhere')} does not exist`,
    );
  });

  it('lies on the disk where the memory has too little room for a runtime', () => {
    vi.stubEnv('TMPDIR', parent);
    failing.memoryLeft = 2 ** 20;
    expect(dirname(createPrivateFolder().path)).toBe(parent);
  });

  it.runIf(process.platform === 'linux')(
    'lies in memory with little room where there is nothing else',
    () => {
      vi.stubEnv('TMPDIR', join(parent, 'nowhere'));
      failing.memoryLeft = 2 ** 20;
      const { path } = createPrivateFolder();
      expect(dirname(path)).toBe('/dev/shm');
      wipe(path);
    },
  );

  it('has a wipe that is cut short finished later: the record goes last', async () => {
    const { path, temporary } = createPrivateFolder([parent]);
    record(path, 'guard', deadProcess());
    failing.remove = temporary;
    expect(() => wipe(path)).toThrow('EACCES');
    failing.remove = '\0';
    sweepAbandoned([parent]);
    expect(existsSync(path)).toBe(false);
  });

  it('holds whatever a runtime takes for its own, on Windows too', () => {
    const folder = { path: '/p', home: '/p/home', temporary: '/p/tmp', work: '/p/work' };
    expect(confinement(folder, 'linux')).toEqual({
      HOME: '/p/home',
      COPILOT_HOME: '/p/home',
      TMPDIR: '/p/tmp',
    });
    expect(confinement(folder, 'win32')).toMatchObject({
      USERPROFILE: '/p/home',
      APPDATA: '/p/home',
      LOCALAPPDATA: '/p/home',
      TEMP: '/p/tmp',
      TMP: '/p/tmp',
    });
  });
});

describe('the sweep of abandoned folders', () => {
  const name = 'multiuser-repl-guard-abc123';
  const elsewhere = (identity: ProcessIdentity) => ({ ...identity, realm: 'another container' });

  it.each<[string, () => string]>([
    ['a checkout', () => plant('multiuser-repl-main')],
    ['a checkout with our record', () => plant('multiuser-repl-main', deadProcess())],
    ['a longer name', () => plant(`${name}4`, deadProcess())],
    ['a name with something before', () => plant(`my-${name}`, deadProcess())],
    ['our name without a record', () => plant(name)],
    ['half a record', () => plant(name, '{"pid":1')],
    ['null for a record', () => plant(name, 'null')],
    ['a record without a realm', () => plant(name, '{"pid":1,"started":"1"}')],
    ['a folder open to others', () => plant(name, deadProcess(), 0o755)],
    ['a living guard’s', () => plant(name, identifyProcess(process.pid))],
    ['a guard’s in another namespace', () => plant(name, elsewhere(deadProcess()))],
    ['an unfinished name, with things in it', () => plant('multiuser-repl-making-abc123')],
  ])('leaves alone: %s', (_, make) => {
    const path = make();
    sweepAbandoned([parent]);
    expect(existsSync(join(path, 'home', 'thesis.md'))).toBe(true);
  });

  it('follows no link', () => {
    const target = plant('mine', deadProcess());
    symlinkSync(target, join(parent, name));
    sweepAbandoned([parent]);
    expect(existsSync(join(target, 'home', 'thesis.md'))).toBe(true);
  });

  it('wipes what a dead guard left, and ends its runtime', async () => {
    const runtime = spawn('sleep', ['60'], { detached: true });
    const { pid = 0 } = runtime;
    const path = plant(name, deadProcess());
    record(path, 'runtime', identifyProcess(pid));
    chmodSync(path, 0o700);
    sweepAbandoned([parent]);
    expect(existsSync(path)).toBe(false);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  });

  it('ends no process that got the runtime’s id later, and none of another namespace', async () => {
    const stranger = spawn('sleep', ['60'], { detached: true });
    const { pid = 0 } = stranger;
    for (const identity of [
      { ...identifyProcess(pid), started: 'earlier' },
      elsewhere(identifyProcess(pid)),
    ]) {
      record(plant(name, deadProcess()), 'runtime', identity);
      sweepAbandoned([parent]);
      expect(existsSync(join(parent, name))).toBe(false);
    }
    const ended = new Promise((resolve) => stranger.once('exit', (_, signal) => resolve(signal)));
    stranger.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
  });

  it('takes away what was never finished, once that is sure', () => {
    const path = join(parent, 'multiuser-repl-making-abc123');
    for (const each of ['', 'home', 'tmp']) mkdirSync(join(path, each), { mode: 0o700 });
    writeFileSync(join(path, 'guard.json'), '{"pid":');
    sweepAbandoned([parent]);
    expect(existsSync(path)).toBe(true);
    utimesSync(path, 0, 0);
    sweepAbandoned([parent]);
    expect(existsSync(path)).toBe(false);
  });

  it('takes away at once what a dead guard never finished', () => {
    const path = join(parent, 'multiuser-repl-making-abc123');
    mkdirSync(join(path, 'home'), { recursive: true, mode: 0o700 });
    record(path, 'guard', deadProcess());
    sweepAbandoned([parent]);
    expect(existsSync(path)).toBe(false);
  });

  it('goes on where a place can’t be read and a folder can’t be removed', async () => {
    const stubborn = plant(name, deadProcess());
    const other = plant('multiuser-repl-guard-xyz789', deadProcess());
    failing.remove = stubborn;
    sweepAbandoned([join(parent, 'nowhere'), parent]);
    expect(existsSync(stubborn)).toBe(true);
    expect(existsSync(other)).toBe(false);
  });
});

describe('what is found', () => {
  const name = 'multiuser-repl-guard-abc123';
  const find = () => findFolders([join(parent, 'nowhere'), parent]);

  it.each<[string, () => string, object]>([
    ['a dead guard’s', () => plant(name, deadProcess()), { state: 'abandoned' }],
    ['a living guard’s', () => plant(name, identifyProcess(process.pid)), { state: 'in-use' }],
    ['one without a record', () => plant(name), { why: 'it does not say who made it' }],
    [
      'one that others can open',
      () => plant(name, deadProcess(), 0o755),
      { why: 'it is no folder that only you can open' },
    ],
    [
      'another container’s',
      () => plant(name, { ...deadProcess(), realm: 'elsewhere' }),
      { why: 'it was made in another container, or before a reboot' },
    ],
    [
      'an unfinished one with things in it',
      () => plant('multiuser-repl-making-abc123'),
      { why: 'it was never finished, and yet it holds something' },
    ],
  ])('is told apart, and nothing is changed: %s', (_, make, expected) => {
    const path = make();
    expect(find()).toMatchObject([{ path, ...expected }]);
    expect(existsSync(join(path, 'home', 'thesis.md'))).toBe(true);
  });

  it('names the runtime that was left running, and no other process', () => {
    const path = plant(name, deadProcess());
    record(path, 'runtime', identifyProcess(process.pid));
    expect(find()).toMatchObject([{ path, runtime: identifyProcess(process.pid) }]);
    record(path, 'runtime', { ...identifyProcess(process.pid), started: 'earlier' });
    expect(find()[0]).not.toHaveProperty('runtime');
  });

  it('is nothing with any other name', () => {
    plant('multiuser-repl-main', deadProcess());
    plant(`${name}4`, deadProcess());
    expect(find()).toEqual([]);
  });
});
