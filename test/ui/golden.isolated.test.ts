import { beforeEach, expect, it, vi } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { changed, during, opening, submitted, timed, wholeRequest } from '../screen/events.ts';
import type { Cell, Size } from '../support/emulator.ts';
import { eventually } from '../support/eventually.ts';
import type { FakeTerminal } from '../support/fake-terminal.ts';
import { openUi } from './open-ui.ts';

/*
 * The screens as they are, for eyes: a change that moves or recolours anything shows in the diff of `golden/`.
 * `npx vitest run test/ui/golden.isolated.test.ts -u` accepts it.
 */

// Ink decides about colours when it is imported.
vi.hoisted(() => {
  process.env.FORCE_COLOR = '3';
  process.env.TZ = 'UTC';
});

// It is the day of the events; timers go on as they are.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T12:02:00.000Z') });
  return () => vi.useRealTimers();
});

const answer = [
  '# Tea',
  'Three facts, with `code` and **weight**:',
  '',
  '- leaves of *Camellia sinensis*',
  '- 漢字 and emoji 🍵 keep the columns',
  '',
  '```ts',
  'const minutes: number = 3; // brew',
  '```',
  '',
  '| kind  | °C |',
  '| ----- | -- |',
  '| green | 80 |',
].join('\n');

const story: readonly ReplEvent[] = [
  ...opening,
  ...changed('bob', 'bob-only.md'),
  ...wholeRequest('alice', 'C1', 'R1', 'Create notes.md with three facts about tea', answer),
  ...changed('alice', 'docs/guide.md', 1126, 'C2'),
  ...changed('alice', 'notes.md', 120, 'C1', 'R1'),
  ...wholeRequest('bob', 'C3', 'R2', 'List my files', 'There is one: bob-only.md'),
  ...submitted('alice', 'C1', 'R3', 'Read it'),
  ...during(
    'alice',
    'C1',
    'R3',
    { type: 'session.created', server: '127.0.0.1:41233' },
    { type: 'tool.started', call: 'c', tool: 'read_file', arguments: { path: 'notes.md' } },
    {
      type: 'tool.completed',
      call: 'c',
      tool: 'read_file',
      ok: false,
      result: 'Error: no such file',
      handled: true,
      milliseconds: 3,
    },
    { type: 'session.destroyed' },
    { type: 'session.leaked', error: { code: 'server-lost', message: 'the server was lost' } },
  ),
  ...timed({
    type: 'request.failed',
    user: 'alice',
    client: 'C1',
    request: 'R3',
    error: { code: 'server-lost', message: 'the server was lost', advice: 'Prompt again.' },
    milliseconds: 60,
  }),
];

const styleOf = ({ fg, bg, bold, dim, italic, underline, inverse }: Cell): string =>
  [
    fg === 'default' ? '' : `${fg}`,
    bg === 'default' ? '' : `on ${bg}`,
    bold && 'bold',
    dim && 'dim',
    italic && 'italic',
    underline && 'underline',
    inverse && 'inverse',
  ]
    .filter(Boolean)
    .join(' ');

/** Nobody can see it: the colour of a blank is nobody's business. */
const isUnseen = ({ char, bg, underline, inverse }: Cell): boolean =>
  char === ' ' && bg === 'default' && !underline && !inverse;

/** A row's styles: `3-8 6 bold` for columns 3 to 8, left out where a row has none. */
function stylesOf(terminal: FakeTerminal, y: number, columns: number): string {
  const runs: { from: number; to: number; style: string }[] = [];
  for (let x = 0; x < columns; x++) {
    const cell = terminal.cell(x, y);
    if (cell.char === '' || isUnseen(cell)) continue;
    const style = styleOf(cell);
    const last = runs.at(-1);
    if (last?.style === style) last.to = x;
    else runs.push({ from: x, to: x, style });
  }
  const styled = runs.filter(({ style }) => style !== '');
  return styled.map(({ from, to, style }) => `${from}-${to} ${style}`).join(', ');
}

function picture(terminal: FakeTerminal, { columns, rows }: Size, coloured: boolean): string {
  const text = terminal.screen().map((row) => row.trimEnd());
  const styles = Array.from(
    { length: rows },
    (_, y) => [y, stylesOf(terminal, y, columns)] as const,
  );
  const told = styles.filter(([, style]) => style !== '').map(([y, style]) => `${y}: ${style}`);
  return `${[...text, ...(coloured ? ['', ...told] : [])].join('\n')}\n`;
}

const sizes: readonly Size[] = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];
const cases = sizes.flatMap((size) =>
  (['dark', 'light'] as const).map((theme) => ({ ...size, theme })),
);

/** What highlights code is loaded when the first code block comes; where that is in view, its keyword tells. */
const isHighlighted = (terminal: FakeTerminal): boolean => {
  const row = terminal.screen().findIndex((line) => line.includes('const minutes'));
  if (row < 0) return true;
  const column = terminal.screen()[row]?.indexOf('const') ?? 0;
  return terminal.cell(column, row).fg !== terminal.cell(column + 'const '.length, row).fg;
};

it.each(cases)('$columns×$rows, $theme', async ({ columns, rows, theme }) => {
  const ui = openUi({ columns, rows, settings: { theme, reducedMotion: true } });
  ui.emit(story);
  await ui.shows('the server was lost', 'alice');
  await ui.terminal.settled();
  const file = `golden/main-${columns}x${rows}-${theme}.txt`;
  await eventually(async () => expect(ui.text()).toContain('Enter send'));
  await eventually(() => expect(isHighlighted(ui.terminal)).toBe(true));
  await expect(picture(ui.terminal, { columns, rows }, true)).toMatchFileSnapshot(file);
});

it.each([
  ['help', ['?'], '─ Help ─'],
  ['ledger', ['Ctrl+X', 'l'], '▸ledger'],
  ['files', ['Ctrl+X', 'f'], "▸alice's files"],
  ['compare', ['Ctrl+X', 'c'], 'side by side'],
  ['palette', ['Ctrl+P'], '/sessions'],
  ['users', ['Ctrl+X', 'u'], 'Users'],
] as const)('the %s view in 100×30', async (name, keys, shown) => {
  const size = { columns: 100, rows: 30 };
  const ui = openUi({ ...size, settings: { theme: 'dark', reducedMotion: true } });
  ui.emit(story);
  await ui.shows('the server was lost');
  for (const key of keys) {
    if (key.length === 1) ui.terminal.write(key);
    else ui.press(key);
  }
  await ui.shows(shown);
  await ui.terminal.settled();
  await expect(picture(ui.terminal, size, false)).toMatchFileSnapshot(`golden/${name}.txt`);
});
