import { describe, expect, it } from 'vitest';
import { type LayoutWishes, layout, type Rectangle } from '../../../src/ui/frame/layout.ts';

const wishes: LayoutWishes = { panel: true, page: 'transcript', promptRows: 1, message: false };

const variants: readonly LayoutWishes[] = [true, false].flatMap((panel) =>
  (['transcript', 'panel'] as const).flatMap((page) =>
    [1, 4, 100].flatMap((promptRows) =>
      [true, false].flatMap((message) =>
        [true, false].map((preview) => ({ panel, page, promptRows, message, preview })),
      ),
    ),
  ),
);

function parts(columns: number, rows: number, given: LayoutWishes): readonly Rectangle[] {
  const found = layout({ columns, rows }, given);
  if (found.kind === 'too-small') return [];
  const { kind: _, body: _body, ...areas } = found;
  return Object.values(areas);
}

describe('layout', () => {
  it('covers every terminal from 60×16 to 200×60 exactly, whatever is asked for', () => {
    const wrong: unknown[] = [];
    for (const given of variants) {
      for (let columns = 60; columns <= 200; columns++) {
        for (let rows = 16; rows <= 60; rows++) {
          const areas = parts(columns, rows, given);
          const cells = areas.reduce((sum, { width, height }) => sum + width * height, 0);
          const inside = areas.every(
            ({ x, y, width, height }) =>
              width > 0 && height > 0 && x >= 0 && x + width <= columns && y + height <= rows,
          );
          if (cells !== columns * rows || !inside) wrong.push([columns, rows, given]);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [59, 16],
    [60, 15],
    [1, 1],
    [0, 0],
  ])('says that %i×%i is too small', (columns, rows) => {
    expect(layout({ columns, rows }, wishes).kind).toBe('too-small');
  });

  it.each([
    ['side by side from 100 columns on', 100, wishes, ['transcript', 'files', 'ledger']],
    ['one page below', 99, wishes, ['transcript']],
    ['the other page', 99, { ...wishes, page: 'panel' as const }, ['files', 'ledger']],
    ['no panel where it is hidden', 120, { ...wishes, panel: false }, ['transcript']],
  ])('shows %s', (_name, columns, given, expected) => {
    const found = Object.keys(layout({ columns, rows: 30 }, given));
    expect(['transcript', 'files', 'ledger'].filter((area) => found.includes(area))).toEqual(
      expected,
    );
  });

  it('leaves most of the screen to the transcript, however long the draft', () => {
    const found = layout({ columns: 80, rows: 24 }, { ...wishes, promptRows: 500 });
    expect(found.kind === 'screen' && found.prompt.height).toBe(6);
  });
});
