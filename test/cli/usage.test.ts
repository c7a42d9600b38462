import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

describe('wrong usage is one line, and exit code 2', () => {
  it.each([
    [['verfy'], 'did you mean verify?'],
    [['--modle', 'x'], 'Did you mean --model?'],
    [['verify', 'shortlived'], 'did you mean short-lived?'],
    [['verify', '--jsn'], 'Did you mean --json?'],
    [['doctor', 'now'], 'too many arguments'],
    [['--server', 'nowhere'], 'host:port'],
    [['--server', '127.0.0.1:99999'], 'host:port'],
    [['--timeout', '0'], 'a number of seconds above 0'],
    [['--timeout', ''], 'a number of seconds above 0'],
    [['--tools', 'read_fil'], 'did you mean read_file?'],
    [['--provider-url', 'nope'], 'a whole URL'],
    [['--provider-type', 'opnai'], 'Allowed choices are openai, azure, anthropic'],
    [['-u', '..'], 'can not be a user name'],
    [['-u', 'a b'], 'letters, digits'],
    [['-u', 'x'.repeat(33)], 'at most 32'],
    [['-p'], 'argument missing'],
  ])('%j', async (args, says) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('no server is exit code 3, with what to do', () => {
  it('at --server', async () => {
    const { code, stderr } = await runProgram(['--server', '127.0.0.1:1', '-p', 'hi']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/no server answers at 127\.0\.0\.1:1.*copilot --headless/);
  });

  it('with a runtime that is none', async () => {
    const environment = { COPILOT_CLI_PATH: '/nowhere' };
    const { code, stderr } = await runProgram(['-p', 'hi'], { input: '', environment });
    expect(code).toBe(3);
    expect(stderr).toContain('COPILOT_CLI_PATH names no file: /nowhere');
  });
});

it('help and version go to standard output, and exit code 0', async () => {
  const help = await runProgram(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('verify [options] [scenario...]');
  const version = await runProgram(['--version']);
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});
