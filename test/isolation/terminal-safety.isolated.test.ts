import { expect, it, vi } from 'vitest';
import { ReplError } from '../../src/repl/errors.ts';
import type { ReplEvent, UntimedReplEvent } from '../../src/repl/events.ts';
import { safeText } from '../../src/screen/safe-text.ts';
import { changed, opening, submitted, timed, wholeRequest } from '../screen/events.ts';
import { openUi, type TestUi } from '../ui/open-ui.ts';
import { differences, foreignSequences, isStandIn, masked, textIn } from './compare-screens.ts';
import { hostileCount, hostileTexts, streamedTexts, unsafeCharacter } from './hostile-text.ts';

vi.hoisted(() => {
  process.env.FORCE_COLOR = '3';
});

const size = { columns: 110, rows: 44 };
/** The columns of the transcript that are the program's own: a margin, a mark, a space. */
const gutter = 3;
const dividerColumn = 65;

let streamed = 0;

/** An answer that makes the transcript higher than the screen, so that both of its ends are looked at. */
const ending = `${'line\n'.repeat(15)}END`;

/** What is fed: the same text in every field, and in the form that JSON gives it where it is shown as JSON. */
interface Fed {
  readonly text: string;
  readonly json: string;
}

/** Painted at once, and with it all that came before. */
const turn = timed({ type: 'client.selected', user: 'alice', client: 'C1' });

const ofSession = (
  client: string,
  request: string,
  session: string,
  ...events: readonly object[]
) =>
  timed(
    ...events.map(
      (event) => ({ user: 'alice', client, request, session, ...event }) as UntimedReplEvent,
    ),
  );

const error = (text: string) => ({ code: text, message: text, advice: text });

/** Every field of every event of the client in front, of the server and of files. */
const transcript = ({ text }: Fed): readonly ReplEvent[] => [
  ...timed({
    type: 'server.started',
    address: text,
    kind: 'attached',
    version: text,
    source: { kind: 'provider', model: text, label: text },
  }),
  ...opening.slice(1),
  ...changed('alice', `folder/${text}1`),
  ...changed('alice', `folder/${text}2`),
  ...submitted('alice', 'C1', 'r1', text),
  ...ofSession(
    'C1',
    'r1',
    text,
    { type: 'session.created', server: '127.0.0.1:1' },
    { type: 'tool.started', call: 'ok', tool: text, arguments: { path: text } },
    { type: 'tool.completed', call: 'ok', tool: text, ok: true, result: text, milliseconds: 3 },
    { type: 'tool.started', call: 'bad', tool: text, arguments: { [text]: text } },
    {
      type: 'tool.completed',
      call: 'bad',
      tool: text,
      ok: false,
      result: text,
      fault: text,
      milliseconds: 3,
    },
    { type: 'answer.delta', message: text, text },
    { type: 'tool.started', call: 'late', tool: text, arguments: text },
    { type: 'retry', reason: text },
    { type: 'answer.delta', message: 'again', text },
    { type: 'answer.completed', text },
    { type: 'session.destroyed' },
    { type: 'session.confirmed-gone', milliseconds: 43 },
    { type: 'request.completed', answer: text, milliseconds: 60 },
  ),
  ...timed(
    {
      type: 'file.skipped',
      user: 'alice',
      transfer: 'T1',
      direction: 'import',
      path: text,
      error: error(text),
    },
    {
      type: 'transfer.completed',
      user: 'alice',
      transfer: 'T1',
      direction: 'import',
      host: text,
      files: 1,
      bytes: 1,
      skipped: 1,
      stopped: error(text),
    },
    { type: 'seed.failed', user: 'alice', host: text, error: error(text) },
    {
      type: 'user.identified',
      user: 'alice',
      variable: text,
      model: text,
      login: text,
      plan: text,
      models: [text],
      error: error(text),
    },
  ),
  ...submitted('alice', 'C1', 'r2', 'whole'),
  ...ofSession(
    'C1',
    'r2',
    `${text}2`,
    { type: 'session.created', server: '127.0.0.1:1' },
    { type: 'answer.completed', text },
    { type: 'session.leaked', error: error(text) },
    { type: 'request.failed', error: error(text), milliseconds: 60 },
  ),
];

/** Fields of events, and what the operator pastes and completes. */
const fields = 54;

/** Arguments and results as an open tool row shows them. */
const openTools = ({ text, json }: Fed): readonly ReplEvent[] => [
  ...submitted('alice', 'C2', 'r5', 'tools'),
  ...ofSession(
    'C2',
    'r5',
    'session',
    { type: 'session.created', server: '127.0.0.1:1' },
    {
      type: 'tool.started',
      call: 't',
      tool: 'write_file',
      arguments: { deep: { [json]: [json, { [json]: null }] } },
    },
    { type: 'tool.completed', call: 't', tool: 'x', ok: true, result: text, milliseconds: 3 },
    { type: 'answer.completed', text: 'DONE' },
    { type: 'request.completed', answer: 'DONE', milliseconds: 60 },
  ),
  ...timed({ type: 'client.selected', user: 'alice', client: 'C2' }),
];

