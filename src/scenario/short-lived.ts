import type { Scenario } from './scenario.ts';

/** The pattern's own demonstration: two clients of one user share files, another user sees none of them. */
export const shortLived: Scenario = {
  name: 'short-lived',
  title: 'sessions end with their answer, files stay with their user',
  users: ['alice', 'bob'],
  steps: [
    {
      user: 'alice',
      client: 'C1',
      prompt: 'Create notes.md saying "tea at four"',
      expect: {
        tools: ['write_file'],
        files: { alice: ['notes.md'], bob: [] },
        contents: { 'notes.md': 'tea at four' },
      },
    },
    {
      user: 'alice',
      client: 'C2',
      prompt: 'List my files and read notes.md',
      expect: {
        tools: ['list_files', 'read_file'],
        answerHolds: ['notes.md', 'tea at four'],
        files: { alice: ['notes.md'] },
      },
    },
    {
      user: 'bob',
      client: 'C3',
      prompt: 'List my files',
      expect: {
        tools: ['list_files'],
        answerLacks: ['notes.md', 'tea at four'],
        files: { alice: ['notes.md'], bob: [] },
      },
    },
  ],
};
