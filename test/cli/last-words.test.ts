import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endWith, Interrupted, Uncaught } from '../../src/cli/errors.ts';
import { closeInTime } from '../../src/cli/heart/close-in-time.ts';
import { environmentSecrets } from '../../src/cli/heart/environment-secrets.ts';
import { CopilotError } from '../../src/copilot/errors.ts';

describe('closing', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Starts to close a heart that closes only when told to; says whether that is waited for. */
  function start(hurry: AbortSignal) {
    let finish = () => {};
    const closed = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let waiting = true;
    const done = closeInTime({ close: () => closed }, hurry).then(() => {
      waiting = false;
    });
    return { finish, done, isWaiting: () => waiting };
  }

  it('takes as long as it takes', async () => {
    const { finish, done, isWaiting } = start(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isWaiting()).toBe(true);
    finish();
    await done;
  });

  it.each([
    ['before it began', 0],
    ['in the middle of it', 60_000],
  ])('is given up 1.8 s after an interruption that came %s', async (_, when) => {
    const interruption = new AbortController();
    if (when === 0) interruption.abort(new Interrupted());
    const { isWaiting } = start(interruption.signal);
    await vi.advanceTimersByTimeAsync(when);
    interruption.abort(new Interrupted());
    await vi.advanceTimersByTimeAsync(1_799);
    expect(isWaiting()).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(isWaiting()).toBe(false);
  });

  it('leaves no timer behind', async () => {
    const { finish, done } = start(AbortSignal.abort());
    finish();
    await done;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('an error that nothing caught', () => {
  it('is a bug, also where it has advice for people', () => {
    const error = new CopilotError('server-lost', 'the server has ended', 'Start again.');
    expect(endWith(error).text).toBe('error: the server has ended. Start again.');
    const { code, text } = endWith(new Uncaught(error));
    expect(code).toBe(1);
    expect(text).toMatch(
      /^This is a bug in multiuser-repl, please report it:\nCopilotError: the server has ended\n +at /,
    );
  });

  it('is told with what caused it', () => {
    const error = new Error('outer', { cause: new Error('inner', { cause: 'the root' }) });
    expect(endWith(new Uncaught(error)).text).toMatch(
      /Error: outer\n.*caused by Error: inner\n.*caused by 'the root'$/s,
    );
  });

  it.each([undefined, null, 'text', Object.create(null), Symbol('s')])(
    'may be no error at all: %#',
    (thrown) => {
      expect(endWith(new Uncaught(thrown))).toMatchObject({ code: 1, text: expect.any(String) });
    },
  );
});

it('every token, key and login in the environment is a secret', () => {
  const secrets = environmentSecrets({
    COPILOT_CONNECTION_TOKEN: 'connection',
    COPILOT_GITHUB_TOKEN: 'copilot',
    GH_TOKEN: 'gh',
    GITHUB_TOKEN: 'github',
    COPILOT_PROVIDER_API_KEY: 'key',
    COPILOT_PROVIDER_BEARER_TOKEN: 'bearer',
    COPILOT_PROVIDER_BASE_URL: 'https://name:password@example.com/v1',
    COPILOT_MODEL: 'no secret',
  });
  const expected = ['connection', 'copilot', 'gh', 'github', 'key', 'bearer', 'password', 'name'];
  expect(secrets).toEqual(expected);
  expect(environmentSecrets({ GH_TOKEN: '', COPILOT_PROVIDER_BASE_URL: 'no URL' })).toEqual([]);
});
