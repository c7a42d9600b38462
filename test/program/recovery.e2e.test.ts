import { afterEach, expect, it } from 'vitest';
import { bin } from '../cli/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { descendants } from '../support/processes.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';

afterEach(disposeTerminals);

it('comes back from a lost server with its tabs, drafts, transcripts and files', async () => {
  const terminal = spawnInTerminal(process.execPath, [bin], { columns: 120, rows: 40 });
  const picture = () => terminal.screen().join('\n');
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(picture()).toMatch(text);
    });
  const submit = (text: string) => {
    terminal.type(text);
    terminal.press('Enter');
  };
  await shows(/alice.C1 ›/, 'up · 0 live');
  submit('Create notes.md saying "tea at four"');
  await shows(/gone ✓/);
  submit('/user bob');
  await shows(/bob.C2 ›/);
  terminal.type('a draft of bob');
  await shows('a draft of bob');
  const address = /127\.0\.0\.1:\d+/.exec(picture())?.[0];

  const runtime = descendants(terminal.pid).find(({ command }) => command.includes('--headless'));
  process.kill(runtime?.pid ?? Number.NaN, 'SIGKILL');

  await eventually(() => {
    const now = /127\.0\.0\.1:\d+ up/.exec(picture())?.[0];
    expect(now).toBeDefined();
    expect(now).not.toContain(address);
  });
  await shows(/bob.C2 › a draft of bob/, 'the server was lost', 'the server is back');
  terminal.press('Ctrl+C');
  submit('/user alice');
  await shows(/alice.C1 ›/, /notes\.md +11 B +C1/, 'Create notes.md saying');
  submit('Read notes.md');
  await shows('tea at four', /2 created · 2 gone/);
  submit('/ledger');
  await shows(/lost 1×/);
});
