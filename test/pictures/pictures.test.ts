import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { terminalSvg } from '../../src/screen/picture/terminal-svg.ts';
import { bin } from '../cli/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { playedCast } from '../support/played-cast.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';

/*
 * The pictures and the recording of the README, made by playing `docs/demo/tea.yaml`. `npm test` checks that each
 * picture can still be taken, and that the recording shows what the scenario does; `npm run pictures` makes them.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const scenario = 'docs/demo/tea.yaml';
const cast = 'docs/demo/tea.cast';
const isWanted = process.env.PICTURES !== undefined;
const size = { columns: 110, rows: 30 };
/** The largest that the recording may be, in bytes: it is fetched with every clone. */
const largest = 200_000;

afterEach(disposeTerminals);

function play(...args: readonly string[]) {
  const env = { TERM: 'xterm-256color', FORCE_COLOR: '2' };
  return spawnInTerminal(process.execPath, [bin, 'play', scenario, ...args], {
    ...size,
    env,
    // What is recorded names the scenario as it was given: by no folder of this machine.
    cwd: root,
  });
}

it('main and compare', async () => {
  const terminal = play('--reduced-motion');
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(terminal.screen().join('\n')).toMatch(text);
    });
  let step = 1;
  async function stepTo(wanted: number) {
    while (step < wanted) {
      terminal.press('Space');
      await shows(`step ${++step} of 13 · waits`);
    }
  }
  async function take(name: string, title: string) {
    await terminal.settled();
    const svg = terminalSvg(terminal, size, title);
    expect(svg).toContain('</svg>');
    if (!isWanted) return;
    writeFileSync(`${root}docs/pictures/${name}.svg`, svg);
  }
  await shows('step 1 of 13', '0 live');
  await stepTo(10);
  await shows(/alice.C1 ›/, /guide\.md/, '4 created · 4 gone', '✗ 0 failed');
  await take(
    'main',
    "alice's two clients share her files; every request says what became of its session",
  );
  await stepTo(13);
  terminal.press('Space');
  await shows('all 13 steps', 'side by side', /gone ✓[\s\S]*gone ✓/);
  await take('compare', 'the same prompt to every user: alice has files, bob has none');
});

it.runIf(isWanted)('the recording', { timeout: 120_000 }, async () => {
  const terminal = play('--auto', '--pace', '1.5', '--record', cast, '--overwrite');
  expect(await terminal.exit).toMatchObject({ exitCode: 0 });
});

it('the recording that is kept shows the scenario to its end', async () => {
  const file = `${root}${cast}`;
  expect(statSync(file).size).toBeLessThan(largest);
  const says = [...readFileSync(`${root}${scenario}`, 'utf8').matchAll(/^ {4}prompt: (.*)$/gm)];
  const recorded = readFileSync(file, 'utf8');
  for (const [, prompt = ''] of says)
    expect(recorded).toContain(`: ${prompt.replaceAll('"', '\\"')}"]`);
  const view = await playedCast(file);
  expect(view.screen().join('\n')).toMatch(/✓ .*: \d+ passed, 0 failed/);
});
