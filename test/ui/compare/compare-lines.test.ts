import { describe, expect, it } from 'vitest';
import type { ReplEvent } from '../../../src/repl/events.ts';
import { fateText } from '../../../src/screen/fate-text.ts';
import { reduce } from '../../../src/screen/reduce.ts';
import { initialScreenState } from '../../../src/screen/state.ts';
import { compareLines } from '../../../src/ui/compare/compare-lines.ts';
import { lineWidth } from '../../../src/ui/rows/row.tsx';
import { timed, wholeRequest } from '../../screen/events.ts';
import { openUi } from '../open-ui.ts';

const opening: readonly ReplEvent[] = ['alice', 'bob', 'eve'].flatMap((user, index) => [
  ...timed({ type: 'user.added', user }, { type: 'client.opened', user, client: `C${index + 1}` }),
]);
const written = (user: string, path: string) =>
  timed({
    type: 'file.changed',
    user,
    path,
    operation: 'created',
    revision: 1,
    size: 11,
    writer: 'C1',
  });
const events: readonly ReplEvent[] = [
  ...opening,
  ...wholeRequest('alice', 'C1', 's1', 'What do you know?', 'You like tea'),
  ...wholeRequest('bob', 'C2', 's2', 'What do you know?', 'Nothing at all'),
  ...written('alice', 'tea.md'),
];

const draw = (width: number, height: number, first = 0) =>
  compareLines(events.reduce(reduce, initialScreenState), { first }, width, height, 0);
const texts = (width: number, height: number, first = 0) =>
  draw(width, height, first).map((line) => line.map(({ text }) => text).join(''));

it('shows answers and files of the users in columns of their own', () => {
  const lines = texts(120, 20);
  const columns = lines.slice(1).map((line) => line.split('│'));
  const column = (index: number) => columns.map((row) => row[index]).join('\n');
  expect(column(0)).toMatch(/alice C1[\s\S]*You like tea[\s\S]*alice's files[\s\S]*tea\.md/);
  expect(column(1)).toMatch(/bob C2[\s\S]*Nothing at all[\s\S]*bob's files/);
  expect(column(1)).not.toMatch(/tea/);
  expect(column(2)).toMatch(/eve C3/);
});

it.each([
  [60, 12],
  [80, 20],
  [119, 36],
  [200, 56],
])('fills %i×%i exactly', (width, height) => {
  const lines = draw(width, height);
  expect(lines).toHaveLength(height);
  for (const line of lines) expect(lineWidth(line)).toBe(width);
});

it('goes through the users where not all have room', () => {
  expect(texts(60, 12).join('\n')).toMatch(/1–2 of 3 users/);
  expect(texts(60, 12, 1).join('\n')).toMatch(/bob C2[\s\S]*2–3 of 3|2–3 of 3[\s\S]*bob C2/);
});

it('opens by /all, goes sideways by the arrows, and closes by Esc', async () => {
  const ui = openUi({ columns: 80, rows: 24 });
  ui.emit(events, timed({ type: 'client.selected', user: 'alice', client: 'C1' }));
  await ui.shows('You like tea');
  ui.terminal.write('/all hello\r');
  await ui.shows('side by side', 'Nothing at all', '1–2 of 3');
  expect(ui.executed).toContainEqual({ type: 'all', text: 'hello' });
  ui.press('Right');
  await ui.shows('eve C3');
  ui.press('Escape');
  await ui.hides('side by side');
});

const two = opening.slice(0, 4);

describe('an answer that is longer than its column', () => {
  const long = Array.from({ length: 40 }, (_, row) => `- row ${row}`).join('\n');

  it('says what it hides, and is scrolled', async () => {
    const ui = openUi({ columns: 60, rows: 16 });
    ui.emit(
      two,
      wholeRequest('alice', 'C1', 'r1', 'p', long),
      wholeRequest('bob', 'C2', 'r2', 'p', 'brief'),
    );
    await ui.shows('row 39');
    ui.terminal.write('/compare\r');
    await ui.shows('side by side', '▲', 'more', '… gone ✓ 43 ms', 'brief');
    expect(ui.text().match(/gone ✓ 43 ms/g)).toHaveLength(2);
    ui.press('Up');
    await ui.shows('▼ 1 more');
    expect(ui.text().match(/gone ✓ 43 ms/g)).toHaveLength(1);
    ui.press('Home');
    await ui.shows('› p', 'row 0');
    expect(ui.text()).not.toContain('▲');
    ui.press('PageDown', 'End');
    await ui.shows('row 39');
    await ui.hides('▼');
    ui.emit(wholeRequest('alice', 'C1', 'r3', 'p', `${long}\n- the last row`));
    await ui.shows('the last row');
  });

  it('is read by being shown, also of a client behind', async () => {
    const ui = openUi({ columns: 80, rows: 24 });
    ui.emit(two, wholeRequest('bob', 'C2', 'r2', 'p', 'of bob'));
    await ui.shows('C2✓');
    ui.terminal.write('/compare\r');
    await ui.shows('of bob');
    await ui.hides('C2✓');
    ui.emit(wholeRequest('bob', 'C2', 'r3', 'p', 'once more'));
    await ui.shows('once more');
    expect(ui.text()).not.toContain('C2✓');
  });
});

it.each([
  [80, 'cancelled · 6f3a91 created · destroyed · gone ✓ 43 ms'],
  [44, 'cancelled · 6f3a91 created … gone ✓ 43 ms'],
  [34, 'cancelled · 6f3a91 … gone ✓ 43 ms'],
  [26, 'cancelled · … gone ✓ 43 ms'],
  [20, 'cancelled · … gone ✓'],
  [8, 'gone ✓'],
])('in %i columns a fate loses its middle and keeps its end: %s', (width, text) => {
  const fate = { kind: 'fate', session: '6f3a91b2', state: 'gone', outcome: 'cancelled' } as const;
  expect(fateText({ ...fate, milliseconds: 43 }, width)).toBe(text);
});
