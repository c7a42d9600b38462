import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { opening } from '../screen/events.ts';
import { eventually } from '../support/eventually.ts';
import type { FakeTerminal } from '../support/fake-terminal.ts';
import { keySequence, pasteSequence } from '../support/keys.ts';
import { honestParts, hostileParts, seededRandom } from '../support/random-text.ts';
import { createFakeHeart, markOf } from './fake-heart.ts';
import { openUi, type TestUi } from './open-ui.ts';

const long = process.env.LONG === '1';
const users = ['alice', 'bob', 'eve'] as const;

/**
 * Nothing is being written any more, and the emulator has shown it all. Many short looks, for a frame is several timers
 * away from what it shows: a process that was held up has all of them due at once, and a single look with them.
 */
const quiet = (terminal: FakeTerminal) =>
  eventually(async () => {
    const before = terminal.bytes;
    for (let look = 0; look < 10; look++) {
      await delay(15);
      expect(terminal.bytes).toBe(before);
    }
    await terminal.settled();
  });

/** A cell that no terminal could show: a control character, or half of a wide one. */
function badCells(terminal: FakeTerminal, { columns, rows }: { columns: number; rows: number }) {
  const bad: string[] = [];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const { char, width } = terminal.cell(x, y);
      const halved = width === 2 && (x === columns - 1 || terminal.cell(x + 1, y).width !== 0);
      if (halved || /[\u0000-\u001f\u007f-\u009f]/.test(char)) bad.push(`${x},${y}: ${char}`);
    }
  }
  return bad;
}

async function begin(): Promise<TestUi & { heart: ReturnType<typeof createFakeHeart> }> {
  const emit = (events: readonly ReplEvent[]) => ui.emit(events);
  const heart = createFakeHeart(emit);
  const ui = openUi({ columns: 100, rows: 30, execute: heart.execute });
  ui.emit(opening.slice(0, 1));
  heart.begin(...users);
  for (const user of users) {
    heart.write(user, 'first');
    await heart.execute({
      type: 'as',
      user,
      client: `C${users.indexOf(user) + 1}`,
      text: markOf(user),
    });
  }
  heart.endAll();
  return { ...ui, heart };
}

/** What stands on the screen after everything is drawn anew is what stood there before. */
async function expectNothingStale({ terminal, press }: TestUi) {
  await quiet(terminal);
  const before = terminal.screen();
  press('Ctrl+L');
  await quiet(terminal);
  expect(terminal.screen()).toEqual(before);
}

it(`leaves no stale cell in a storm of ${long ? 500 : 60} resizes`, async () => {
  const random = seededRandom(7);
  const ui = await begin();
  const { terminal, heart } = ui;
  for (let step = 0; step < (long ? 500 : 60); step++) {
    const columns = 20 + Math.floor(random() * 200);
    const rows = 5 + Math.floor(random() * 60);
    terminal.resize(columns, rows);
    if (step % 7 === 0) heart.write(users[step % 3] ?? 'alice', `file-${step}`);
    if (step % 5 === 0) await delay(0);
    if (step % 30 === 29) {
      await expectNothingStale(ui);
      expect(badCells(terminal, { columns, rows })).toEqual([]);
      expect(terminal.scrollback()).toEqual([]);
    }
  }
  terminal.resize(100, 30);
  await ui.shows('alice');
  await expectNothingStale(ui);
  expect(terminal.written).not.toMatch(/\x1b\[[23]J/);
});

const keys = [
  ...[
    'Enter',
    'Enter',
    'Escape',
    'Tab',
    'Backspace',
    'Delete',
    'PageUp',
    'PageDown',
    'Home',
    'End',
  ],
  ...['Up', 'Down', 'Left', 'Right', 'Shift+Left', 'Shift+Right', 'Ctrl+A', 'Ctrl+E', 'Ctrl+K'],
  ...['Ctrl+U', 'Ctrl+W', 'Ctrl+J', 'Ctrl+O', 'Ctrl+P', 'Ctrl+R', 'Ctrl+X', 'Ctrl+X', 'Ctrl+L'],
];
const typed = [...'?/nwuflbcr123 xyz@.', '/user ', '/new', '/tab C1', '/all ', '/open ', '/clear'];

it(`keeps its head through ${long ? '5,000' : 300} random keys, pastes and events`, async () => {
  const random = seededRandom(11);
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const ui = await begin();
  const { terminal, heart } = ui;
  const text = () =>
    Array.from({ length: 3 }, () => pick([...honestParts, ...hostileParts])).join('');
  const userInFront = () => {
    const { clients, selected = '' } = ui.ui.state();
    return clients.get(selected)?.user ?? '';
  };
  const steps = long ? 5_000 : 300;
  let seen = 0;
  for (let step = 1; step <= steps; step++) {
    const chance = random();
    if (chance < 0.45) terminal.write(keySequence(pick(keys)));
    else if (chance < 0.7) terminal.write(pick(typed));
    else if (chance < 0.76) {
      // What was written before may turn to another user: the mark has to be that user's.
      await quiet(terminal);
      terminal.write(pasteSequence(`${markOf(userInFront())} ${text()}`));
      await delay(0);
    } else if (chance < 0.9) heart.write(pick(users), `file-${step % 40}`);
    else if (chance < 0.95) heart.endOne();
    else
      void heart
        .execute({ type: 'as', user: pick(users), client: `C${10 + (step % 3) * 3}`, text: 'x' })
        .catch(() => {});
    // One read of several keys is told apart by the program; a key of its own has to be one.
    if (step % 3 === 0) await delay(0);
    if (step % 100 !== 0) continue;
    heart.endAll();
    await quiet(terminal);
    const shown = terminal.screen().join('\n');
    expect(badCells(terminal, { columns: 100, rows: 30 })).toEqual([]);
    expect(terminal.scrollback()).toEqual([]);
    if (shown.includes('side by side')) continue;
    if (shown.includes(markOf(userInFront()))) seen++;
    const others = users.filter((user) => user !== userInFront()).map(markOf);
    for (const mark of others)
      expect(shown, `step ${step}, in front: ${userInFront()}`).not.toContain(mark);
  }
  // A screen that is stuck under something shows no other user's text either.
  expect(seen).toBeGreaterThan(0);
});
