import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../src/recording/format.ts';
import { readRecording } from '../../src/recording/read-recording.ts';
import { createReportFold } from '../../src/report/fold-report.ts';
import { renderReport } from '../../src/report/page/page.ts';
import { openProgram } from '../cli/program-on-screen.ts';
import { runProgram } from '../cli/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { keySequence } from '../support/keys.ts';
import { isLeaving, playedCast } from '../support/played-cast.ts';
import { openReplay } from '../ui/replay/open-replay.ts';
import { ownScenario } from './own-scenario.ts';

const size = { columns: 110, rows: 34 };
const folder = mkdtempSync(join(tmpdir(), 'plays-'));

afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

/** Plays on the shared server; `faults`, which kills its server, on one of its own. */
async function start(scenario: string, ...args: readonly string[]) {
  const own = scenario === 'faults' ? ({ server: 'own' } as const) : {};
  const terminal = await openProgram(['play', scenario, ...args], { ...size, ...own });
  const text = () => terminal.screen().join('\n');
  return {
    terminal,
    text,
    shows: (...texts: readonly (string | RegExp)[]) =>
      eventually(() => {
        for (const each of texts) expect(text()).toMatch(each);
      }),
  };
}

/** The words of a picture, a row a line. */
const pictureText = (name: string): string =>
  readFileSync(at(name), 'utf8')
    .replaceAll('</text>', '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('\u00a0', ' ');

/** Without the row of keys, and the mark of a recording, beside which there is less room. */
const screenText = (rows: readonly string[]): string =>
  rows
    .slice(0, -1)
    .join('\n')
    .replace(/ {2,}(?:● rec · )?(offline model[^·]*· )(?:server )?/, '  $1');

/** The last screen of a recording. */
async function lastScreen(recording: Recording): Promise<string> {
  const { terminal } = openReplay(recording, size);
  const shows = (text: string) =>
    eventually(() => expect(terminal.screen().join('\n')).toContain(text));
  await shows('replay ▶');
  terminal.write(keySequence('End'));
  await shows('replay ■');
  await terminal.settled();
  return screenText(terminal.screen());
}

/** The page of a recording, and the one run that it tells of. */
function reportOf({ events }: Recording) {
  const fold = createReportFold();
  for (const event of events) fold.add(event);
  const report = fold.finish();
  expect(report.runs).toHaveLength(1);
  return {
    run: report.runs[0],
    page: renderReport(report, { generated: new Date(0), program: 'test' }),
  };
}

describe('built-in scenarios, played to their end without a key', () => {
  it.each([
    ['short-lived', "bob's files", 'List my files', 'There are no files'],
    ['isolation', "ann's files", 'Read vault/secret.md', 'the safe opens with 7-13-42'],
    ['concurrent', "alice's files", 'garden/', 'List my files'],
    ['privacy', "bob's files", 'Read spices.md', 'There is no'],
    ['faults', "alice's files", 'Read notes.md', 'tea at four'],
  ])('%s: recorded, replayed to the same screen, and reported', async (name, ...shown) => {
    const kept = ['--record', at(`${name}.cast`), '--screenshot', at(`${name}.svg`)];
    const { terminal, text } = await start(name, '--auto', '--pace', '1000', ...kept);
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
    const [, passed] = new RegExp(`✓ ${name}: (\\d+) passed, 0 failed`).exec(text()) ?? [];
    const last = pictureText(`${name}.svg`);
    for (const each of [...shown, 'at the end', '✗ 0 failed']) expect(last).toMatch(each);

    const recording = await readRecording(at(`${name}.ndjson`));
    const seen = await playedCast(at(`${name}.cast`), isLeaving);
    expect(await lastScreen(recording)).toBe(screenText(seen.screen()));

    const { run, page } = reportOf(recording);
    expect(run).toMatchObject({ scenario: name, verdict: 'passed', totals: { checksFailed: 0 } });
    expect(run?.totals.checksPassed).toBe(Number(passed));
    expect(run?.sources.map(({ kind }) => kind)).toEqual(['offline']);
    expect(page).toContain(`${passed} checks`);
  });
});

describe('a play', () => {
  it('goes on by keys though steps fail, back with the files, and to the start without any', async () => {
    writeFileSync(at('own.yaml'), ownScenario);
    const { terminal, shows } = await start(at('own.yaml'), '--pace', '3');
    await shows('step 1 of 4 · waits for Space', /alice·C1 ›/, 'up · 0 live');
    terminal.press('Enter');
    await shows('▌ A note is written, and what is expected is wrong.', 'step 2 of 4');
    terminal.type('xyz');
    await shows('the play writes here: u unlocks the prompt line');
    terminal.press('Space');
    await shows(/alice·C1 › Cre/, 'step 2 of 4 · typing');
    terminal.press('Space');
    await shows(
      'step 3 of 4',
      /✗ failed step 2: C1 \(alice\) was told "coffee" — seen: /,
      'a.md',
      /✗ 1 failed/,
    );
    terminal.type('b');
    await shows('step 2 of 4 · waits for Space', /alice's files +empty/, '✗ 0 failed');
    terminal.type('  ');
    await shows('step 3 of 4', 'a.md');
    terminal.press('Space');
    await shows('step 4 of 4', /✗ failed step 3: it was done in time/);
    terminal.type('r');
    await shows('the play is not at its end: once more begins anew', 'step 4 of 4');
    terminal.type('g');
    await shows('all 4 steps · at the end', 'bob·C2 ›', '✗ 2 failed');
    terminal.type('u');
    await shows('unlocked');
    terminal.type('Create b.md saying pg\r');
    await shows('Wrote b.md', /4 created · 4 gone/);
    terminal.press('Escape');
    await shows('Space next');
    terminal.type('r');
    await shows('step 1 of 4 · waits for Space', 'alice·C1 ›', '✓ 0 passed · ✗ 0 failed');
    await shows(/alice's files +empty/);
    terminal.press('Escape');
    await shows('the play is not at its end: once more leaves');
    terminal.press('Ctrl+C');
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
    expect(terminal.screen().join('\n')).toContain('own: 0 passed, 0 failed, left at step 1 of 4');
  });

  it('shows an audience nothing of the host, and lets nobody write before it is unlocked', async () => {
    const { terminal, shows, text } = await start('faults', '--presenter', '--pace', '100');
    await shows('step 1 of 12', 'server #1', 'PASSED');
    for (const keys of ['hello', '\u0010', '\u0018n']) {
      terminal.type(keys);
      await shows('read-only: u unlocks');
      expect(text()).not.toMatch(/hello|C4|Commands/);
    }
    terminal.type('g');
    await shows('all 12 steps', 'server #3', '✗ 0 FAILED');
    expect(terminal.raw).not.toMatch(/127\.0\.0\.1/);
    terminal.press('Escape');
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
    expect(terminal.raw).not.toMatch(/127\.0\.0\.1/);
  });

  it.each([
    [['play'], "missing required argument 'scenario'"],
    [['play', '--pace', '0', 'faults'], 'write a number from 0.1 to 1000'],
    [['play', 'faults'], 'play needs a screen'],
  ])('%j is refused in one line', async (args, says) => {
    const { code, stderr } = await runProgram(args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  it('says by its exit code that something did not hold', async () => {
    writeFileSync(at('own.yaml'), ownScenario);
    const { terminal, text } = await start(at('own.yaml'), '--auto', '--pace', '1000');
    expect(await terminal.exit).toMatchObject({ exitCode: 1 });
    expect(text()).toMatch(
      /✗ C1 \(alice\) was told "coffee" — seen: [\s\S]*✗ own: \d+ passed, 2 failed/,
    );
  });
});
