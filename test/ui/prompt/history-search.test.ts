import { describe, expect, it, vi } from 'vitest';
import { timed } from '../../screen/events.ts';
import { pasteSequence } from '../../support/keys.ts';
import { opened, sent } from '../open-ui.ts';

const bobIsInFront = timed({ type: 'client.selected', user: 'bob', client: 'C3' });
const _undo = '\x1f';

describe('the search through the history', () => {
  it('shows query and match, goes on to older ones, and takes one into the draft', async () => {
    const ui = await opened();
    await sent(ui, 'Create tea.md');
    await sent(ui, 'List my files');
    await sent(ui, 'Read TEA.md');
    ui.terminal.write('a draft');
    ui.press('Ctrl+R');
    await ui.shows('alice·C1 search "" › a draft');
    ui.terminal.write('tea');
    await ui.shows('alice·C1 search "tea" › Read TEA.md');
    const row = ui.terminal.screen().findIndex((each) => each.includes('search "tea"'));
    const column = ui.terminal.screen()[row]?.indexOf('TEA.md') ?? -1;
    await vi.waitFor(() => expect(ui.terminal.cursor()).toEqual({ x: column, y: row }));
    ui.press('Ctrl+R');
    await ui.shows('search "tea" › Create tea.md');
    ui.press('Ctrl+R');
    await ui.shows('no match "tea" › Create tea.md');
    ui.press('Enter');
    await ui.shows('alice·C1 › Create tea.md');
    expect(ui.executed).toHaveLength(3);
    ui.press('Down');
    await ui.shows('alice·C1 › List my files');
    ui.press('Down', 'Down');
    await ui.shows('alice·C1 › a draft');
  });

  it('restores the draft by Esc, and edits what it has found by any other key', async () => {
    const ui = await opened();
    await sent(ui, 'Create tea.md');
    ui.terminal.write('a draft');
    ui.press('Ctrl+R');
    ui.terminal.write('crx');
    await ui.shows('no match "crx" › Create tea.md');
    ui.press('Backspace');
    await ui.shows('search "cr" › Create tea.md');
    ui.press('Escape');
    await ui.shows('alice·C1 › a draft');
    ui.press('Ctrl+R');
    ui.terminal.write(pasteSequence('crea\nsecond line'));
    await ui.shows('search "crea" › Create tea.md');
    ui.terminal.write('\x05!');
    await ui.shows('alice·C1 › Create tea.md!');
  });

  it('finds nothing of another user, and says so where there is nothing', async () => {
    const ui = await opened();
    await sent(ui, 'a secret of alice');
    ui.emit(bobIsInFront);
    await ui.shows('bob·C3 ›');
    ui.press('Ctrl+R');
    await ui.shows('bob sent nothing yet');
    await sent(ui, 'mine');
    ui.press('Ctrl+R');
    ui.terminal.write('secret');
    await ui.shows('no match "secret" ›');
    expect(ui.text()).not.toContain('of alice');
  });
});
