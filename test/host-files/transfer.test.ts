import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserFiles } from '../../src/files/file-store.ts';
import { defaultFileLimits } from '../../src/files/limits.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { hostFiles } from '../../src/host-files/host-files.ts';
import { openSource } from '../../src/host-files/source.ts';
import { openTarget } from '../../src/host-files/target.ts';
import type { UntimedReplEvent } from '../../src/repl/events.ts';
import type { HostFiles } from '../../src/repl/transfer/host-files.ts';
import {
  createTransfers,
  readLimits,
  type Seed,
  type Transfers,
} from '../../src/repl/transfer/transfers.ts';

const limits = { ...defaultFileLimits, bytesPerFile: 1000, filesPerUser: 20 };

let root: string;
let files: UserFiles;
let events: UntimedReplEvent[];
let transfers: Transfers;

function start(host: HostFiles | undefined, seeds: readonly Seed[] = []): void {
  files = createMemoryStore(limits).forUser('alice');
  events = [];
  transfers = createTransfers(host, seeds, limits, (event) => events.push(event));
}

beforeEach(async () => {
  root = realpathSync(await mkdtemp(join(tmpdir(), 'host-files-')));
  start(hostFiles);
});

afterEach(async () => {
  await transfers.close();
  rmSync(root, { recursive: true, force: true });
});

const host = (path: string) => join(root, path);

