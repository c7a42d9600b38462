import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startProgram } from './built-program.ts';

describe('standard output', () => {
  it('that is full is exit code 1, with why', async () => {
    const full = openSync('/dev/full', 'w');
    for (const args of [['-p', 'List my files'], ['--help'], ['verify', 'short-lived']]) {
      const run = startProgram(args, { input: '', stdout: full });
      expect(await run.ended).toMatchObject({ code: 1 });
      const [last, ...before] = run.stderr().trimEnd().split('\n').reverse();
      expect(last).toMatch(/^error: standard output can not be written: ENOSPC/);
      expect(before.join('\n')).not.toContain('error');
    }
    closeSync(full);
  });

  it.each([
    ['', 0],
    ['/nonsense\n', 1],
  ])(
    'whose reader has gone ends the program quietly; after %j with exit code %i',
    async (before, code) => {
      const lines = Array.from({ length: 50 }, (_, n) => `/as alice/C${n + 1} List my files\n`);
      const run = startProgram([], { input: before + lines.join('') });
      run.child.stdout?.once('data', () => run.child.stdout?.destroy());
      expect(await run.ended).toMatchObject({ code });
      expect(run.stderr().replace(/error: unknown command.*/, '')).not.toMatch(/error|cancelled/);
      expect(run.stderr()).not.toContain('C50');
    },
  );

  it('whose reader has gone leaves a verify unproven', async () => {
    const run = startProgram(['verify'], { input: '' });
    run.child.stdout?.once('data', () => run.child.stdout?.destroy());
    expect(await run.ended).toMatchObject({ code: 1 });
    expect(run.stderr()).toBe('');
  });
});

it('standard input that is a folder is wrong usage', async () => {
  const folder = openSync(tmpdir(), 'r');
  const run = startProgram([], { stdin: folder });
  expect(await run.ended).toMatchObject({ code: 2 });
  expect(run.stderr()).toBe('error: standard input can not be read: it is a directory\n');
  closeSync(folder);
});
