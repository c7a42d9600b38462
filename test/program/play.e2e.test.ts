import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { attaching, bin } from '../cli/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';
import { ownScenario } from './own-scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'plays-'));

afterEach(disposeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

it('in the REPL, /verify tells what holds, and /play plays and comes back, on users of their own', async () => {
  const { args, env } = await attaching();
  const command = [bin, ...args, '-u', 'carol'];
  const terminal = spawnInTerminal(process.execPath, command, {
    columns: 110,
    rows: 34,
    env,
    cwd: folder,
  });
  const text = () => terminal.screen().join('\n');
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const each of texts) expect(text()).toMatch(each);
    });
  await shows('carol·C1 ›', 'up · 0 live');
  terminal.type('/verify short-lived\r');
  await shows('✓ short-lived: 24 checks passed, 0 failed');
  writeFileSync(join(folder, 'own.yaml'), ownScenario);
  terminal.type('/verify own.yaml\r');
  await shows(
    / ✗ own, step 2: C1 \(alice\) was told "coffee"/,
    / ✗ own: \d+ checks passed, 2 failed/,
  );
  expect(text()).not.toContain('✗ ✗');
  terminal.type('/play isolaton\r');
  await shows('did you mean isolation?');
  terminal.type('/play short-lived\r');
  await shows('step 1 of 6 · waits for Space', "alice's files");
  expect(text()).not.toContain('carol');
  terminal.press('Escape');
  await shows('once more leaves');
  terminal.press('Ctrl+C');
  await shows('the play of short-lived is over', 'carol·C1 ›', '✓ short-lived: 24 checks');
  expect(text()).toContain("carol's files");
  terminal.type('/quit\r');
  expect(await terminal.exit).toMatchObject({ exitCode: 0 });
});
