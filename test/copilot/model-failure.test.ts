import { expect, it } from 'vitest';
import { explainModelFailure } from '../../src/copilot/model-failure.ts';

it.each([
  [400, 'bad', 'model-refused', 'another model'],
  [401, 'bad', 'token-refused', 'token or key'],
  [403, 'bad', 'token-refused', '--model'],
  [404, 'bad', 'model-refused', 'model name'],
  [429, 'bad', 'model-refused', 'Wait'],
  [500, 'bad', 'model-failed', 'Prompt again'],
  [undefined, '404 no such model', 'model-refused', 'model name'],
  [
    undefined,
    'session authentication failed: 401 Unauthorized: no',
    'token-refused',
    'token or key',
  ],
  [undefined, 'connection reset', 'model-failed', 'Prompt again'],
])('status %s with "%s" is %s', (status, message, code, advice) => {
  expect(explainModelFailure({ status, message })).toMatchObject({
    code,
    message: expect.stringContaining(message),
    advice: expect.stringContaining(advice),
  });
});

it("an endpoint's own words are kept short", () => {
  const { message } = explainModelFailure({ status: 500, message: 'x'.repeat(100_000) });
  expect(message.length).toBeLessThan(600);
});
