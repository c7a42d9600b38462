import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { terminalSvg } from '../../src/screen/picture/terminal-svg.ts';
import { bin } from '../cli/run-program.ts';
import { eventually } from '../support/eventually.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';

/*
 * The pictures of the README, taken from real runs. `npm test` checks that each can still be taken; `npm run pictures`
 * writes them.
 */

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

afterEach(disposeTerminals);

function open(columns: number, rows: number) {
  const env = { TERM: 'xterm-256color', FORCE_COLOR: '2' };
  const terminal = spawnInTerminal(process.execPath, [bin], { columns, rows, env });
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(terminal.screen().join('\n')).toMatch(text);
    });
  return {
    terminal,
    shows,
    async submit(text: string, ...then: readonly (string | RegExp)[]) {
      terminal.type(text);
      await shows(text);
      terminal.press('Enter');
      await shows(...then);
    },
    async take(name: string, title: string) {
      await terminal.settled();
      const svg = terminalSvg(terminal, { columns, rows }, title);
      expect(svg).toContain('</svg>');
      if (!process.env.PICTURES) return;
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}${name}.svg`, svg);
    },
  };
}

it('main, compare and palette', async () => {
  const { terminal, shows, submit, take } = open(110, 30);
  await shows(/alice.C1 ›/, '0 live');
  await submit('Create notes.md with three facts about tea', /1 gone/);
  await submit('Create docs/guide.md saying "Brew for three minutes"', /2 gone/);
  terminal.press('Ctrl+X');
  terminal.type('n');
  await shows(/alice.C2 ›/);
  await submit('List my files and read notes.md', /3 gone/);
  await submit('/user bob', /bob.C3 ›/);
  await submit('List my files', /There are no files/, /4 gone/);
  await submit('/tab C1', /alice.C1 ›/, /guide\.md/);
  await take(
    'main',
    "alice's two clients share her files; every request says what became of its session",
  );
  await submit('/all List my files', 'side by side', /gone ✓[\s\S]*gone ✓/);
  await take('compare', 'the same prompt to every user: alice has files, bob has none');
  terminal.press('Escape');
  await shows("alice's files", '6 sessions');
  terminal.press('Ctrl+P');
  await shows('/ledger');
  await take('palette', 'the command palette');
});
