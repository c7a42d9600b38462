import { describe, expect, it } from 'vitest';
import { chooseModel, describeModel, isOutward } from '../../src/copilot/model-choice.ts';
import { runtimeEnvironment } from '../../src/copilot/runtime-environment.ts';

const key = 'key-never-to-be-shown';

describe('answers come from', () => {
  it.each([
    ['the offline model without anything', {}, {}, { kind: 'offline' }],
    ['the offline model where a variable is empty', { GH_TOKEN: '' }, {}, { kind: 'offline' }],
    ['GitHub with a token', { GITHUB_TOKEN: key }, {}, { kind: 'github', token: key }],
    [
      "the first of GitHub's tokens",
      { GITHUB_TOKEN: 'c', GH_TOKEN: 'b', COPILOT_GITHUB_TOKEN: 'a' },
      {},
      { kind: 'github', token: 'a' },
    ],
    [
      'the offline model where it is asked for',
      { GH_TOKEN: key },
      { offline: true },
      { kind: 'offline' },
    ],
    [
      'a provider, whatever token there is',
      { GH_TOKEN: key, COPILOT_PROVIDER_BASE_URL: 'http://host/v1', COPILOT_PROVIDER_API_KEY: key },
      {},
      {
        kind: 'provider',
        url: 'http://host/v1',
        type: 'openai',
        wireApi: 'completions',
        apiKey: key,
      },
    ],
    [
      'the provider that the flags name',
      {
        COPILOT_PROVIDER_BASE_URL: 'http://host/v1',
        COPILOT_PROVIDER_TYPE: 'azure',
        COPILOT_MODEL: 'm',
      },
      { providerUrl: 'http://other', providerType: 'anthropic', model: 'n' } as const,
      {
        kind: 'provider',
        url: 'http://other',
        type: 'anthropic',
        wireApi: 'completions',
        model: 'n',
      },
    ],
    [
      'a provider as the variables of Copilot CLI say',
      {
        COPILOT_PROVIDER_BASE_URL: 'http://host',
        COPILOT_PROVIDER_WIRE_API: 'responses',
        COPILOT_PROVIDER_BEARER_TOKEN: key,
        COPILOT_MODEL: 'm',
      },
      {},
      {
        kind: 'provider',
        url: 'http://host',
        type: 'openai',
        wireApi: 'responses',
        bearerToken: key,
        model: 'm',
      },
    ],
  ])('%s', (_, environment, options, choice) => {
    expect(chooseModel(environment, options)).toEqual(choice);
  });
});

it('what is told of a choice never holds a secret', () => {
  const choices = [
    chooseModel({ GH_TOKEN: key }, {}),
    chooseModel(
      {
        COPILOT_PROVIDER_BASE_URL: `https://user:${key}@host/v1?key=${key}`,
        COPILOT_PROVIDER_API_KEY: key,
      },
      {},
    ),
  ];
  expect(JSON.stringify(choices.map(describeModel))).not.toContain(key);
  expect(choices.map(describeModel).map(({ label }) => label)).toEqual([
    'GitHub Copilot',
    'https://host/v1',
  ]);
});

it("a runtime inherits what it needs and no secret, and its clock tells no one's time zone", () => {
  const environment = {
    PATH: '/bin',
    HTTPS_PROXY: 'http://proxy',
    TZ: 'Asia/Tokyo',
    HOME: '/home/alice',
    GH_TOKEN: key,
    COPILOT_CONNECTION_TOKEN: key,
    COPILOT_PROVIDER_API_KEY: key,
    AWS_SECRET_ACCESS_KEY: key,
  };
  const local = { PATH: '/bin', TZ: 'UTC' };
  expect(runtimeEnvironment(environment, false)).toEqual(local);
  expect(runtimeEnvironment(environment, true)).toEqual({ ...local, HTTPS_PROXY: 'http://proxy' });
});

it.each([
  [{ kind: 'offline' } as const, false],
  [{ kind: 'github', token: 't' } as const, true],
  [chooseModel({}, { providerUrl: 'https://example.com/v1' }), true],
  [chooseModel({}, { providerUrl: 'http://127.0.0.1:9/v1' }), false],
  [chooseModel({}, { providerUrl: 'http://localhost:9/v1' }), false],
  [chooseModel({}, { providerUrl: 'http://[::1]:9/v1' }), false],
  [chooseModel({}, { providerUrl: 'http://localhost.example.com/v1' }), true],
])('whether %j answers from beyond this machine: %s', (choice, outward) => {
  expect(isOutward(choice)).toBe(outward);
});
