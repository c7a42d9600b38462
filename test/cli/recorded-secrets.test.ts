import { expect, it } from 'vitest';
import { recordedSecrets } from '../../src/cli/recording/flags.ts';
import { createSecretFinder, withoutSecrets } from '../../src/recording/secrets.ts';

it('are all that is known: the environment, users’ own tokens, passwords in URLs; not what is no secret of a URL', () => {
  const secrets = recordedSecrets(
    {
      GH_TOKEN: 'gho_theTokenOfGitHub',
      // A token may look like a URL.
      COPILOT_CONNECTION_TOKEN: 'token:of-the-connection',
      COPILOT_PROVIDER_BASE_URL: 'https://name:p%40ssword1@example.com/v1',
      MULTIUSER_REPL_STORE: 'redis://default:storePass9@127.0.0.1:6379',
    },
    {
      model: {
        kind: 'provider',
        url: 'https://u:modelPass7@example.com/v1',
        type: 'openai',
        wireApi: 'completions',
        apiKey: 'sk-theKeyOfTheProvider',
      },
      identities: new Map([['bob', { variable: 'BOB', token: 'ghu_bobsOwnToken' }]]),
      secrets: ['another-secret'],
    },
    ['rediss://:flagPass55@127.0.0.1:1/0'],
  );
  const finder = createSecretFinder(secrets);
  const wanted = [
    'gho_theTokenOfGitHub',
    'token:of-the-connection',
    'p@ssword1',
    'p%40ssword1',
    'storePass9',
    'modelPass7',
    'sk-theKeyOfTheProvider',
    'ghu_bobsOwnToken',
    'another-secret',
    'flagPass55',
  ];
  for (const secret of wanted) expect(withoutSecrets(secret, finder), secret).toBe('‹secret›');
  for (const shown of [
    'redis://127.0.0.1:6379',
    'server 127.0.0.1:41233',
    'https://example.com/v1',
  ]) {
    expect(withoutSecrets(shown, finder)).toBe(shown);
  }
});
