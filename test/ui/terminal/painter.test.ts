import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createPainter } from '../../../src/ui/terminal/painter.ts';
import { createEmulator } from '../../support/emulator.ts';

const size = { columns: 30, rows: 12 };

/** What a person sees of a screen: of a blank, only what can be seen on one. */
function picture(written: readonly string[]) {
  const { view, write, dispose } = createEmulator(size, () => {});
  onTestFinished(dispose);
  for (const each of written) write(each.replaceAll('\n', '\r\n'));
  const cells = () =>
    Array.from({ length: size.rows * size.columns }, (_, index) => {
      const cell = view.cell(index % size.columns, Math.floor(index / size.columns));
      const { char, bg, underline, inverse } = cell;
      const isBlank = char === ' ' || (char === '' && cell.width === 1);
      return isBlank ? { char: ' ', bg, underline, inverse } : cell;
    });
  return view.settled().then(() => ({
    cells: cells(),
    cursor: view.cursor(),
    cursorVisible: view.modes().cursorVisible,
  }));
}

/** As Ink places the cursor after a frame. */
const suffix = ({ x, y }: { x: number; y: number }) =>
  `${y < size.rows - 1 ? `\u001b[${size.rows - 1 - y}A` : ''}\u001b[${x + 1}G\u001b[?25h`;

const word = fc.constantFrom(
  'tea',
  'at four',
  ' ',
  '    ',
  '茶',
  '日本',
  'e\u0301',
  '│',
  '⠋',
  '🍵',
  'x',
);
const style = fc.constantFrom(
  ['', ''],
  ['\u001b[1m', '\u001b[22m'],
  ['\u001b[36m', '\u001b[39m'],
  ['\u001b[38;2;175;0;0m\u001b[1m', '\u001b[22m\u001b[39m'],
  ['\u001b[7m', '\u001b[27m'],
  ['\u001b[4m\u001b[38;5;12m', '\u001b[39m\u001b[24m'],
);
const row = fc
  .array(fc.tuple(style, word), { maxLength: 4 })
  .map((parts) => parts.map(([[on, off], text]) => on + text + off).join(''));
const rows = fc.array(row, { minLength: size.rows, maxLength: size.rows });
const cursor = fc.record({
  x: fc.nat(size.columns - 1),
  y: fc.nat(size.rows - 1),
});
/** Of the frame before: all else, one row else, or moved up by some rows. */
const step = fc.oneof(
  rows.map((next) => () => next),
  fc.tuple(fc.nat(size.rows - 1), row).map(
    ([index, next]) =>
      (before: readonly string[]) =>
        before.with(index, next),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(3), row)
    .map(([moved, top, next]) => (before: readonly string[]) => [
      ...before.slice(0, top),
      ...before.slice(top + moved, -1),
      ...Array.from({ length: moved }, () => next),
      ...before.slice(-1),
    ]),
);

it('shows what the frames show, whatever changes between them', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.array(fc.tuple(step, cursor), { maxLength: 6 }),
      async (first, steps) => {
        const paint = createPainter(() => size);
        const written = [paint(first.join('\n') + suffix({ x: 0, y: 0 }))];
        let last: readonly string[] = first;
        let place = { x: 0, y: 0 };
        for (const [change, next] of steps) {
          last = change(last);
          place = next;
          written.push(paint(last.join('\n') + suffix(place)));
        }
        const whole = `\u001b[H\u001b[J${last.map((each, y) => `\u001b[${y + 1};1H${each}`).join('')}`;
        const wanted = `${whole}\u001b[${place.y + 1};${place.x + 1}H`;
        expect(await picture(written)).toEqual(await picture([wanted]));
      },
    ),
    { numRuns: 150 },
  );
});

const lines = (from: number, count: number) =>
  Array.from(
    { length: count },
    (_, index) => `line ${from + index} ${String.fromCharCode(96 + from + index).repeat(9)}`,
  );
const frame = (shown: readonly string[]) => shown.join('\n') + suffix({ x: 3, y: size.rows - 1 });

it('writes the cells that changed, and nothing where none has', () => {
  const paint = createPainter(() => size);
  paint(frame(lines(1, 12)));
  expect(paint(frame(lines(1, 12)))).toBe('');
  expect(paint(frame(lines(1, 12).with(4, 'line 5 eeeeeeeee and')))).toBe(
    '\u001b[5;18Hand\u001b[12;4H',
  );
});

it('scrolls what has moved up', () => {
  const paint = createPainter(() => size);
  const screen = (from: number) => frame(['tabs', ...lines(from, 10), 'prompt']);
  paint(screen(10));
  const output = paint(screen(11));
  expect(output).toContain('\u001b[2;11r');
  expect(output.length).toBeLessThan(100);
});

it('paints all of it anew after something that is no frame, and where the size has changed', () => {
  let now = size;
  const paint = createPainter(() => now);
  paint(frame(lines(1, 12)));
  const other = '\u001b[?1049h';
  expect(paint(other)).toBe(other);
  expect(paint(frame(lines(1, 12)))).toContain('\u001b[J');
  now = { ...size, columns: 29 };
  expect(paint(frame(lines(1, 12)))).toContain('\u001b[J');
});

it('keeps the picture where only the cursor has moved, and hands on what it does not know', () => {
  const paint = createPainter(() => size);
  paint(frame(lines(1, 12)));
  const moved = '\u001b[?25l\u001b[1G\u001b[2A\u001b[4G\u001b[?25h';
  expect(paint(moved)).toBe(moved);
  expect(paint(frame(lines(1, 12)))).not.toContain('line');
  const strange = frame(lines(1, 12).with(3, '\u001b]8;;http://x\u0007link\u001b]8;;\u0007'));
  expect(paint(strange)).toBe(strange);
});
