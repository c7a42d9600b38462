import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from '../../src/recording/read-recording.ts';
import { openProgram, type ProgramOnScreen } from '../cli/program-on-screen.ts';
import { runProgram } from '../cli/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { isLeaving, playedCast } from '../support/played-cast.ts';

const size = { columns: 110, rows: 30 };
const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
const root = process.cwd();
const secret = 'ghs_4tokenThatMustNotBeKept';

beforeAll(() => process.chdir(folder));

afterAll(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true });
});

async function start(...args: readonly string[]) {
  const terminal = await openProgram(args, { ...size, env: { COPILOT_CONNECTION_TOKEN: secret } });
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(terminal.screen().join('\n')).toMatch(text);
    });
  return {
    terminal,
    shows,
    async submit(text: string, ...then: readonly (string | RegExp)[]) {
      terminal.type(text);
      terminal.press('Enter');
      await shows(...then);
    },
    async quit() {
      terminal.type('/quit\r');
      expect(await terminal.exit).toMatchObject({ exitCode: 0 });
    },
  };
}

/** Without the row that says where in a recording one is, and the mark of one that goes on. */
const screenOf = (terminal: ProgramOnScreen) =>
  terminal
    .screen()
    .slice(0, -1)
    .join('\n')
    .replace(/ {2,}(?:● rec · )?(?=offline model)/, '  ');

describe('a run that is recorded', () => {
  it('is replayed to the same screen without a server, and played to it by the cast', async () => {
    const live = await start('--record', 'run.cast', '--screenshot', 'last.svg');
    await live.shows(/alice.C1 ›/, 'up · 0 live', '● rec');
    await live.submit(`Create notes.md saying "${secret} and tea"`, /1 gone/);
    await live.submit('/user bob', /bob.C2 ›/);
    await live.submit('/tab C9', /there is no client C9/);
    live.terminal.press('Ctrl+C');
    await live.submit('List my files', /There are no files/, /2 gone/);
    await live.terminal.settled();
    const original = screenOf(live.terminal);
    const picture = live.terminal.screen();
    await live.quit();

    const [cast, events] = ['run.cast', 'run.ndjson'].map((name) => join(folder, name));
    for (const file of [cast, events]) {
      expect(statSync(file ?? '').mode & 0o777).toBe(0o600);
      expect(readFileSync(file ?? '', 'utf8')).not.toContain(secret.slice(4, 12));
    }
    const view = await playedCast(cast ?? '', isLeaving);
    expect(view.screen().slice(2).join('\n')).toContain('There are no files');
    const markers = readFileSync(cast ?? '', 'utf8').match(/"m","R\d[^"]*/g);
    expect(markers).toEqual([
      '"m","R1 alice/C1: Create notes.md saying \\',
      '"m","R2 bob/C2: List my files',
    ]);
    const recording = await readRecording(events ?? '');
    expect(recording.end?.reason).toBe('closed');
    expect(recording.events.map(({ type }) => type)).toContain('command.refused');

    const svg = readFileSync(join(folder, 'last.svg'), 'utf8');
    for (const row of picture.slice(3, -2)) {
      const [word = ''] = row.match(/\w{4,}/) ?? [];
      expect(svg).toContain(word);
    }

    const replay = await start('replay', 'run.ndjson');
    await replay.shows('replay ▶');
    replay.terminal.press('End');
    await replay.shows(/replay ■/, /request 2\/2/);
    expect(screenOf(replay.terminal)).toBe(original);
    await replay.submit('List my files', /nobody would answer: this is a recording/);
    replay.terminal.press('Ctrl+C');
    await replay.quit();
  });

  it('begins and ends in the middle, and never where a file is already', async () => {
    const live = await start();
    await live.shows(/alice.C1 ›/, 'up · 0 live');
    await live.submit('Create a.md saying hi', /1 gone/);
    await live.submit('/record part', '● rec', /recording into part\.cast/);
    await live.submit('Create b.md saying hi', /2 gone/);
    await live.submit('/record', /recorded: part\.cast, part\.ndjson/);
    await live.submit('/record part.cast', /part\.cast is there already/);
    await live.submit('/screenshot shot.svg', /the screen is in shot\.svg/);
    await live.quit();
    const { events, end } = await readRecording(join(folder, 'part.ndjson'));
    expect(end?.reason).toBe('stopped');
    expect(events.flatMap((event) => (event.type === 'file.changed' ? event.path : []))).toEqual([
      'a.md',
      'b.md',
    ]);
    const view = await playedCast(join(folder, 'part.cast'));
    expect(view.screen().join('\n')).toMatch(/alice's files[\s\S]*a\.md[\s\S]*b\.md/);
    expect(readFileSync(join(folder, 'shot.svg'), 'utf8')).toContain('b.md');
    expect(readdirSync(folder).filter((name) => name.startsWith('part'))).toHaveLength(2);
  });
});

describe('a recording that can not be shown', () => {
  it.each([
    [['replay', 'missing.ndjson'], 'replay needs a screen'],
    [['--screenshot', 'x.svg', '-p', 'hi'], '--screenshot needs a screen'],
    [['--record', `${folder}/`, '-p', 'hi'], 'is no name of a file'],
    [['--record', 'x', 'doctor'], '--record means nothing to doctor'],
    [['--record-limit', '0', '-p', 'hi'], 'a number of MB'],
  ])('%j is refused in one line', async (args, says) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('says which file and why, and leaves the terminal as it was', async () => {
    const replay = await start('replay', 'missing.ndjson');
    expect(await replay.terminal.exit).toMatchObject({ exitCode: 2 });
    expect(replay.terminal.screen().join('\n')).toContain('there is no such file: missing.ndjson');
  });
});
