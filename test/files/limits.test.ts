import { describe, expect, it } from 'vitest';
import { defaultFileLimits } from '../../src/files/limits.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { refused } from './store-contract.ts';

const author = { client: 'C1' };
const filesWith = (limits?: Parameters<typeof createMemoryStore>[0]) =>
  createMemoryStore(limits).forUser('ann');

describe('limits', () => {
  it('are the promised ones', () => {
    expect(defaultFileLimits).toEqual({
      bytesPerFile: 262_144,
      bytesPerUser: 8_388_608,
      filesPerUser: 1000,
      bytesPerPath: 512,
      bytesPerSegment: 255,
      depth: 16,
      previousVersions: 200,
      bytesOfPreviousVersions: 2_097_152,
    });
  });

  it('bytesPerFile: 262,144 bytes pass, one more does not', async () => {
    const files = filesWith();
    await files.write('a', 'x'.repeat(262_144), author);
    await refused(files.write('a', 'x'.repeat(262_145), author), 'file-too-large');
    await refused(files.write('b', 'x'.repeat(1_000_000), author), 'file-too-large');
    expect(await files.list()).toMatchObject([{ path: 'a', size: 262_144, revision: 1 }]);
  });

  it('bytesPerFile counts bytes of UTF-8, not characters', async () => {
    const files = filesWith({ bytesPerFile: 12 });
    await files.write('a', '日本語あ', author);
    await files.write('b', '😀😀😀', author);
    await refused(files.write('c', '日本語あx', author), 'file-too-large');
    await refused(files.write('c', '😀😀😀x', author), 'file-too-large');
  });

  it('bytesPerUser: 8 MiB pass, one byte more does not', async () => {
    const files = filesWith();
    for (let i = 0; i < 32; i++) await files.write(`f${i}`, 'x'.repeat(262_144), author);
    await refused(files.write('g', 'x', author), 'user-quota-exceeded');
    await files.write('g', '', author);
    await files.write('f0', 'y'.repeat(262_144), author);
    expect(await files.list()).toHaveLength(33);
  });

  it('bytesPerUser: a shrink, a delete and a reset give room back', async () => {
    const files = filesWith({ bytesPerUser: 10 });
    await files.write('a', 'xxxxxx', author);
    await files.write('b', 'xxxx', author);
    await refused(files.write('b', 'xxxxx', author), 'user-quota-exceeded');
    await files.write('a', 'xxxxx', author);
    await files.write('b', 'xxxxx', author);
    await files.delete('a', author);
    await files.write('c', 'xxxxx', author);
    await refused(files.write('d', 'x', author), 'user-quota-exceeded');
    await files.reset(author);
    await files.write('e', 'xxxxxxxxxx', author);
  });

  it('bytesPerUser: refused writes take no room', async () => {
    const files = filesWith({ bytesPerUser: 10, bytesPerFile: 8 });
    for (let i = 0; i < 5; i++) {
      await refused(files.write('a', 'xxxxxxxxx', author), 'file-too-large');
      await refused(files.write('a', 'xxx', author, { ifRevision: 7 }), 'revision-conflict');
      await refused(files.write('a/../b', 'xxx', author), 'path-invalid');
    }
    await files.write('a', 'xxxxxxxx', author);
    for (let i = 0; i < 5; i++) {
      await refused(files.write('a/b', 'x', author), 'not-a-directory');
      await refused(files.write('b', 'xxx', author), 'user-quota-exceeded');
    }
    await files.write('b', 'xx', author);
  });

  it('filesPerUser: 1,000 files pass, one more does not', async () => {
    const files = filesWith();
    for (let i = 0; i < 1000; i++) await files.write(`d/f${i}`, '', author);
    await refused(files.write('d/more', '', author), 'too-many-files');
    await files.write('d/f0', 'an update is no new file', author);
    await files.delete('d/f0', author);
    await files.write('d/more', '', author);
    expect(await files.list()).toHaveLength(1000);
  });

  it('a refused write leaves no directory behind', async () => {
    const files = filesWith({ filesPerUser: 1 });
    await files.write('a', '', author);
    await refused(files.write('b/c/d', '', author), 'too-many-files');
    await files.delete('a', author);
    await files.write('b', 'a file may have this name', author);
  });

  it('bytesPerSegment: 255 bytes pass, 256 do not', async () => {
    const files = filesWith();
    await files.write('x'.repeat(255), '', author);
    await files.write(`d/${'日'.repeat(85)}/f`, '', author);
    await refused(files.write('x'.repeat(256), '', author), 'path-too-long');
    await refused(files.write(`d/${'日'.repeat(85)}x/f`, '', author), 'path-too-long');
  });

  it('bytesPerPath: 512 bytes pass, 513 do not', async () => {
    const files = filesWith();
    const long = `${'a'.repeat(255)}/${'b'.repeat(254)}`;
    await files.write(`${long}/c`, '', author);
    await refused(files.write(`${long}/cc`, '', author), 'path-too-long');
    await refused(files.write('x/'.repeat(1_000_000), '', author), 'path-too-long');
  });

  it('bytes of a path are counted after normalisation', async () => {
    const files = filesWith();
    const decomposed = 'e\u0301'.repeat(127);
    expect((await files.write(`/./${decomposed}`, '', author)).path).toBe('\u00e9'.repeat(127));
    await refused(files.write('\u00e9'.repeat(128), '', author), 'path-too-long');
  });

  it('depth: 16 segments pass, 17 do not', async () => {
    const files = filesWith();
    await files.write(`${'d/'.repeat(15)}f`, '', author);
    await files.write(`/.//${'./d/'.repeat(15)}f`, '', author);
    await refused(files.write(`${'d/'.repeat(16)}f`, '', author), 'path-too-deep');
  });

  it('are told to the model with the figure to keep to', async () => {
    const files = filesWith({ bytesPerFile: 10, bytesPerUser: 12, filesPerUser: 2, depth: 2 });
    await files.write('a', 'xxxxxxxxxx', author);
    const message = async (call: Promise<unknown>) =>
      call.then(
        () => 'not refused',
        (error: Error) => error.message,
      );
    expect(await message(files.write('b', 'xxxxxxxxxxx', author))).toMatch(/11 B.*10 B/);
    expect(await message(files.write('b', 'xxx', author))).toMatch(/2 B/);
    await files.write('b', '', author);
    expect(await message(files.write('c', '', author))).toMatch(/ 2 /);
    expect(await message(files.write('c/d/e', '', author))).toMatch(/ 2 /);
  });
});
