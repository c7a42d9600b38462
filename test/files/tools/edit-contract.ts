import { describe, expect, it } from 'vitest';
import type { UserFiles } from '../../../src/files/file-store.ts';
import type { CreateStore } from '../store-contract.ts';
import { author, toolsOf } from './tools-of.ts';

const edit = (old_text: string, new_text: string) => ({ path: 'a.md', old_text, new_text });

/** These files, in which another client does something each time after one was read, so often. */
function disturbed(
  files: UserFiles,
  times: number,
  disturb: (files: UserFiles) => Promise<unknown>,
): UserFiles {
  let left = times;
  return {
    ...files,
    async read(path) {
      const file = await files.read(path);
      if (left-- > 0) await disturb(files);
      return file;
    },
  };
}

/** What `edit_file` must hold to where others change the file meanwhile, wherever it is kept. */
export function describeEditing(name: string, create: CreateStore): void {
  describe(`${name}: edit_file`, () => {
    it('loses nothing where two clients edit at once', async () => {
      const files = create().forUser('ann');
      await files.write('a.md', 'one two', author);
      const { call } = toolsOf(files);
      const outcomes = await Promise.all([
        call('edit_file', edit('one', '1')),
        call('edit_file', edit('two', '2')),
      ]);
      expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
      expect(await files.read('a.md')).toMatchObject({ content: '1 2', revision: 3 });
    });

    it('is done over where another client writes in between, but not for ever', async () => {
      const rewrite = async (files: UserFiles) => {
        const { content } = await files.read('a.md');
        await files.write('a.md', `${content}+`, { client: 'C2' });
      };
      for (const [times, ok, content] of [
        [4, true, 'five++++'],
        [5, false, 'four+++++'],
      ] as const) {
        const files = disturbed(create().forUser('ann'), times, rewrite);
        await files.write('a.md', 'four', author);
        expect(await toolsOf(files).call('edit_file', edit('four', 'five'))).toMatchObject({ ok });
        expect(await files.read('a.md')).toMatchObject({ content });
      }
    });

    it('does not bring back a file that was deleted in between', async () => {
      const real = create().forUser('ann');
      const files = disturbed(real, 1, () => real.delete('a.md', { client: 'C2' }));
      await files.write('a.md', 'four', author);
      const { text } = await toolsOf(files).call('edit_file', edit('four', 'five'));
      expect(text).toMatch(/no file "a\.md"/);
      expect(await files.list()).toEqual([]);
    });
  });
}