/** A text and its mask differ in bytes, by less than what shows beside so much more. */
const filler = 'y'.repeat(120 * 1024);

const opened = ({ text }: Fed): readonly ReplEvent[] =>
  timed({
    type: 'file.opened',
    user: 'alice',
    path: text,
    revision: 1,
    content: `${text}\n${filler}`,
  });

const lost = ({ text }: Fed): readonly ReplEvent[] =>
  timed(
    { type: 'server.recycled', address: text, previous: text, reason: 'sessions' },
    { type: 'server.recycle-failed', error: error(text) },
    { type: 'server.lost', address: text, error: error(text), retrying: false },
    { type: 'client.opened', user: 'alice', client: 'C4' },
    { type: 'client.selected', user: 'alice', client: 'C4' },
  );

/** Two screens that are fed the same: one with what is hostile, one with its mask. */
function openPair(text: string) {
  const fed: Fed = { text, json: text };
  const mask: Fed = {
    text: masked(safeText(text)),
    json: masked(safeText(JSON.stringify(text))).slice(1, -1),
  };
  const open = (own: Fed) => {
    const refuse = () => Promise.reject(new ReplError('closed', own.text, `${own.text} REFUSED`));
    return { fed: own, ...openUi({ ...size, execute: refuse }) };
  };
  const pair = [open(fed), open(mask)] as const;
  const shows = (...texts: readonly string[]) =>
    vi.waitFor(
      () => {
        for (const each of texts) for (const ui of pair) expect(ui.text()).toContain(each);
      },
      { interval: 20, timeout: 15_000 },
    );
  const both = (act: (ui: TestUi & { readonly fed: Fed }) => void) => pair.forEach(act);
  return {
    both,
    emit: (events: (own: Fed) => readonly ReplEvent[]) => both((ui) => ui.emit(events(ui.fed))),
    /** Waits until both show this, and compares them cell by cell. */
    async same(scene: string, ...texts: readonly string[]) {
      const [{ terminal }, { terminal: harmless }] = pair;
      await shows(...texts);
      await vi.waitFor(
        () => {
          expect(differences(terminal, harmless), scene).toEqual([]);
          expect(terminal.cursor(), scene).toEqual(harmless.cursor());
        },
        { interval: 20, timeout: 15_000 },
      );
    },
    pair,
    shows,
  };
}

/** What no text may do, wherever it stands. */
function expectUntouched({ terminal }: TestUi, harmless: TestUi) {
  const { written } = terminal;
  expect(terminal.title()).toBe('');
  expect(terminal.clipboard()).toBeUndefined();
  expect(terminal.modes()).toEqual(harmless.terminal.modes());
  expect(terminal.scrollback()).toEqual([]);
  expect(textIn(written)).not.toMatch(unsafeCharacter);
  expect(textIn(written)).not.toContain('\u001b');
  // A mark that begins a text must not land on what the program itself has put before it.
  expect(textIn(written)).not.toMatch(/[ │─›✓✗⟳●·]\p{M}/u);
  expect(foreignSequences(written, harmless.terminal.written)).toEqual([]);
}

/** The frame stands where it stood: tabs, rules, divider, prompt and hints. */
function expectFrame({ terminal }: TestUi) {
  const rows = terminal.screen();
  expect(rows[0]).toMatch(/^ alice [ ▸]C1.* (up · \d live|up|lost( · \/restart)?)$/);
  expect(rows[1]).toBe(`${'─'.repeat(dividerColumn)}┬${'─'.repeat(44)}`);
  expect(rows.at(-1)).toMatch(/^ Enter send · .*\? keys$/);
  const divider = rows.slice(2, -3).map((_, index) => terminal.cell(dividerColumn, index + 2).char);
  expect(divider.join('').replace('├', '│')).toBe('│'.repeat(rows.length - 5));
}

/** The box of this title is whole, as wide as the screen. */
function expectBox({ terminal }: TestUi, title: string) {
  const rows = terminal.screen();
  const top = rows.findIndex((row) => row.startsWith(`╭─ ${title} ─`));
  const bottom = rows.findIndex((row, y) => y > top && row.startsWith('╰─'));
  expect(bottom).toBeGreaterThan(top + 1);
  for (let y = top + 1; y < bottom; y++) {
    expect([terminal.cell(0, y).char, terminal.cell(size.columns - 1, y).char]).toEqual(['│', '│']);
  }
}

/** No text from outside begins where the program's own marks stand. */
function expectGutter({ terminal }: TestUi) {
  for (let y = 2; y < size.rows - 3; y++) {
    for (let x = 0; x < gutter; x++) {
      expect(isStandIn(terminal.cell(x, y).char), `(${x}, ${y}) is outside text`).toBe(false);
    }
  }
}

