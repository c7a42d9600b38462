import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { terminalSvg } from '../../src/screen/picture/terminal-svg.ts';
import { attaching, bin } from '../cli/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { playedCast } from '../support/played-cast.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';

/*
 * The pictures and the recording of the README, made of `docs/demo/tea.yaml`. `npm test` checks that each
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

/** Pictures are taken of a server of the program's own, as most people have it. */
async function open(...args: readonly string[]) {
  const shared = isWanted ? { args: [], env: {} } : await attaching();
  const terminal = spawnInTerminal(process.execPath, [bin, ...args, ...shared.args], {
    ...size,
    env: { TERM: 'xterm-256color', FORCE_COLOR: '2', ...shared.env },
    // What is recorded names the scenario as it was given: by no folder of this machine.
    cwd: root,
  });
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(terminal.screen().join('\n')).toMatch(text);
    });
  async function take(name: string, title: string) {
    await terminal.settled();
    const svg = terminalSvg(terminal, size, title);
    expect(svg).toContain('</svg>');
    if (isWanted) writeFileSync(`${root}docs/pictures/${name}.svg`, svg);
  }
  return { terminal, shows, take };
}

/** What the scenario prompts, in order. */
const prompts = [
  ...readFileSync(`${root}${scenario}`, 'utf8').matchAll(/^ {4}prompt: (.*)$/gm),
].map(([, prompt = '']) => prompt);

it('main: the prompts of the scenario, typed by hand', async () => {
  const { terminal, shows, take } = await open('--reduced-motion');
  const [notes = '', guide = '', read = '', list = ''] = prompts;
  let sent = 0;
  const ask = async (prompt: string) => {
    terminal.type(prompt);
    terminal.press('Enter');
    await shows(`${++sent} created · ${sent} gone`);
  };
  await shows(/alice·C1 ›/, '0 live');
  await ask(notes);
  await ask(guide);
  terminal.press('Ctrl+X');
  terminal.type('n');
  await shows(/alice·C2 ›/);
  await ask(read);
  terminal.type('/user bob');
  terminal.press('Enter');
  await shows(/bob·C3 ›/);
  await ask(list);
  terminal.press('Ctrl+X');
  terminal.type('2');
  await shows(/alice·C2 ›/, /guide\.md/, /Brew|tea/);
  await take(
    'main',
    "alice's two clients share her files; every request says what became of its session",
  );
});

it('compare: the last step of the scenario, played', async () => {
  const { terminal, shows, take } = await open('play', scenario, '--reduced-motion');
  await shows('step 1 of 13', '0 live');
  for (let step = 2; step <= 13; step++) {
    terminal.press('Space');
    await shows(`step ${step} of 13 · waits`);
  }
  terminal.press('Space');
  await shows('all 13 steps', 'side by side', /gone ✓[\s\S]*gone ✓/);
  await take('compare', 'the same prompt to every user: alice has files, bob has none');
});

if (isWanted)
  it('the recording', { timeout: 120_000 }, async () => {
    const { terminal } = await open(
      'play',
      scenario,
      '--auto',
      '--pace',
      '1.5',
      '--record',
      cast,
      '--overwrite',
    );
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
  });

it('the recording that is kept shows the scenario to its end', async () => {
  const file = `${root}${cast}`;
  expect(statSync(file).size).toBeLessThan(largest);
  const recorded = readFileSync(file, 'utf8');
  for (const prompt of prompts) expect(recorded).toContain(`: ${prompt.replaceAll('"', '\\"')}"]`);
  const view = await playedCast(file);
  expect(view.screen().join('\n')).toMatch(/✓ .*: \d+ passed, 0 failed/);
});