/** Does it with no more rights than anyone's: the system denies root nothing. */
async function asAnyone<Result>(act: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return act();
  chmodSync(root, 0o755);
  process.seteuid?.('nobody');
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

async function put(path: string, content: string | Buffer): Promise<void> {
  mkdirSync(dirname(host(path)), { recursive: true });
  await writeFile(host(path), content);
}

const bring = (path: string, to?: string, overwrite?: boolean) =>
  transfers.import(files, {
    type: 'import',
    host: path.startsWith('/') ? path : host(path),
    ...(to !== undefined && { path: to }),
    ...(overwrite && { overwrite }),
  });

const take = (path: string, overwrite = false) =>
  transfers.export(files, { type: 'export', host: host(path), overwrite });

const own = async () => (await files.list()).map(({ path }) => path);
const contents = async (path: string) => (await files.read(path)).content;
const write = (path: string, content: string) => files.write(path, content, { client: 'C1' });

const skipped = () =>
  events.flatMap((event) =>
    event.type === 'file.skipped' ? [`${event.path} ${event.error.code}`] : [],
  );
const last = () => events.at(-1);
const refused = (work: Promise<void>) =>
  work.then(
    () => 'done',
    (error: { code: string; message: string }) => `${error.code} ${error.message}`,
  );

describe('an import', () => {
  it('brings a folder under its name, told file by file between a start and an end', async () => {
    await put('docs/a.md', 'one');
    await put('docs/deep/b.md', '\ufefftwo é');
    await bring('docs');
    expect(await own()).toEqual(['docs/a.md', 'docs/deep/b.md']);
    expect(await contents('docs/deep/b.md')).toBe('\ufefftwo é');
    const of = { user: 'alice', transfer: 'T1', direction: 'import' };
    expect(events).toEqual([
      { type: 'transfer.started', ...of, host: host('docs') },
      {
        type: 'file.imported',
        ...of,
        path: 'docs/a.md',
        host: host('docs/a.md'),
        size: 3,
        revision: 1,
      },
      expect.objectContaining({ type: 'file.imported', path: 'docs/deep/b.md', size: 9 }),
      { type: 'transfer.completed', ...of, host: host('docs'), files: 2, bytes: 12, skipped: 0 },
    ]);
  });

  it.each([
    ['docs', undefined, 'docs/a.md'],
    ['docs', '.', 'a.md'],
    ['docs', 'x/y', 'x/y/a.md'],
    ['docs/a.md', undefined, 'a.md'],
    ['docs/a.md', 'b.md', 'b.md'],
    ['docs/a.md', 'x/', 'x/a.md'],
  ])('of %s to %s makes %s', async (from, to, made) => {
    await put('docs/a.md', 'one');
    await bring(from, to);
    expect(await own()).toEqual([made]);
  });

  it('leaves what is there as it is, until it is told to replace it', async () => {
    await put('a.md', 'theirs');
    await write('a.md', 'mine');
    await bring('a.md');
    expect(skipped()).toEqual(['a.md exists']);
    expect(await contents('a.md')).toBe('mine');
    await bring('a.md', undefined, true);
    expect(await contents('a.md')).toBe('theirs');
  });

  it('skips what is no text, no file, no path or too long, and says each', async () => {
    await put('in/zero.txt', 'a\0b');
    await put('in/latin.txt', Buffer.from([0x63, 0xe9]));
    await put('in/large.txt', 'x'.repeat(1001));
    await put('in/fits.txt', 'x'.repeat(1000));
    await put('in/…/dots.txt', 'x');
    await put('in/a\u202eb.txt', 'x');
    await put('in/empty.txt', '');
    const outside = Buffer.concat([Buffer.from(`${host('in')}/n`), Buffer.from([0xff])]);
    await writeFile(outside, 'x');
    execFileSync('mkfifo', [host('in/pipe')]);
    const socket = createServer().listen(host('in/socket'));
    await new Promise((resolve) => socket.once('listening', resolve));
    await bring('in', '.');
    socket.close();
    expect(skipped().sort()).toEqual([
      'a\u202eb.txt path-invalid',
      'large.txt host-too-large',
      'latin.txt host-not-text',
      'n\ufffd host-name',
      'pipe host-special',
      'socket host-special',
      'zero.txt host-not-text',
      '…/dots.txt path-invalid',
    ]);
    expect(await own()).toEqual(['empty.txt', 'fits.txt']);
    expect(last()).toMatchObject({ type: 'transfer.completed', files: 2, skipped: 8 });
  });

  it('follows no link: not to a file, not to a folder, not on the way', async () => {
    await put('secret/key.md', 'secret');
    await put('in/a.md', 'fine');
    symlinkSync(host('secret/key.md'), host('in/file'));
    symlinkSync(host('secret'), host('in/folder'));
    symlinkSync('/etc/hostname', host('in/etc'));
    symlinkSync('nowhere', host('in/dangling'));
    await bring('in', '.');
    expect(await own()).toEqual(['a.md']);
    expect(skipped()).toEqual(
      ['dangling', 'etc', 'file', 'folder'].map((name) => `${name} host-link`),
    );
    expect(await refused(bring('in/file'))).toContain(`host-link ${host('in/file')}: is a link`);
    expect(await refused(bring('in/folder'))).toContain('host-link');
    expect(await refused(bring('in/folder/key.md'))).toContain(`host-link ${host('in/folder')}:`);
    expect(await own()).toEqual(['a.md']);
  });

  it.each([
    ['as Linux looks names up', true],
    ['as other systems do', false],
  ])('reads nothing outside where a folder becomes a link meanwhile, %s', async (_, anchored) => {
    await put('outside/b.md', 'secret');
    await put('in/a.md', 'first');
    await put('in/sub/a.md', 'inside');
    await put('in/sub/b.md', 'inside');
    const source = await openSource(
      host('in'),
      readLimits(limits),
      anchored && process.platform === 'linux',
    );
    const seen: string[] = [];
    for await (const entry of source.entries) {
      if ('content' in entry) seen.push(entry.content);
      if (entry.path === 'sub/a.md') {
        renameSync(host('in/sub'), host('in/moved'));
        symlinkSync(host('outside'), host('in/sub'));
      }
    }
    await source.close();
    expect(seen.slice(0, 2)).toEqual(['first', 'inside']);
    expect(seen).not.toContain('secret');
  });

  it('refuses what is not there, a pipe and a device, and has done nothing then', async () => {
    execFileSync('mkfifo', [host('pipe')]);
    expect(await refused(bring('nothing'))).toMatch(/^host-not-found .*nothing: there is no such/);
    expect(await refused(bring('pipe/x'))).toContain('host-special');
    expect(await refused(bring('pipe'))).toContain('host-special');
    expect(await refused(bring('/dev/zero'))).toContain('host-special');
    await put('a.md', 'x');
    expect(await refused(bring('a.md/x'))).toContain('host-not-a-folder');
    expect(await refused(bring('a.md', '../x'))).toContain('path-invalid');
    expect(events).toEqual([]);
  });

  it('keeps the user’s limits, and goes on after what does not fit', async () => {
    for (let i = 10; i < 35; i++) await put(`in/${i}.md`, 'x');
    await bring('in', '.');
    expect(last()).toMatchObject({ files: 20, skipped: 5 });
    expect(new Set(skipped().map((each) => each.split(' ')[1]))).toEqual(
      new Set(['too-many-files']),
    );
  });

  it('ends where the folder is a whole disk', async () => {
    for (let i = 0; i < 201; i++) mkdirSync(host(`in/${i}`), { recursive: true });
    await bring('in');
    expect(last()).toMatchObject({ files: 0, stopped: { code: 'host-too-many' } });
  });
});

describe('an export', () => {
  it('writes every file below a folder that it makes, and no half or other ones', async () => {
    await write('a.md', 'one');
    await write('x/y/b.md', 'é');
    await take('out');
    expect(await readFile(host('out/a.md'), 'utf8')).toBe('one');
    expect(await readFile(host('out/x/y/b.md'), 'utf8')).toBe('é');
    expect((await readdir(host('out'), { recursive: true })).sort()).toEqual([
      'a.md',
      'x',
      'x/y',
      'x/y/b.md',
    ]);
    expect(events).toMatchObject([
      { type: 'transfer.started', direction: 'export', host: host('out') },
      { type: 'file.exported', path: 'a.md', host: host('out/a.md'), size: 3, replaced: false },
      { type: 'file.exported', path: 'x/y/b.md' },
      { type: 'transfer.completed', files: 2, bytes: 5, skipped: 0 },
    ]);
  });

  it('and the import of what it wrote are each other’s reverse', async () => {
    await write('a b/c.md', 'one\r\n\u001b[31m');
    await take('out');
    const before = await own();
    await files.reset({ client: 'operator' });
    await bring('out', '.');
    expect(await own()).toEqual(before);
    expect(await contents('a b/c.md')).toBe('one\r\n\u001b[31m');
  });

  it('leaves what is there as it is, until it is told to replace it', async () => {
    await put('out/a.md', 'theirs');
    await put('out/sub/x', 'in the way of nothing');
    await write('a.md', 'mine');
    await write('sub', 'a folder there');
    await take('out');
    expect(skipped()).toEqual(['a.md host-exists', 'sub host-is-folder']);
    expect(await readFile(host('out/a.md'), 'utf8')).toBe('theirs');
    await take('out', true);
    expect(await readFile(host('out/a.md'), 'utf8')).toBe('mine');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'file.exported', replaced: true }),
    );
    expect((await readdir(host('out'))).sort()).toEqual(['a.md', 'sub']);
  });

  it.each([false, true])('writes through no link (overwriting: %s)', async (overwrite) => {
    await put('outside/victim.md', 'safe');
    mkdirSync(host('out'));
    symlinkSync(host('outside/victim.md'), host('out/a.md'));
    symlinkSync(host('outside/new.md'), host('out/dangling.md'));
    symlinkSync(host('outside'), host('out/sub'));
    await write('a.md', 'mine');
    await write('dangling.md', 'mine');
    await write('sub/victim.md', 'mine');
    await take('out', overwrite);
    expect(skipped()).toEqual([
      'a.md host-link',
      'dangling.md host-link',
      'sub/victim.md host-link',
    ]);
    expect(await readdir(host('outside'))).toEqual(['victim.md']);
    expect(await readFile(host('outside/victim.md'), 'utf8')).toBe('safe');
    expect(await readlink(host('out/a.md'))).toBe(host('outside/victim.md'));
    expect(await refused(take('out/sub/deeper'))).toContain(`host-link ${host('out/sub')}:`);
    expect(await refused(take('out/sub'))).toContain('host-link');
  });

  it.each([
    ['as Linux looks names up', true],
    ['as other systems do', false],
  ])(
    'writes nothing outside where its folder becomes a link meanwhile, %s',
    async (_, anchored) => {
      mkdirSync(host('outside'));
      const target = await openTarget(host('out'), anchored && process.platform === 'linux');
      await target.write('sub/a.md', 'x', false);
      renameSync(host('out'), host('moved'));
      symlinkSync(host('outside'), host('out'));
      await target.write('b.md', 'x', false).catch(() => {});
      await target.write('sub/b.md', 'x', false).catch(() => {});
      await target.close();
      expect(await readdir(host('outside'))).toEqual([]);
    },
  );

  it('says what the system denies', async () => {
    mkdirSync(host('out'));
    chmodSync(host('out'), 0o555);
    await write('a.md', 'x');
    await asAnyone(() => take('out'));
    expect(skipped()).toEqual(['a.md host-denied']);
  });

  it('to a file, or below what is not there, is refused', async () => {
    await put('a.md', 'x');
    expect(await refused(take('a.md'))).toContain('host-not-a-folder');
    expect(await refused(take('no/such'))).toMatch(/^host-not-found .*no: /);
    expect(events).toEqual([]);
  });

  it('that is interrupted ends after the file that it is at', async () => {
    for (let i = 10; i < 20; i++) await write(`${i}.md`, 'x');
    let closed: Promise<void> | undefined;
    const target = await openTarget(host('out'));
    start({
      ...hostFiles,
      openTarget: async () => ({
        ...target,
        write(...args) {
          closed ??= transfers.close();
          return target.write(...args);
        },
      }),
    });
    for (let i = 10; i < 20; i++) await write(`${i}.md`, 'x');
    await take('out');
    await closed;
    expect(last()).toMatchObject({ files: 1, stopped: { code: 'interrupted' } });
    expect(await readdir(host('out'))).toEqual(['10.md']);
  });
});

describe('a new user', () => {
  it('starts with its own files, then everyone’s, at the top', async () => {
    await put('all/a.md', 'everyone’s');
    await put('all/b.md', 'everyone’s');
    await put('hers/a.md', 'hers');
    start(hostFiles, [
      { host: host('all') },
      { host: host('hers'), user: 'alice' },
      { host: host('all'), user: 'bob' },
    ]);
    await transfers.seed(files);
    expect(await own()).toEqual(['a.md', 'b.md']);
    expect(await contents('a.md')).toBe('hers');
    expect(skipped()).toEqual(['a.md exists']);
    expect(events.every((event) => 'seed' in event)).toBe(true);
  });

  it('starts without them where they are gone, and that is said', async () => {
    start(hostFiles, [{ host: host('gone') }]);
    await transfers.seed(files);
    expect(events).toMatchObject([{ type: 'seed.failed', error: { code: 'host-not-found' } }]);
  });
});

it('without the host’s disk there is no import and no export', async () => {
  start(undefined);
  expect(await refused(bring('a.md'))).toContain('no-host-files');
  expect(await refused(take('out'))).toContain('no-host-files');
});
