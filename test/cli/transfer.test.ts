import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { eventsOf } from './printed-events.ts';
import { runProgram } from './run-program.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'transfer-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const at = (path: string) => join(root, path);
mkdirSync(at('start'));
writeFileSync(at('start/plan.md'), 'tea at four');
writeFileSync(at('start/picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]));
mkdirSync(at('hers'));
writeFileSync(at('hers/notes.md'), 'hers');

describe('in batch mode', () => {
  it('users start with files, take others in and out, and what is skipped is told', async () => {
    const input = [
      'Read plan.md',
      `/export ${at('out')}`,
      `/export ${at('out')}`,
      `/as bob/C2 List my files`,
      `/import ${at('nothing')}`,
      '/quit',
    ].join('\n');
    const args = ['--seed', at('start'), '--seed', `alice=${at('hers')}`];
    const { code, stdout, stderr } = await runProgram(args, { input });
    expect(stdout).toContain('tea at four');
    expect(stdout).toMatch(/bob\/C2: .*plan\.md/s);
    expect(stdout.split('bob/C2:')[1]).not.toContain('notes.md');
    expect(stderr).toContain('picture.png skipped: is no text in UTF-8');
    expect(stderr).toContain(`✓ plan.md → ${at('out/plan.md')}`);
    expect(stderr).toContain(`alice: exported 2 files · 15 B to ${at('out')}`);
    expect(stderr).toContain('notes.md skipped: is there already: with --overwrite');
    expect(stderr).toContain(`error: ${at('nothing')}: there is no such file or folder`);
    expect(readFileSync(at('out/notes.md'), 'utf8')).toBe('hers');
    expect(code).toBe(1);
  });

  it('each file is an event, and nothing skipped is a success', async () => {
    const input = `/import ${at('hers')} .\n`;
    const { code, stdout } = await runProgram(['--json'], { input });
    expect(code).toBe(0);
    const types = eventsOf(stdout).map(({ type }) => type);
    expect(types.filter((type) => /^transfer|^file/.test(type))).toEqual([
      'transfer.started',
      'file.changed',
      'file.imported',
      'transfer.completed',
    ]);
  });

  it('what users are to start with and is not there is wrong usage', async () => {
    const { code, stderr } = await runProgram(['--seed', `alice=${at('gone')}`], { input: '' });
    expect(code).toBe(2);
    expect(stderr).toContain(`--seed: ${at('gone')}: there is no such file or folder`);
    const named = await runProgram(['--seed', 'a b=x'], { input: '' });
    expect(named.code).toBe(2);
    expect(named.stderr).toContain('a user name is made of letters');
  });
});
