import { expect, it, vi } from 'vitest';
import type { Recording } from '../../../src/recording/format.ts';
import { frameCells } from '../../../src/screen/picture/cells.ts';
import { opening, wholeRequest } from '../../screen/events.ts';
import { keySequence } from '../../support/keys.ts';
import { openReplay } from './open-replay.ts';
import { at, recording } from './recorded.ts';

const answer = '**bold** `code` 漢字 é 👍 _it_\n\n```js\nconst a = 1; // why\n```';
const recorded = {
  ...recording,
  events: [
    ...recording.events.slice(0, -2),
    ...at(wholeRequest('alice', 'C1', 'R4', 'four', answer), 39),
  ],
};

function open(columns = 120, rows = 30, shown: Recording = recorded) {
  const { ui, terminal } = openReplay(shown, { columns, rows });
  const text = () => terminal.screen().join('\n');
  return {
    ui,
    terminal,
    press: (key: string) => terminal.write(key.length === 1 ? key : keySequence(key)),
    shows: (...texts: readonly string[]) =>
      vi.waitFor(() => {
        for (const each of texts) expect(text()).toContain(each);
      }, 5_000),
  };
}

it('is gone through by keys, where nothing is written', async () => {
  const { press, shows, terminal } = open();
  await shows('replay ▶ 0:00 / 0:39 · request 0/4 · 1×', 'alice·C1 ›', 'Space pause');
  press(' ');
  await shows('replay ‖');
  press(']');
  await shows('0:10 / 0:39 · request 1/4', 'first answer');
  press('Right');
  await shows('0:15 / 0:39');
  press('Left');
  await shows('0:10 / 0:39');
  press('End');
  await shows('replay ■ 0:39 / 0:39 · request 4/4', 'bold code 漢字');
  press('[');
  await shows('0:30 / 0:39 · request 3/4');
  press('Home');
  await shows('0:00 / 0:39 · request 0/4');
  press('+');
  await shows('· 2×');
  press('-');
  await shows('· 1×');
  terminal.write('a b');
  await shows('› a b');
  press('Left');
  press('+');
  await shows('› a +b', '0:00 / 0:39');
  press('Enter');
  await shows('nobody would answer: this is a recording');
  press('Ctrl+C');
  terminal.write('/tab C3\r');
  await shows('bob·C3 ›');
  press('?');
  await shows('─ Help ─');
});

it('says where one is in a narrow terminal, too', async () => {
  const { press, shows } = open(60, 20);
  press('End');
  await shows('replay ■ 0:39 / 0:39 · request 4/4 · 1×');
});

it('is pictured cell by cell as a terminal shows it', async () => {
  const { ui, press, shows, terminal } = open();
  press('End');
  await shows('replay ■', 'const a');
  await vi.waitFor(async () => {
    await terminal.settled();
    const cells = frameCells(ui.picture()?.frame ?? '');
    for (let y = 0; y < 30; y++) {
      for (let x = 0; x < 120; x++) {
        const { char, ...shown } = terminal.cell(x, y);
        const { char: own, ...pictured } = cells.cell(x, y);
        const blank = (text: string) => (text === '' ? ' ' : text);
        expect([x, y, blank(own), pictured]).toEqual([x, y, blank(char), shown]);
      }
    }
  }, 5_000);
});

it('says that it is a recording before anything has happened in it', async () => {
  const [closed] = recorded.events.slice(-1);
  const later = { ...recorded, events: [...at(opening, 5), ...(closed ? [closed] : [])] };
  const { terminal, press, shows } = open(120, 30, later);
  await shows('A recording: nothing has happened yet', 'no server yet');
  expect(terminal.screen().join('\n')).not.toMatch(/start|Nobody|is asked/);
  press(']');
  await shows('alice·C1 ›', 'This is client');
});
