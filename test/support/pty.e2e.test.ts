import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from './eventually.ts';
import { isAlive } from './processes.ts';
import { disposeTerminals, spawnInTerminal, type TerminalOptions } from './pty.ts';

const run = (script: string, options: TerminalOptions = {}) =>
  spawnInTerminal(process.execPath, ['-e', script], { columns: 60, rows: 8, ...options });

const echo = `
  const size = () => process.stdout.columns + '×' + process.stdout.rows;
  process.stdin.setRawMode(true);
  process.stdin.on('data', (keys) => console.log('keys ' + JSON.stringify(String(keys)) + '\\r'));
  process.stdout.on('resize', () => console.log('now ' + size() + '\\r'));
  console.log('tty ' + process.stdin.isTTY + ' ' + size() + '\\r');
`;

afterEach(async () => {
  vi.unstubAllEnvs();
  await disposeTerminals();
});

describe('a program in a pseudo-terminal', () => {
  it('sees a terminal, gets keys and hears of a new size', async () => {
    const program = run(echo);
    const shows = (text: string) =>
      eventually(() => expect(program.screen().join('\n')).toContain(text));
    await shows('tty true 60×8');
    program.press('Up');
    await shows('keys "\\u001b[A"');
    program.type('tea ☕');
    await shows('keys "tea ☕"');
    program.resize(50, 9);
    await shows('now 50×9');
    program.kill('SIGTERM');
    expect(await program.exit).toMatchObject({ signal: 15 });
    expect(isAlive(program.pid)).toBe(false);
  });

  it('passes its exit code on, with all that was written before', async () => {
    const program = run(
      'for (let i = 1; i <= 5000; i++) console.log("line " + i); process.exitCode = 3',
    );
    expect(await program.exit).toEqual({ exitCode: 3, signal: 0 });
    expect(program.screen().slice(-2)).toEqual(['line 5000', '']);
    expect(program.raw.match(/line/g)).toHaveLength(5000);
  });

  it('hands no token and nothing of the test runner to the program', async () => {
    for (const name of ['GH_TOKEN', 'GITHUB_TOKEN', 'COPILOT_GITHUB_TOKEN', 'NODE_OPTIONS']) {
      vi.stubEnv(name, '--no-warnings');
    }
    const program = run('console.log(Object.keys(process.env).sort().join(" "))', {
      env: { MINE: '1' },
      columns: 300,
    });
    await program.exit;
    const names = program.screen()[0]?.split(' ') ?? [];
    expect(names).toEqual(expect.arrayContaining(['CI', 'MINE', 'PATH', 'TERM']));
    expect(names.filter((name) => /TOKEN|NODE|VITEST/.test(name))).toEqual([]);
  });

  it('leaves nothing running, not even what was detached or has lost its parent', async () => {
    const script = (then: string) => `
      const { spawn } = require('node:child_process');
      const options = { detached: true, stdio: 'ignore' };
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], options);
      child.unref();
      console.log('child ' + child.pid);
      ${then}
    `;
    const orphaning = run(script('process.exit()'));
    const living = run(script('setInterval(() => {}, 1000)'));
    const childOf = (program: typeof living) =>
      eventually(() => {
        const pid = Number(/child (\d+)/.exec(program.raw)?.[1]);
        expect(pid).toBeGreaterThan(0);
        return pid;
      });
    const children = [await childOf(orphaning), await childOf(living)];
    await orphaning.exit;
    expect(children.map(isAlive)).toEqual([true, true]);
    await disposeTerminals();
    expect([living.pid, ...children].filter(isAlive)).toEqual([]);
  });
});
