import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
    [['-p', 'hi', 'doctor'], '-p means nothing to doctor'],
    [['--user=alice', 'verify'], '-u means nothing to verify'],
    [['-u', 'alice', 'verify'], "-u takes verify as a user's name"],
    [['-u', 'alice', 'doctor', '--json'], "-u takes doctor as a user's name"],
    [['doctor', '-u', 'alice'], 'unknown option'],
    [['--theme', 'drak'], 'Allowed choices are auto, dark, light'],
    [['--screen-reader', 'doctor'], '--screen-reader means nothing to doctor'],
    [['\u001b[2J'], 'unknown command "␛[2J"'],
    [['--\u001b[2J\n'], "unknown option '--␛[2J␤'"],
  ])('%j', async (args, says) => {
    const { code, stdout, stderr } = await runProgram(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe("what a provider's variables hold is checked as the flags are", () => {
  const url = { COPILOT_PROVIDER_BASE_URL: 'http://127.0.0.1:9/v1' };
  const wrong = { COPILOT_PROVIDER_TYPE: 'opnai' };

  it.each([
    ['COPILOT_PROVIDER_BASE_URL', { COPILOT_PROVIDER_BASE_URL: 'nope' }],
    ['COPILOT_PROVIDER_TYPE', { ...url, ...wrong }],
    ['COPILOT_PROVIDER_WIRE_API', { ...url, COPILOT_PROVIDER_WIRE_API: 'smoke' }],
  ])('%s: one line, and exit code 2', async (variable, environment) => {
    for (const args of [['doctor'], ['-p', 'hi']]) {
      const { code, stdout, stderr } = await runProgram(args, { input: '', environment });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^error: ${variable} is invalid\\. .*\\n$`));
    }
  });

  it.each([
    ['without a provider', [], wrong],
    ['where another model was asked for', ['--offline'], { ...url, ...wrong }],
    ['where a flag comes first', ['--provider-type', 'azure'], { ...url, ...wrong }],
  ])('but not %s', async (_, args, environment) => {
    const { stdout, stderr } = await runProgram(['doctor', ...args], { input: '', environment });
    // Its code also depends on what the tests that run beside this one have killed and not yet swept.
    expect({ stdout, stderr }).toEqual({
      stdout: expect.stringMatching(/✓ server[\s\S]*✓ transport +TCP without stalls/),
      stderr: '',
    });
  });
});

describe('a flag means the same before and after the command', () => {
  const token = { GH_TOKEN: 'a-token' };

  it.each([
    [['--offline', 'doctor', '--json']],
    [['--json', 'doctor', '--offline']],
    [['doctor', '--json', '--offline']],
  ])('%j', async (args) => {
    const { stdout, stderr } = await runProgram(args, { input: '', environment: token });
    expect(stderr).toBe('');
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found).toContainEqual(
      expect.objectContaining({ found: expect.stringContaining('offline model') }),
    );
  });

  it('and a server that is named before is the one that is asked', async () => {
    const { code } = await runProgram(['--server', '127.0.0.1:1', 'verify', 'short-lived']);
    expect(code).toBe(3);
  });

  it('and a default never stands in for what was given', async () => {
    const only = ['--tools', 'list_files'];
    for (const args of [
      [...only, 'verify'],
      ['verify', ...only],
    ]) {
      const { code, stdout } = await runProgram([...args, 'short-lived']);
      expect(code).toBe(1);
      expect(stdout).toContain('✗ C1 (alice) called write_file');
    }
  });
});

it.each(['', ' \n'])('an empty prompt (%j) is wrong usage', async (prompt) => {
  const { code, stdout, stderr } = await runProgram(['-p', prompt]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe('error: -p has no prompt: write one after it\n');
});

describe('no server is exit code 3, with what to do', () => {
  it('at --server', async () => {
    const { code, stderr } = await runProgram(['--server', '127.0.0.1:1', '-p', 'hi']);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /no server answers at 127\.0\.0\.1:1.*multiuser-repl serve --port <port>, or .*copilot --headless/,
    );
  });

  it('with a runtime that is none', async () => {
    const environment = { COPILOT_CLI_PATH: '/nowhere' };
    const { code, stderr } = await runProgram(['-p', 'hi'], { environment, server: 'own' });
    expect(code).toBe(3);
    expect(stderr).toContain('COPILOT_CLI_PATH names no file: /nowhere');
  });
});

it('help and version go to standard output, and exit code 0', async () => {
  const help = await runProgram(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('verify [options] [scenario...]');
  const version = await runProgram(['--version']);
  expect(version).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^multiuser-repl \d\S+\n@github\/copilot-sdk \d\S+\nbundled runtime \d\S+\nNode \d\S+\n$/,
    ),
  });
});

it('writes a report or a list of checks over nothing but an earlier one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-of-a-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const scenario = join(folder, 'mine.yaml');
  writeFileSync(scenario, 'title: mine\n');
  for (const flag of ['--report', '--junit']) {
    const { code, stderr } = await runProgram(['verify', 'privacy', flag, scenario]);
    expect(code).toBe(2);
    expect(stderr).toContain('is there already, and no such file');
  }
  expect(readFileSync(scenario, 'utf8')).toBe('title: mine\n');
});

it('waits for no pipe that is called a scenario', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pipe-of-a-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const pipe = join(folder, 'pipe.yaml');
  execFileSync('mkfifo', [pipe]);
  const { code, stderr } = await runProgram(['verify', pipe]);
  expect(code).toBe(2);
  expect(stderr).toContain('it is no file');
});
