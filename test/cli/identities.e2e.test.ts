import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type GithubStub, startGithubStub } from '../support/github-stub.ts';
import { eventsOf } from './printed-events.ts';
import { runProgram } from './run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'identities-'));
afterAll(() => rmSync(folder, { recursive: true }));
const config = join(folder, 'config.yaml');
writeFileSync(
  config,
  [
    'users:',
    '  - { name: alice, token-env: ALICE_TOKEN, model: stub-model }',
    '  - { name: bob, token-env: BOB_TOKEN }',
    '  - { name: carol, token-env: CAROL_TOKEN }',
    '  - { name: dora, token-env: ALICE_TOKEN, model: unknown-model }',
    '  - { name: zoe, token-env: ALICE_TOKEN }',
    '  - eve',
  ].join('\n'),
);

const tokens = { ALICE_TOKEN: 'test-token-of-alice-0001', BOB_TOKEN: 'test-token-refused-02' };

let github: GithubStub;

afterEach(async () => {
  await github?.close();
});

async function run(
  args: readonly string[],
  input = '',
  answer: Parameters<typeof startGithubStub>[1] = 'from Copilot',
) {
  github = await startGithubStub({ [tokens.ALICE_TOKEN]: 'alice-hub' }, answer);
  const environment = { ...github.environment, ...tokens };
  const ended = await runProgram([...args, '--config', config], {
    input,
    environment,
    server: 'own',
  });
  for (const token of Object.values(tokens)) {
    expect(ended.stdout + ended.stderr).not.toContain(token);
  }
  return ended;
}

describe('who is who is told', () => {
  it('by doctor, with what is wrong', async () => {
    const { code, stdout } = await run(['doctor']);
    const lines = stdout.split('\n');
    const of = (user: string) => lines.find((line) => line.includes(` ${user} `));
    expect(of('alice')).toMatch(
      /^✓ alice +alice-hub · business plan · by ALICE_TOKEN · asks for stub-model · 1 model: stub-model$/,
    );
    expect(of('bob')).toMatch(/^✗ bob .*refused.*401.*BOB_TOKEN is wrong or has expired/);
    expect(of('carol')).toMatch(/^✗ carol .*CAROL_TOKEN is not set/);
    expect(of('dora')).toMatch(/^✗ dora .*unknown-model is none of them/);
    expect(code).toBe(1);
  });

  it('by doctor, where tokens do not count', async () => {
    const { stdout } = await run(['doctor', '--offline']);
    expect(stdout).toMatch(/✓ bob +the token is not used/);
    expect(github.requests).toEqual([]);
  });

  it('by /users', async () => {
    const { stdout } = await run([], '/users\n');
    expect(stdout).toContain('alice alice-hub · business plan · by ALICE_TOKEN');
    expect(stdout).toMatch(/^eve$/m);
  });
});

it('-u chooses users, and does not change who they are', async () => {
  const input = '/as zoe/C1 hello\n/as eve/C2 List my files\n';
  const { code, stdout } = await run(['--json', '-u', 'zoe', 'eve'], input);
  expect(code).toBe(0);
  const answers = eventsOf(stdout).filter(({ type }) => type === 'request.completed');
  expect(answers).toMatchObject([
    { user: 'zoe', answer: 'from Copilot' },
    { user: 'eve', answer: expect.stringContaining('no files') },
  ]);
  expect(new Set(github.requests.map(({ token }) => token))).toEqual(new Set([tokens.ALICE_TOKEN]));
});

it('a token that GitHub itself says comes in pieces is in no recording and no report', async () => {
  const [record, report] = [join(folder, 'run.ndjson'), join(folder, 'run.html')];
  const args = ['-u', 'zoe', '--record', record, '--report', report];
  const { code } = await run(args, 'hello\n', ({ token }) => [
    `it is ${token.slice(0, 12)}`,
    `${token.slice(12)}, I say`,
  ]);
  expect(code).toBe(0);
  for (const file of [record, report]) {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('I say');
    expect(text).not.toContain(tokens.ALICE_TOKEN.slice(0, 12));
    expect(text).not.toContain(tokens.ALICE_TOKEN.slice(12));
  }
});
