import { expect, it } from 'vitest';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { withNearestFile } from '../../src/repl/missing-file.ts';

it.each([
  ['note.md', 'did you mean "notes.md"?'],
  ['guide.md', 'did you mean "docs/guide.md"?'],
  ['xyzzyplugh', '/files shows which there are'],
])('a file that is not there: %s', async (path, remedy) => {
  const files = createMemoryStore().forUser('ann');
  await files.write('notes.md', 'x', { client: 'C1' });
  await files.write('docs/guide.md', 'x', { client: 'C1' });
  await expect(withNearestFile(files, path, files.read(path))).rejects.toMatchObject({
    code: 'not-found',
    message: `there is no file "${path}": ${remedy}`,
  });
});
