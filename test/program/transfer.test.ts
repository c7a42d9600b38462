import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openProgram } from '../cli/program-on-screen.ts';
import { eventually } from '../support/eventually.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'screen-transfer-')));

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('on the screen files come in and go out, and the panel and the transcript say so', async () => {
  mkdirSync(join(root, 'start'));
  writeFileSync(join(root, 'start/plan.md'), 'tea at four');
  writeFileSync(join(root, 'more.md'), 'more');
  const args = ['--seed', join(root, 'start')];
  const terminal = await openProgram(args, { columns: 120, rows: 30 });
  const shows = (...texts: readonly RegExp[]) =>
    eventually(() => {
      for (const text of texts) expect(terminal.screen().join('\n')).toMatch(text);
    });
  const submit = (line: string) => {
    terminal.type(line);
    terminal.press('Enter');
  };
  await shows(/plan\.md +11 B/, /alice.C1 ›/);
  submit(`/import ${join(root, 'more.md')} docs/`);
  await shows(/more\.md +4 B/, /imported 1 file · 4 B from/);
  submit(`/import ${join(root, 'more.md')} docs/`);
  await shows(/more\.md skipped: is there already: with --overwrite/, /imported nothing from/);
  submit(`/export ${join(root, 'out')}`);
  await shows(/exported 2 files · 15 B to/);
  expect(readFileSync(join(root, 'out/docs/more.md'), 'utf8')).toBe('more');
  submit(`/import ${join(root, 'gone')}`);
  await shows(/gone: there is no such file or folder/);
});
