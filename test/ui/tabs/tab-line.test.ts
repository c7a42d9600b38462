import { describe, expect, it } from 'vitest';
import { reduce } from '../../../src/screen/reduce.ts';
import { initialScreenState } from '../../../src/screen/state.ts';
import { textWidth } from '../../../src/screen/text.ts';
import { tabLine } from '../../../src/ui/tabs/tab-line.ts';
import { during, opening, submitted, timed } from '../../screen/events.ts';

const draw = (columns: number, ...events: readonly (readonly Parameters<typeof reduce>[1][])[]) =>
  tabLine(events.flat().reduce(reduce, initialScreenState), columns)
    .map(({ text }) => text)
    .join('');

const crowd = Array.from({ length: 30 }, (_, index) =>
  timed({ type: 'client.opened', user: `user${index % 5}`, client: `C${index + 10}` }),
).flat();

describe('the tab bar', () => {
  it('names users and clients, marks the selected one in words, and the model', () => {
    const line = draw(120, opening);
    expect(line).toMatch(/^ alice ▸C1 {3}C2 {2}│ bob {2}C3 /);
    expect(line).toMatch(/offline model \(not an AI\) · server 127\.0\.0\.1:41233 up · 0 live $/);
  });

  it('moves nothing when a client behind begins to work', () => {
    const idle = draw(120, opening);
    const busy = draw(
      120,
      opening,
      submitted('alice', 'C2', 'r', 'p'),
      during('alice', 'C2', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
    );
    expect(busy.indexOf('bob')).toBe(idle.indexOf('bob'));
    expect(busy).toContain('C2⠋');
  });

  it.each([60, 80, 120, 200])('fits %i columns however many clients there are', (columns) => {
    for (const selected of ['C1', 'C10', 'C24', 'C39']) {
      const turn = timed({ type: 'client.selected', user: 'any', client: selected });
      const line = draw(columns, opening, crowd, turn);
      expect(textWidth(line)).toBeLessThanOrEqual(columns);
      expect(line).toContain(`▸${selected} `);
      expect(line).toMatch(/offline/);
    }
  });
});
