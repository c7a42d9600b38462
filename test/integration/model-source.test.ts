import { afterEach, describe, expect, it } from 'vitest';
import { testEnvironment } from '../support/environment.ts';
import { type GithubStub, startGithubStub } from '../support/github-stub.ts';
import { type Harness, startHarness } from './harness.ts';

const token = 'test-token-of-the-operator';

let harness: Harness;
let github: GithubStub;

afterEach(async () => {
  await harness?.close();
  await github?.close();
});

async function startOnGithub(used: string, model?: string): Promise<void> {
  github = await startGithubStub({ [token]: 'operator' }, 'from Copilot');
  harness = await startHarness(() => ({ text: 'not asked' }), {
    server: { environment: testEnvironment(github.environment) },
    model: { kind: 'github', token: used, ...(model !== undefined && { model }) },
  });
}

describe('with a token of GitHub’s', () => {
  it('Copilot answers, and every call is made with that token', async () => {
    await startOnGithub(token, 'stub-model');
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.completed')).toMatchObject([{ answer: 'from Copilot' }]);
    expect(new Set(github.requests.map((request) => request.token))).toEqual(new Set([token]));
    expect(harness.model.requests).toEqual([]);
    expect(JSON.stringify(harness.events)).not.toContain(token);
  });

  it('that is refused, the request fails, says what to do, and leaves no session', async () => {
    await startOnGithub('an-expired-token');
    await harness.execute({ type: 'prompt', text: 'hello' });
    expect(harness.of('request.failed')).toMatchObject([
      { error: { code: 'token-refused', advice: expect.stringContaining('doctor') } },
    ]);
    expect(JSON.stringify(harness.events)).not.toContain('an-expired-token');
    const created = harness.of('session.created').length;
    expect(harness.of('session.confirmed-gone')).toHaveLength(created);
  });
});

it('a provider’s key reaches the provider and no event', async () => {
  harness = await startHarness(() => ({ text: 'ok' }));
  await harness.execute({ type: 'prompt', text: 'hello' });
  expect(harness.of('request.completed')).toHaveLength(1);
  expect(JSON.stringify(harness.events)).not.toContain(harness.model.apiKey);
});

it('the offline model answers where there is nothing else', async () => {
  harness = await startHarness(() => ({ text: 'not asked' }), { model: { kind: 'offline' } });
  await harness.execute({ type: 'prompt', text: 'Create a.md saying "hi", then read it back' });
  expect(harness.of('tool.completed').map(({ tool }) => tool)).toEqual(['write_file', 'read_file']);
  expect(harness.of('request.completed')[0]?.answer).toContain('hi');
});
