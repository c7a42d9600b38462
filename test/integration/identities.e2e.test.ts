import { afterEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../src/copilot/identity.ts';
import type { ReplOptions } from '../../src/repl/repl.ts';
import { testEnvironment } from '../support/environment.ts';
import { type GithubRequest, type GithubStub, startGithubStub } from '../support/github-stub.ts';
import { descendants, environmentOf } from '../support/processes.ts';
import { type Harness, startHarness } from './harness.ts';

const alices = 'test-token-of-alice-0001';
const bobs = 'test-token-of-bob-000002';
const everyones = 'test-token-of-everyone-3';
const all = [alices, bobs, everyones];
const logins = { [alices]: 'alice-hub', [bobs]: 'bob-hub', [everyones]: 'operator' };

let harness: Harness;
let github: GithubStub;

afterEach(async () => {
  await harness?.close();
  await github?.close();
});

const own = (variable: string, token?: string, model?: string): Identity => ({
  variable,
  ...(token && { token }),
  ...(model && { model }),
});

async function start(
  identities: Readonly<Record<string, Identity>>,
  answer: string | ((request: GithubRequest) => string | Promise<string>) = 'ok',
  more: Partial<ReplOptions> = {},
): Promise<void> {
  github = await startGithubStub(logins, answer);
  harness = await startHarness(() => ({ text: 'not asked' }), {
    users: ['alice', 'bob', 'carol'],
    server: { environment: testEnvironment(github.environment) },
    model: { kind: 'github', token: everyones, model: 'stub-model' },
    identities: new Map(Object.entries(identities)),
    ...more,
  });
}

const prompt = (user: string, client: string, text: string) =>
  harness.execute({ type: 'as', user, client, text });
const asked = () => github.requests.filter(({ what }) => what.includes('/chat/completions'));
const failures = () =>
  harness.of('request.failed').map(({ user, error }) => [user, error.code, error.advice]);

function expectNoToken(): void {
  const told = JSON.stringify(harness.events);
  for (const token of all) expect(told).not.toContain(token);
}

describe('each user’s own token', () => {
  it('is used for that user’s sessions and no other, with users prompting at once', async () => {
    let waiting: (() => void)[] = [];
    // Nobody is answered before all three have asked, and each is told the token that it came with.
    const answer = async ({ token }: GithubRequest) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length < 3) return;
        for (const go of waiting) go();
        waiting = [];
      });
      return `your token is ${token}`;
    };
    await start({ alice: own('A', alices), bob: own('B', bobs) }, answer);
    for (const round of ['one', 'two', 'three']) {
      await Promise.all([
        prompt('alice', 'C1', `${round} by alice`),
        prompt('bob', 'C2', `${round} by bob`),
        prompt('carol', 'C3', `${round} by carol`),
      ]);
    }
    const tokens = { alice: alices, bob: bobs, carol: everyones };
    for (const [user, token] of Object.entries(tokens)) {
      const theirs = asked().filter(({ body }) => body.includes(`by ${user}`));
      expect(theirs).toHaveLength(3);
      expect(new Set(theirs.map((each) => each.token))).toEqual(new Set([token]));
    }
    expect(asked()).toHaveLength(9);
    expect(harness.of('request.completed')).toHaveLength(9);
    expect(harness.of('session.confirmed-gone')).toHaveLength(9);
    expectNoToken();
    expect(harness.of('request.completed')[0]?.answer).toContain('‹secret›');
  });

  it('never gives way to everyone’s: only the user’s own is sent while they prompt', async () => {
    await start({ alice: own('A', alices) });
    await prompt('alice', 'C1', 'hello');
    expect(new Set(github.requests.map(({ token }) => token))).toEqual(new Set([alices]));
  });

  it('answers where the others have the offline model', async () => {
    await start({ alice: own('A', alices) }, 'from Copilot', { model: { kind: 'offline' } });
    await Promise.all([prompt('alice', 'C1', 'hello'), prompt('bob', 'C2', 'List my files')]);
    const answers = harness.of('request.completed').map(({ user, answer }) => [user, answer]);
    expect(answers.sort()).toEqual([
      ['alice', 'from Copilot'],
      ['bob', expect.stringContaining('no files')],
    ]);
  });

  it('comes with the user’s own model', async () => {
    await start({ alice: own('A', alices, 'stub-model'), bob: { model: 'stub-model' } }, 'ok', {
      model: { kind: 'github', token: everyones },
    });
    await prompt('alice', 'C1', 'hello');
    await prompt('bob', 'C2', 'hello');
    expect(asked().map(({ body }) => JSON.parse(body).model)).toEqual(['stub-model', 'stub-model']);
  });

  it('is in the environment and the arguments of no process', async () => {
    await start({ alice: own('ALICE_TOKEN', alices) });
    await prompt('alice', 'C1', 'hello');
    const started = descendants(process.pid);
    expect(started.length).toBeGreaterThan(1);
    for (const { pid } of started) {
      expect(JSON.stringify(environmentOf(pid))).not.toContain(alices);
    }
    expect(JSON.stringify(started)).not.toContain(alices);
  });
});

