import { describe, expect, it } from 'vitest';
import type { UntimedReplEvent } from '../../src/repl/events.ts';
import { mostLines } from '../../src/screen/opened-file.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { selectedUser } from '../../src/screen/selectors.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { opening, timed } from './events.ts';

const file = { type: 'file.opened', user: 'alice', path: 'a', revision: 1 } as const;

const userAfter = (...events: readonly UntimedReplEvent[]) =>
  selectedUser([...opening, ...timed(...events)].reduce(reduce, initialScreenState));

describe('a file that is opened', () => {
  it('keeps apart what is only looked at in passing', () => {
    const user = userAfter(
      { ...file, content: 'opened' },
      { ...file, path: 'b', content: 'seen', preview: true },
    );
    expect(user?.opened).toMatchObject({ path: 'a', content: 'opened' });
    expect(user?.previewed).toMatchObject({ path: 'b', content: 'seen' });
  });

  it.each([
    ['all', 'one\ntwo', 'one\ntwo', false],
    ['all where it just fits', '\n'.repeat(mostLines), '\n'.repeat(mostLines), false],
    ['whole lines', '\n'.repeat(mostLines + 5), '\n'.repeat(mostLines), true],
    ['a long line', 'x'.repeat(1_000_000), 'x'.repeat(262_144), true],
    ['half a character safely', `${'x'.repeat(262_143)}😀`, `${'x'.repeat(262_143)}\ufffd`, true],
  ])('keeps %s', (_name, content, kept, cut) => {
    const { opened } = userAfter({ ...file, content }) ?? {};
    expect(opened?.content === kept, `${opened?.content.length} units`).toBe(true);
    expect(opened).toMatchObject({ cut, size: Buffer.byteLength(content) });
  });

  it('keeps less of what is only looked at in passing', () => {
    const kept = (content: string) =>
      userAfter({ ...file, content, preview: true })?.previewed?.content.length;
    expect(kept('x\n'.repeat(5_000))).toBe(2_000);
    expect(kept('x'.repeat(100_000))).toBe(16_384);
  });

  it('makes lines of a change safe, and counts those that it leaves out', () => {
    const hunk = { oldStart: 1, oldLines: 0, newStart: 1, newLines: 1 };
    const lines = Array.from({ length: mostLines }, () => '+\u001b[2J');
    const diff = { user: 'alice', path: 'a', since: 'change', from: 1, to: 2 } as const;
    const { diffed } =
      userAfter({
        type: 'file.diffed',
        ...diff,
        author: { client: 'C1' },
        hunks: [
          { ...hunk, lines },
          { ...hunk, lines: ['+1', '+2'] },
        ],
      }) ?? {};
    expect(diffed?.hunks).toHaveLength(1);
    expect(diffed?.hunks?.[0]?.lines[0]).toBe('+␛[2J');
    expect(diffed?.leftOut).toBe(2);
  });
});
