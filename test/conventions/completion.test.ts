import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { captureIo } from '../cli/captured-io.ts';
import { needing } from '../support/needs.ts';

async function printed(...args: string[]): Promise<string> {
  const { io, stdout } = captureIo();
  expect(await runProgram(args, io)).toBe(0);
  return stdout();
}

/** What bash offers for the last of these words. */
function offered(script: string, ...words: string[]): string[] {
  const state = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}`;
  const show = 'printf "%s\\n" "$' + '{COMPREPLY[@]}"';
  const text = execFileSync('bash', ['-c', `${script}\n${state}; _multiuser_repl; ${show}`], {
    encoding: 'utf8',
  });
  return text.split('\n').filter((line) => line !== '');
}

it('the manual page is the one that the program makes', async () => {
  const page = readFileSync(new URL('../../man/multiuser-repl.1', import.meta.url), 'utf8');
  expect(page, 'npm run build && npm run docs:man').toBe(await printed('man'));
});

describe('bash completes', () => {
  it.each([
    ['commands', ['ver'], ['verify']],
    ['options', ['--scr'], ['--screenshot', '--screen-reader']],
    ['options of a command', ['verify', '--ju'], ['--junit']],
    ['scenarios by name', ['verify', 'short'], ['short-lived']],
    ['what an option takes', ['--theme', ''], ['auto', 'dark', 'light']],
    ['levels', ['doctor', '--log-level', 'd'], ['debug']],
    ['shells', ['completion', 'z'], ['zsh']],
    ['files', ['replay', 'package.js'], ['package.json']],
    ['nothing for free text', ['-p', ''], []],
  ])('%s', async (_, words, expected) => {
    const script = await printed('completion', 'bash');
    expect(offered(script, 'multiuser-repl', ...words).sort()).toEqual([...expected].sort());
  });
});

describe.each(['bash', 'zsh', 'fish'] as const)('the script for %s', (shell) => {
  it('names every command and takes no help text for code', async () => {
    const script = await printed('completion', shell);
    for (const command of [
      'verify',
      'play',
      'replay',
      'doctor',
      'serve',
      'report',
      'config',
      'man',
    ])
      expect(script).toContain(command);
    expect(script).not.toMatch(/undefined|\[object/);
  });

  needing(shell).it('is one that it can read', async () => {
    const script = await printed('completion', shell);
    const folder = mkdtempSync(join(tmpdir(), 'completion-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'script');
    writeFileSync(file, script);
    const { stderr, status } = spawnSync(shell, ['-n', file]);
    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' });
  });
});
