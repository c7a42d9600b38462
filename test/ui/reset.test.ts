import { expect, it } from 'vitest';
import { changed, timed } from '../screen/events.ts';
import { close, executes, opened, sent } from './open-ui.ts';

const files = [...changed('alice', 'a.md'), ...changed('alice', 'b.md'), ...changed('bob', 'c.md')];
const reset = { type: 'reset', user: 'alice' } as const;

/** `/reset` was given, with files there to lose. */
async function asked(columns = 80) {
  const ui = await opened({ columns, rows: 24 });
  ui.emit(files);
  ui.terminal.write('/reset\r');
  await ui.shows("Delete alice's 2 files · 240 B? y / n", 'y yes');
  return ui;
}

it('deletes files only where that is meant', async () => {
  const ui = await asked();
  expect(ui.executed).toEqual([]);
  ui.terminal.write('y');
  await executes(ui, reset);
  await ui.hides('Delete');
});

it.each(['n', 'x', ' ', '\r'])('%j keeps them, and does nothing else', async (key) => {
  const ui = await asked();
  ui.terminal.write(key);
  await ui.hides('Delete');
  // What comes after the answer is text again.
  ui.terminal.write('yes');
  await ui.shows('alice·C1 › yes');
  expect(ui.executed).toEqual([]);
});

it('is answered by one key, however fast one types', async () => {
  const ui = await asked();
  ui.terminal.write('nyes');
  await ui.shows('alice·C1 › yes');
  expect(ui.executed).toEqual([]);
});

it('goes when another client comes to the front, and by Esc', async () => {
  const ui = await asked();
  ui.emit(timed({ type: 'client.selected', user: 'bob', client: 'C3' }));
  await ui.hides('Delete');
  ui.terminal.write('/reset alice\r');
  await ui.shows("Delete alice's 2 files · 240 B?");
  await close(ui, 'Delete');
  expect(ui.executed).toEqual([]);
});

it('is asked by the palette and by a key too', async () => {
  const ui = await opened({ settings: { keys: new Map([['reset', ['ctrl+x z']]]) } });
  ui.emit(files);
  ui.press('Ctrl+X');
  ui.terminal.write('z');
  await ui.shows("Delete alice's 2 files · 240 B?");
  ui.terminal.write('n');
  ui.press('Ctrl+P');
  ui.terminal.write('reset');
  await ui.shows('› /reset');
  ui.press('Enter');
  await ui.shows("Delete alice's 2 files · 240 B?");
  ui.terminal.write('Y');
  await executes(ui, reset);
});

it('is not asked where it was said already, or where there is nothing to lose', async () => {
  const ui = await opened();
  await sent(ui, '/reset');
  ui.emit(files);
  await sent(ui, '/reset --yes bob');
  expect(ui.executed).toEqual([reset, { type: 'reset', user: 'bob', confirmed: true }]);
});
