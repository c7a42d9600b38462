import type { Scenario, Step } from './scenario.ts';

const secret = 'the safe opens with 7-13-42';

const refusedRead = (user: string, client: string, path: string): Step => ({
  user,
  client,
  prompt: `Read ${path}`,
  expect: {
    calls: [{ outcome: 'refused' }],
    answerLacks: [secret, 'root:'],
    resultsLack: [secret, 'root:'],
  },
});

/** The attacks that can be run by asking: for another user's files, by their names and by ways around. */
export const isolation: Scenario = {
  name: 'isolation',
  title: 'no user reaches another, or the host, by asking for it',
  users: ['ann', 'anna', 'bob'],
  steps: [
    {
      user: 'ann',
      client: 'C1',
      prompt: `Create vault/secret.md saying "${secret}"`,
      expect: {
        tools: ['write_file'],
        files: { ann: ['vault/secret.md'], anna: [], bob: [] },
        contents: { 'vault/secret.md': secret },
      },
    },
    {
      user: 'bob',
      client: 'C2',
      prompt: 'List my files',
      expect: { tools: ['list_files'], answerLacks: ['secret.md'], files: { bob: [] } },
    },
    {
      user: 'anna',
      client: 'C3',
      prompt: 'List my files',
      expect: { tools: ['list_files'], answerLacks: ['secret.md'], files: { anna: [] } },
    },
    refusedRead('bob', 'C2', 'vault/secret.md'),
    refusedRead('anna', 'C3', 'vault/secret.md'),
    refusedRead('bob', 'C2', 'ann/vault/secret.md'),
    refusedRead('bob', 'C2', '../ann/vault/secret.md'),
    refusedRead('bob', 'C2', '/etc/passwd'),
    refusedRead('bob', 'C2', '../../../../etc/passwd'),
    {
      user: 'bob',
      client: 'C4',
      prompt: 'Create vault/secret.md saying "bob was here"',
      expect: {
        tools: ['write_file'],
        files: { ann: ['vault/secret.md'], anna: [], bob: ['vault/secret.md'] },
        contents: { 'vault/secret.md': 'bob was here' },
      },
    },
    {
      user: 'ann',
      client: 'C5',
      prompt: 'Read vault/secret.md',
      expect: {
        tools: ['read_file'],
        answerHolds: [secret],
        answerLacks: ['bob was here'],
        contents: { 'vault/secret.md': secret },
      },
    },
  ],
};
