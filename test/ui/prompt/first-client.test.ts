import { expect, it, vi } from 'vitest';
import { opening, timed } from '../../screen/events.ts';
import { executes, openUi } from '../open-ui.ts';

it('keeps what is typed and sent before there is a client for the first one', async () => {
  const ui = openUi();
  ui.terminal.write('List my files');
  await ui.shows('› List my files');
  ui.press('Enter');
  await ui.shows('kept, and sent as soon as there is a client: /user <name> makes one');
  ui.terminal.write('a draft');
  await ui.shows('› a draft');
  expect(ui.executed).toEqual([]);
  ui.emit(opening);
  await ui.shows('alice·C1 › a draft');
  await executes(ui, { type: 'prompt', text: 'List my files', client: 'C1' });
  ui.emit(timed({ type: 'client.selected', user: 'alice', client: 'C2' }));
  await ui.shows('alice·C2 › ask for');
  ui.press('Up');
  await ui.shows('alice·C2 › List my files');
});

it('carries out commands that need no client, and gives back what its client refuses', async () => {
  const ui = openUi({
    execute: async ({ type }) => {
      if (type === 'prompt') throw new Error('not now');
    },
  });
  ui.terminal.write('/user carol\r');
  await executes(ui, { type: 'user', user: 'carol' });
  ui.terminal.write('too early');
  await ui.shows('› too early');
  ui.press('Enter');
  await ui.shows('kept, and sent');
  ui.emit(opening);
  await ui.shows('alice·C1 › too early', 'not now');
  await vi.waitFor(() => expect(ui.executed).toHaveLength(2));
});
