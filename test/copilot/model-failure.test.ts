import { describe, expect, it } from 'vitest';
import { explainModelFailure } from '../../src/copilot/model-failure.ts';

const sending = (what: string, url = 'http://someone:secret@model.test:8080/v1/chat') =>
  `Failed native model HTTP request: error sending request for url (${url}): client error ${what}`;

describe('a failure with a status', () => {
  it.each([
    [400, 'model-refused', 'the model refused the request (400): bad', 'Another model'],
    [401, 'token-refused', 'refused the credentials (401): bad', 'token or key'],
    [402, 'model-refused', 'no allowance left (402): bad', 'another model source'],
    [403, 'token-refused', 'do not allow this request (403): bad', '--model'],
    [404, 'model-unknown', 'no such model or address (404): bad', 'model name'],
    [408, 'model-down', 'down or overloaded (408): bad', 'wait a little'],
    [413, 'model-refused', 'too long for the model (413): bad', 'Ask for less'],
    [422, 'model-refused', 'the model refused the request (422): bad', 'Another model'],
    [429, 'model-busy', 'too many requests (429): bad', 'Wait a minute'],
    [500, 'model-down', 'the model source failed (500): bad', 'wait a little'],
    [503, 'model-down', 'down or overloaded (503): bad', 'wait a little'],
  ])('%i is %s', (status, code, message, advice) => {
    expect(explainModelFailure({ status, message: 'bad' })).toMatchObject({
      code,
      message: expect.stringContaining(message),
      advice: expect.stringContaining(advice),
    });
  });

  it.each([
    ['404 no such model', 'model-unknown', '(404): no such model'],
    ['authentication failed: 401 Unauthorized: no', 'token-refused', '(401): Unauthorized: no'],
    ['{"message":"overloaded","code":503}', 'model-down', '(503): overloaded'],
  ])('that is only told in words is found: %s', (message, code, text) => {
    expect(explainModelFailure({ status: undefined, message })).toMatchObject({
      code,
      message: expect.stringContaining(text),
    });
  });

  it('that was not tried again asks for a longer wait than the runtime makes', () => {
    const { advice } = explainModelFailure({ status: 429, message: 'bad', tries: 1 });
    expect(advice).toContain('no try within the next minutes');
  });

  it.each([
    ['Rate limit reached. Please try again in 1m30.5s.', 'how long to wait: 1m30.5s.'],
    ['Retry after 20 seconds', 'how long to wait: 20 seconds.'],
    ['wait for 2 hours 5 minutes, then', 'how long to wait: 2 hours 5 minutes.'],
    ['there were 20 in 3 sessions', 'Wait a minute'],
  ])('says how long to wait, where the endpoint does: %s', (message, advice) => {
    expect(explainModelFailure({ status: 429, message, tries: 6 })).toMatchObject({
      message: `too many requests (429, tried 6 times): ${message}`,
      advice: expect.stringContaining(advice),
    });
  });
});

describe('a failure without a status', () => {
  it.each([
    [
      sending('(Connect): dns error: failed to lookup address information [ENOTFOUND]'),
      'model-unreachable',
      "the model source's host name is unknown: model.test",
      'on the network',
    ],
    [
      sending('(Connect): tcp connect error: Connection refused (os error 111) [ECONNREFUSED]'),
      'model-unreachable',
      'nothing listens at the address of the model source: model.test:8080',
      'Start it',
    ],
    [
      'Could not connect to local model provider at http://127.0.0.1:1/v1.\n  Check the port.',
      'model-unreachable',
      'nothing listens at the address of the model source: 127.0.0.1:1',
      'Start it',
    ],
    [
      sending('(Connect): received corrupt message of type InvalidContentType'),
      'model-unreachable',
      'no connection to the model source came about: received corrupt message of type InvalidContentType',
      'http or https',
    ],
    [
      sending('(SendRequest): connection closed before message completed'),
      'model-cut-off',
      'the connection broke before the answer was complete: connection closed before message completed',
      'network',
    ],
    [
      'Failed to parse chat-completions stream chunk: expected ident at line 1 column 2',
      'model-garbled',
      'what came from the model source can not be read: expected ident at line 1 column 2',
      '--provider-type',
    ],
    [
      'No response was returned. Send your message again to retry.',
      'model-empty',
      'the model answered nothing',
      'Prompt again',
    ],
    [
      'Request session.create failed with message: network fetch failed: error sending request for url (http://127.0.0.1:1/copilot_internal/user)',
      'model-unreachable',
      'no connection to the model source came about: 127.0.0.1:1',
      'network',
    ],
    [
      'Request session.create failed with message: no room\nleft',
      'server-refused',
      'the server refused a call: no room left',
      'doctor',
    ],
    ['something new', 'model-failed', 'the model failed: something new', 'Prompt again'],
  ])('%s', (message, code, text, advice) => {
    // The runtime gives the words of a call as JSON and those of a turn as they are.
    for (const words of [message, JSON.stringify(message)]) {
      expect(explainModelFailure({ status: undefined, message: words })).toMatchObject({
        code,
        message: text,
        advice: expect.stringContaining(advice),
      });
    }
  });
});

it("an endpoint's own words are kept, short and on one line", () => {
  const message = JSON.stringify({ message: `no\n  ${'x'.repeat(100_000)}` });
  const explained = explainModelFailure({ status: 500, message });
  expect(explained.message).toMatch(/^the model source failed \(500\): no x+…$/);
  expect(explained.message.length).toBeLessThan(400);
});

it.each(['null', '[]', '17', '{"message":{}}', '{', ''])('%s is no reason to fail', (message) => {
  expect(explainModelFailure({ status: undefined, message }).code).toBe('model-failed');
});