describe('a token that is', () => {
  it('refused fails its user’s requests, naming the variable; others go on', async () => {
    await start({ alice: own('ALICE_TOKEN', 'test-token-gone-wrong'), bob: own('B', bobs) });
    await Promise.all([prompt('alice', 'C1', 'hello'), prompt('bob', 'C2', 'hello')]);
    expect(failures()).toEqual([
      ['alice', 'token-refused', expect.stringContaining('ALICE_TOKEN')],
    ]);
    expect(harness.of('request.completed').map(({ user }) => user)).toEqual(['bob']);
    expect(JSON.stringify(harness.events)).not.toContain('test-token-gone-wrong');
    const created = harness.of('session.created').length;
    expect(harness.of('session.confirmed-gone')).toHaveLength(created);
  });

  it('not set fails its user’s requests: everyone’s is not used instead', async () => {
    await start({ alice: own('ALICE_TOKEN') });
    await Promise.all([prompt('alice', 'C1', 'hello'), prompt('carol', 'C3', 'hello')]);
    expect(failures()).toEqual([
      ['alice', 'token-missing', expect.stringContaining('ALICE_TOKEN set to')],
    ]);
    expect(harness.of('request.completed').map(({ user }) => user)).toEqual(['carol']);
    expect(asked()).toHaveLength(1);
  });

  it('revoked later fails its user’s requests from then on', async () => {
    await start({ alice: own('ALICE_TOKEN', alices), bob: own('B', bobs) });
    await prompt('alice', 'C1', 'hello');
    github.revoke(alices);
    await Promise.all([prompt('alice', 'C1', 'again'), prompt('bob', 'C2', 'hello')]);
    expect(failures()).toEqual([
      ['alice', 'token-refused', expect.stringContaining('ALICE_TOKEN')],
    ]);
    expect(
      harness
        .of('request.completed')
        .map(({ user }) => user)
        .sort(),
    ).toEqual(['alice', 'bob']);
  });
});

it('who is who is asked of GitHub by sessions that are gone then, once for each user', async () => {
  await start({
    alice: own('ALICE_TOKEN', alices, 'stub-model'),
    bob: own('BOB_TOKEN', 'test-token-gone-wrong'),
    carol: { model: 'other' },
    nobody: own('N', everyones),
  });
  await Promise.all([harness.execute({ type: 'identify' }), harness.execute({ type: 'identify' })]);
  const identified = () => harness.of('user.identified').sort((a, b) => (a.user < b.user ? -1 : 1));
  expect(identified()).toMatchObject([
    {
      user: 'alice',
      variable: 'ALICE_TOKEN',
      model: 'stub-model',
      login: 'alice-hub',
      plan: 'business',
      models: ['stub-model'],
    },
    { user: 'bob', variable: 'BOB_TOKEN', error: { code: 'token-refused' } },
    { user: 'carol', model: 'other' },
  ]);
  await harness.execute({ type: 'sessions' });
  expect(harness.of('server.sessions')).toMatchObject([{ sessions: [] }]);
  expectNoToken();
  // Only who could not be identified is asked for again.
  await harness.execute({ type: 'identify' });
  expect(
    harness
      .of('user.identified')
      .map(({ user }) => user)
      .slice(3),
  ).toEqual(['bob']);
});
