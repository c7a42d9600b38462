import { describe, expect, it } from 'vitest';
import { eventsOf } from './printed-events.ts';
import { runProgram } from './run-program.ts';

const demonstration = [
  '/as alice/C1 Create notes.md saying "tea at four"',
  '/as alice/C2 List my files and read notes.md',
  '/as bob/C3 List my files',
  '',
].join('\n');

describe('batch mode', () => {
  it('prints answers to standard output and the rest to standard error', async () => {
    const { code, stdout, stderr } = await runProgram([], { input: demonstration });
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('alice/C1: Wrote `notes.md` (11 B).');
    expect(stdout).toContain('tea at four');
    expect(stdout).toContain('bob/C3: There are no files.');
    expect(stdout).not.toContain('gone');
    expect(stderr.match(/session \w{6} gone ✓/g)).toHaveLength(3);
  });

  it('speaks the whole command language', async () => {
    const input = [
      'Create a.md saying hi',
      '/files',
      '/open a.md',
      '/new',
      '/user bob',
      '/files',
      '/user alice',
      '/reset',
      '/files',
      '/users',
      '/ledger',
      '/model',
      '/all List my files',
      '/clear',
      '/quit',
      'never read',
    ].join('\n');
    const { code, stdout, stderr } = await runProgram([], { input });
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      expect.stringContaining('alice/C1: Wrote'),
      'a.md\t2 B\tC1',
      'hi',
      'bob has no files',
      'alice has no files',
      'alice C1 C2',
      'bob C3',
      '1 created · 1 gone · 0 leaked',
      'offline model (not an AI)',
      expect.stringContaining('There are no files'),
      expect.stringContaining('There are no files'),
      '',
    ]);
  });

  it('goes on after a line that it can not carry out, and says so with its exit code', async () => {
    const input =
      '/fils\n/verify short-lived\n/close\n/open nothing.md\n/delete no.md\n/reset nobody\n\n   \nList my files\n';
    const { code, stdout, stderr } = await runProgram([], { input });
    expect(code).toBe(1);
    expect(stderr).toContain('error: unknown command /fils: did you mean /files?');
    expect(stderr).toContain('error: /verify needs the screen');
    expect(stderr).toMatch(/error: C1 is the last client\. Type \/quit to leave/);
    expect(stderr).toMatch(/error: .*nothing\.md/);
    expect(stderr).toContain('error: there is no file "no.md": /files shows which there are');
    expect(stderr).toMatch(/error: there is no user nobody\. .*alice, bob/);
    expect(stdout).toBe('alice/C1: There are no files.\n');
  });

  it('prints what changed as a plain unified diff, for a change or a whole request', async () => {
    const input = [
      'Create a.md saying "one"',
      'Write "two" to a.md, then write "three" to a.md',
      '/diff a.md',
      '/diff --request a.md',
      '/reset',
      '/diff a.md',
    ].join('\n');
    const { code, stdout, stderr } = await runProgram([], { input });
    const diff = (from: number, before: string) => [
      `--- a.md\trevision ${from}`,
      '+++ a.md\trevision 3',
      '@@ -1 +1 @@',
      `-${before}`,
      '\\ No newline at end of file',
      '+three',
      '\\ No newline at end of file',
    ];
    expect(stdout.slice(stdout.indexOf('---')).split('\n')).toEqual([
      ...diff(2, 'two'),
      ...diff(1, 'one'),
      '',
    ]);
    expect(stderr).toMatch(/error: there is no file "a\.md": \/files shows/);
    expect(code).toBe(1);
  });

  it('names each file that the operator deletes, by itself or by a reset', async () => {
    const input = [
      'Create a.md saying "one"',
      'Create b.md saying "two"',
      '/as bob/C2 Create c.md saying "three"',
      '/delete a.md',
      '/reset bob',
    ].join('\n');
    // Without a terminal there is nobody to speak to: that is batch mode as well.
    const { code, stderr } = await runProgram(['--screen-reader'], { input });
    expect(stderr.split('\n').filter((line) => /deleted/.test(line))).toEqual([
      "  ✓ alice's a.md was deleted",
      "  ✓ bob's c.md was deleted",
    ]);
    expect(code).toBe(0);
  });

  it('prints the list of files and a diff as events with --json', async () => {
    const input = [
      'Create docs/a.md saying hi',
      '/files',
      '/diff docs/a.md',
      '/delete docs/a.md',
      '/user bob',
      '/files',
      'Create b.md saying hi',
      '/reset',
    ].join('\n');
    const { stdout } = await runProgram(['--json'], { input });
    const events = eventsOf(stdout);
    expect(events.filter(({ type }) => type === 'files.listed')).toMatchObject([
      { user: 'alice', files: [{ path: 'docs/a.md', size: 2, revision: 1, writer: 'C1' }] },
      { user: 'bob', files: [] },
    ]);
    expect(events.find(({ type }) => type === 'file.diffed')).toMatchObject({
      user: 'alice',
      path: 'docs/a.md',
      since: 'change',
      from: 0,
      to: 1,
      author: { client: 'C1', request: 'R1' },
      hunks: [{ lines: ['+hi', '\\ No newline at end of file'] }],
    });
    const deleted = { operation: 'deleted', writer: 'operator' };
    expect(events.filter((event) => event.operation === 'deleted')).toEqual([
      expect.objectContaining({ ...deleted, path: 'docs/a.md' }),
      expect.objectContaining({ ...deleted, path: 'b.md', reset: true }),
    ]);
  });

  it('takes a prompt of 100 kB, and refuses one over 256 KiB with the limit', async () => {
    const long = `Create a.md saying "${'lorem '.repeat(17_000)}"`;
    const tooLong = 'x'.repeat(256 * 1024 + 1);
    const { code, stdout, stderr } = await runProgram([], { input: `${long}\n${tooLong}\n` });
    expect(stdout).toContain('Wrote `a.md`');
    expect(stderr).toContain('a prompt has at most 256 KiB');
    expect(code).toBe(1);
  });

  it('prints the answer alone with -p', async () => {
    const { code, stdout } = await runProgram(['-p', 'Create a.md saying hi, then read it back']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Wrote `a\.md`[\s\S]*hi/);
    expect(stdout).not.toContain('alice');
  });

  it('starts with the users it is given', async () => {
    const { stdout } = await runProgram(['-u', 'zoë', '-u', '日本'], { input: '/users\n' });
    expect(stdout).toBe('zoë\n日本\n');
  });
});