it.each(Object.entries(hostileTexts))('%s, in every field', async (_, text) => {
  const { both, emit, same, shows, pair } = openPair(text);
  const [hostile, harmless] = pair;
  const closeOverlay = async () => {
    both(({ terminal }) => terminal.write('q'));
    await shows("alice's files");
  };
  emit(transcript);
  both(({ emit: tell }) => tell(wholeRequest('alice', 'C1', 'end', 'p', ending), turn));
  await same('transcript', 'END');
  expectFrame(hostile);
  expectGutter(harmless);
  both(({ press }) => press('Home'));
  await same('transcript from its top', '▼ more below');

  both(({ press }) => press('Ctrl+O'));
  emit(openTools);
  await same('open tool rows', 'alice·C2', 'DONE');
  expectFrame(hostile);
  expectGutter(harmless);
  both(({ press }) => press('Home'));
  await same('open tool rows from their top', '"deep"');
  expectGutter(harmless);

  emit(opened);
  await same('open file', '╭─ alice');
  await closeOverlay();
  both(({ terminal }) => terminal.write('/model'));
  await shows('› /model');
  both(({ press }) => press('Enter'));
  await same('model', 'Another source');
  await closeOverlay();
  both(({ terminal }) => terminal.write('refused'));
  await shows('› refused');
  both(({ press }) => press('Enter'));
  await same('refused command', 'REFUSED', '› refused');
  expectGutter(harmless);
  both(({ press }) => press('Ctrl+C'));
  await shows('alice·C2 › ask for');

  both(({ terminal }) => terminal.write('@'));
  both(({ press }) => press('Tab'));
  // The editor leaves control characters out: the drafts differ in length.
  await shows('│ ▸ folder/');
  expectBox(hostile, 'Files');
  both(({ press }) => press('Ctrl+C'));
  await shows('alice·C2 › ask for');

  emit(lost);
  await same('lost server', '▸C4', 'alice·C4 ›');
  expectFrame(hostile);
  expectGutter(harmless);
  both(({ terminal }) => terminal.write('/model'));
  await shows('› /model');
  both(({ press }) => press('Enter'));
  await same('model of a lost server', '╭─ Model');
  await closeOverlay();

  hostile.terminal.write(`\u001b[200~/nothing${text}.\u001b[201~`);
  hostile.press('Enter');
  await hostile.shows('unknown command');
  expectUntouched(hostile, harmless);
  expect(hostile.executed).toEqual(harmless.executed);
});

it('a refused line says what was hidden in it', async () => {
  const { emit, shows, press, terminal } = openUi();
  emit(opening);
  await shows('alice·C1 ›');
  terminal.write('\u001b[200~/no\u202ething\u001b[201~');
  await shows('› /no‹U+202E›thing');
  press('Enter');
  await shows('unknown command /no‹U+202E›thing');
});

/** Every way to cut a text into two or three pieces; a long one is cut into two. */
function cuts(text: string): readonly (readonly string[])[] {
  const places = Array.from({ length: text.length - 1 }, (_, index) => index + 1);
  const inTwo = places.map((at) => [text.slice(0, at), text.slice(at)]);
  if (text.length > 24) return inTwo;
  const inThree = places.flatMap((first) =>
    places
      .filter((second) => second > first)
      .map((second) => [text.slice(0, first), text.slice(first, second), text.slice(second)]),
  );
  return [...inTwo, ...inThree];
}

it('an answer cut anywhere within a sequence shows what the whole would', async () => {
  const { emit, shows, terminal } = openUi({ columns: 80, rows: 230 });
  emit(
    opening,
    submitted('alice', 'C1', 'r', 'p'),
    ofSession('C1', 'r', 's', { type: 'session.created', server: '127.0.0.1:1' }),
  );
  await shows('created');
  const before = terminal.written;
  const all = streamedTexts.flatMap((text) => cuts(text).map((pieces) => ({ text, pieces })));
  // Each is an answer of its own, a row and a blank one; what is last stands at the bottom.
  const atOnce = 60;
  for (let from = 0; from < all.length; from += atOnce) {
    const batch = all.slice(from, from + atOnce);
    const end = `batch ${from}.`;
    emit(
      ...batch.map(({ pieces }, index) =>
        ofSession(
          'C1',
          'r',
          's',
          ...pieces.map((text) => ({ type: 'answer.delta', message: `${from + index}`, text })),
        ),
      ),
      ofSession('C1', 'r', 's', { type: 'answer.delta', message: end, text: end }),
      turn,
    );
    await shows(end);
    const rows = terminal.screen();
    const last = rows.indexOf(`   ${end}`);
    const expected = batch.flatMap(({ text }) =>
      safeText(text)
        .split('\n')
        .map((line) => `   ${line}`.trimEnd()),
    );
    const shown = rows.slice(0, last).filter((row) => row !== '');
    expect(shown.slice(-expected.length)).toEqual(expected);
    streamed += batch.length;
  }
  expect(terminal.title()).toBe('');
  expect(terminal.clipboard()).toBeUndefined();
  expect(textIn(terminal.written)).not.toMatch(unsafeCharacter);
  expect(foreignSequences(terminal.written, before)).toEqual([]);
}, 60_000);

it('says how much was tried', () => {
  console.log(
    `terminal safety: ${hostileCount} texts in ${fields} fields, ${streamed} cut answers`,
  );
  expect(streamed).toBeGreaterThan(1_000);
});
