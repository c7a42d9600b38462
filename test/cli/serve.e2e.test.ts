import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { isAlive } from '../support/processes.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';
import { bin, startProgram } from './built-program.ts';
import { eventsOf } from './printed-events.ts';
import { runProgram } from './run-program.ts';

const token = 'a-token-that-was-given';

it('serves whoever has the token, until it is interrupted', async () => {
  const environment = { COPILOT_CONNECTION_TOKEN: token };
  const run = startProgram(['serve', '--json'], { environment });
  onTestFinished(() => {
    run.child.kill('SIGKILL');
  });
  await eventually(() => expect(run.stdout(), run.stderr()).toContain('server.started'));
  const address = String(eventsOf(run.stdout())[0]?.address);
  const attached = ['--server', address, '--offline', '-p', 'Create a.md saying hi'];
  const asked = await runProgram(attached, { environment });
  expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining('a.md') });
  const stranger = await runProgram(attached, { environment: { COPILOT_CONNECTION_TOKEN: 'no' } });
  expect(stranger.code).toBe(3);
  run.child.kill('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 130 });
  expect(run.stdout() + run.stderr() + asked.stdout + asked.stderr).not.toContain(token);
  expect((await runProgram(attached, { environment })).code).toBe(3);
});

it('makes a token where it can be shown to a person alone, and says how to attach', async () => {
  onTestFinished(disposeTerminals);
  const terminal = spawnInTerminal(process.execPath, [bin, 'serve'], { columns: 120, rows: 30 });
  await eventually(() => {
    const shown = terminal.screen().join('\n');
    expect(shown).toMatch(/export COPILOT_CONNECTION_TOKEN=[\w-]{43}/);
    expect(shown).toMatch(/multiuser-repl --server 127\.0\.0\.1:\d+/);
  });
  terminal.press('Ctrl+C');
  await eventually(() => expect(isAlive(terminal.pid)).toBe(false));
  const piped = await runProgram(['serve']);
  expect(piped).toMatchObject({ code: 2, stdout: '' });
  expect(piped.stderr).toContain('COPILOT_CONNECTION_TOKEN');
});

it.each(['0.0.0.0', '::', '192.0.2.1'])('does not listen on %s unless told so', async (host) => {
  const { code, stderr } = await runProgram(['serve', '--host', host], {
    environment: { COPILOT_CONNECTION_TOKEN: token },
    input: '',
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(/can be reached from other machines.*--expose/);
  expect(stderr).not.toContain(token);
});

it('says what is wrong with a port or a host', async () => {
  expect((await runProgram(['serve', '--port', '70000'])).code).toBe(2);
  const named = await runProgram(['serve', '--host', 'localhost']);
  expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining('127.0.0.1') });
});
