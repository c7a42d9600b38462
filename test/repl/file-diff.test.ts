import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { diffVersions } from '../../src/repl/file-diff.ts';
import { diffRange } from '../../src/screen/diff-text.ts';

const by = (client: string, request?: string) => ({ client, ...(request && { request }) });

/** A file after some writes, each by a request; a content of undefined deletes it. */
async function versionsOf(
  writes: readonly (readonly [request: string | undefined, content: string | undefined])[],
  previousVersions = 100,
) {
  const files = createMemoryStore({ previousVersions }).forUser('ann');
  for (const [request, content] of writes) {
    if (content === undefined) await files.delete('a', by('C1', request));
    else await files.write('a', content, by('C1', request));
  }
  return files.versions('a');
}

describe('what a change made different', () => {
  it('compares with the revision before, and with what the whole request found', async () => {
    const versions = await versionsOf([
      ['r1', 'one\n'],
      ['r2', 'one\ntwo\n'],
      ['r2', 'one\ntwo\nthree\n'],
    ]);
    expect(await diffVersions(versions, 'change')).toEqual({
      since: 'change',
      from: 2,
      to: 3,
      author: by('C1', 'r2'),
      hunks: [
        { oldStart: 1, oldLines: 2, newStart: 1, newLines: 3, lines: [' one', ' two', '+three'] },
      ],
    });
    const whole = await diffVersions(versions, 'request');
    expect(whole).toMatchObject({ since: 'request', from: 1, to: 3 });
    expect(whole.hunks?.[0]?.lines).toEqual([' one', '+two', '+three']);
  });

  it('goes back to what the request found, also where another one wrote in between', async () => {
    const versions = await versionsOf([
      ['r1', 'a\n'],
      ['r2', 'b\n'],
      ['r3', 'c\n'],
      ['r2', 'd\n'],
    ]);
    expect(await diffVersions(versions, 'request')).toMatchObject({ from: 1, to: 4 });
  });

  it('compares with nothing where the change, or the request, created the file', async () => {
    const created = await versionsOf([['r1', 'one\n']]);
    expect(await diffVersions(created, 'change')).toMatchObject({ from: 0, to: 1 });
    const again = await versionsOf([
      ['r1', 'old\n'],
      ['r1', undefined],
      ['r2', 'new\n'],
      ['r2', 'newer\n'],
    ]);
    expect(await diffVersions(again, 'request')).toMatchObject({
      from: 0,
      to: 3,
      hunks: [{ lines: ['+newer'] }],
    });
  });

  it('shows a delete as all lines taken away', async () => {
    const versions = await versionsOf([
      ['r1', 'one\ntwo\n'],
      ['r2', undefined],
    ]);
    expect(await diffVersions(versions, 'change')).toMatchObject({
      from: 1,
      to: 0,
      hunks: [{ lines: ['-one', '-two'] }],
    });
  });

  it('takes a change by nobody’s request for itself', async () => {
    const versions = await versionsOf([
      [undefined, 'one\n'],
      [undefined, 'two\n'],
    ]);
    expect(await diffVersions(versions, 'request')).toMatchObject({ from: 1, to: 2 });
  });

  it('says nothing of what is no longer kept', async () => {
    const versions = await versionsOf(
      [
        ['r1', 'one\n'],
        ['r2', 'two\n'],
        ['r2', 'three\n'],
      ],
      1,
    );
    expect(await diffVersions(versions, 'change')).toMatchObject({ from: 2, to: 3 });
    expect(await diffVersions(versions, 'request')).toEqual({
      since: 'request',
      to: 3,
      author: by('C1', 'r2'),
    });
  });

  it('takes no later version for what the request found, where it began before those that are kept', async () => {
    const interleaved = await versionsOf(
      [
        ['r1', 'one\n'],
        ['r2', 'two\n'],
        ['r3', 'three\n'],
        ['r2', 'four\n'],
      ],
      1,
    );
    const later = await versionsOf(
      [
        ['r1', 'one\n'],
        ['r2', 'two\n'],
        ['r3', 'three\n'],
      ],
      1,
    );
    expect(await diffVersions(later, 'request')).toMatchObject({ from: 2, to: 3 });
    expect(interleaved).toHaveLength(2);
    expect(await diffVersions(interleaved, 'request')).not.toHaveProperty('from');
    expect(await diffVersions(interleaved, 'change')).toMatchObject({ from: 3, to: 4 });
    const made = await versionsOf(
      [
        ['r1', 'one\n'],
        ['r1', undefined],
        ['r1', 'again\n'],
      ],
      1,
    );
    expect(await diffVersions(made, 'request')).not.toHaveProperty('from');
  });

  it('has no hunk where the same was written again', async () => {
    const versions = await versionsOf([
      ['r1', 'same'],
      ['r2', 'same'],
    ]);
    expect((await diffVersions(versions, 'change')).hunks).toEqual([]);
  });

  it('says where a line end is missing', async () => {
    const versions = await versionsOf([
      ['r1', 'one\n'],
      ['r2', 'one'],
    ]);
    expect((await diffVersions(versions, 'change')).hunks?.[0]?.lines).toEqual([
      '-one',
      '+one',
      '\\ No newline at end of file',
    ]);
  });

  it('tells texts that have too little in common as replaced whole, soon', async () => {
    const text = (letter: string) =>
      Array.from({ length: 20_000 }, (_, line) => `${letter}${line}\n`).join('');
    const versions = await versionsOf([
      ['r1', text('a')],
      ['r2', `${text('b')}end`],
    ]);
    const { hunks = [] } = await diffVersions(versions, 'change');
    expect(hunks.map(diffRange)).toEqual(['@@ -1,20000 +1,20001 @@']);
    expect(hunks[0]?.lines).toHaveLength(40_002);
    expect(hunks[0]?.lines.at(-1)).toBe('\\ No newline at end of file');
  });

  it('tells a large new file with no lines before', async () => {
    const versions = await versionsOf([['r1', 'x\n'.repeat(5_000)]]);
    const { hunks = [] } = await diffVersions(versions, 'change');
    expect(hunks.map(diffRange)).toEqual(['@@ -0,0 +1,5000 @@']);
  });
});
