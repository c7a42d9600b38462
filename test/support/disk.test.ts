import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findText } from './disk.ts';

const text = `tea ☕ ${randomUUID()}`;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('findText', () => {
  it('finds a text in the content and in the names of files at any depth', async () => {
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'content'), `\0before ${text} after`);
    writeFileSync(join(deep, `name ${text}`), '');
    writeFileSync(join(deep, 'other'), 'before after');
    const found = await findText(folder, text);
    expect(found.sort()).toEqual([join(deep, 'content'), join(deep, `name ${text}`)]);
    expect(await findText([join(folder, 'gone'), folder], randomUUID())).toEqual([]);
  });

  it.each([-20, -1, 0, 1, 20])(
    'finds a text %i bytes from the border of two pieces',
    async (at) => {
      const path = join(folder, 'large');
      writeFileSync(path, Buffer.concat([Buffer.alloc(3 * 2 ** 20 + at, 'x'), Buffer.from(text)]));
      expect(await findText(folder, text)).toEqual([path]);
      expect(await findText(folder, `${text}x`)).toEqual([]);
    },
  );

  it('follows no links', async () => {
    mkdirSync(join(folder, 'inner'));
    symlinkSync(folder, join(folder, 'inner', 'up'));
    writeFileSync(join(folder, 'file'), text);
    expect(await findText(folder, text)).toEqual([join(folder, 'file')]);
  });

  it('refuses what would prove nothing', async () => {
    writeFileSync(join(folder, 'file'), 'x'.repeat(100));
    await expect(findText(folder, '')).rejects.toThrow(RangeError);
    await expect(findText(folder, text, { maximumBytes: 99 })).rejects.toThrow(RangeError);
  });
});
