/**
 * Written before the planner existed, from the user's side only. The planner is not tuned to this set: a case that
 * fails shows how well it does on prompts that it has not met. Improve it on others, such as `blind-prompts-a.ts`.
 */
import type { PromptCase } from './prompt-case.ts';

export const blindPromptsB: readonly PromptCase[] = [
  // One file, one step.
  {
    prompt: 'make an empty file called placeholder.txt',
    tools: ['write_file'],
    after: { 'placeholder.txt': '' },
  },
  {
    prompt:
      'ok so I\'m planning my mom\'s birthday, can you jot down "cake, candles, balloons" in party/plan.txt for me',
    tools: ['write_file'],
    after: { 'party/plan.txt': 'cake, candles, balloons' },
    answer: ['plan.txt'],
  },
  {
    prompt: 'Write a haiku about rain into poems/rain.txt',
    tools: ['write_file'],
    after: { 'poems/rain.txt': /rain/i },
  },
  {
    prompt:
      'new file: recipe.md\n```\n# Pancakes\n1. create the batter\n2. list what is missing\n3. read the box\n```',
    tools: ['write_file'],
    after: {
      'recipe.md': '# Pancakes\n1. create the batter\n2. list what is missing\n3. read the box',
    },
  },
  {
    prompt: 'write "it\'s five o\'clock somewhere" to time.txt',
    tools: ['write_file'],
    after: { 'time.txt': "it's five o'clock somewhere" },
  },
  {
    prompt: 'Create "meeting notes.md" with the text "budget ok".',
    tools: ['write_file'],
    after: { 'meeting notes.md': 'budget ok' },
  },
  {
    prompt: 'overwrite version.txt with 2.4.1',
    files: { 'version.txt': '2.4.0' },
    tools: ['write_file'],
    after: { 'version.txt': '2.4.1' },
  },
  {
    prompt: 'Remember that the wifi code is 8841 - put it in wifi.txt',
    tools: ['write_file'],
    after: { 'wifi.txt': /8841/ },
  },
  {
    prompt: 'append "see you tomorrow" at the end of letter.txt',
    files: { 'letter.txt': 'Dear neighbour,\nthe parcel is here.\n' },
    tools: ['read_file', 'write_file'],
    after: { 'letter.txt': 'Dear neighbour,\nthe parcel is here.\nsee you tomorrow' },
  },
  {
    prompt: 'can u change the word "Monday" to "Tuesday" in meeting.txt',
    files: { 'meeting.txt': 'We meet on Monday at ten.' },
    tools: ['read_file', 'write_file'],
    after: { 'meeting.txt': 'We meet on Tuesday at ten.' },
  },
  {
    prompt: 'anything saved under invoices/?',
    files: { 'invoices/march.txt': '120', 'notes.txt': 'x' },
    tools: ['list_files'],
    answer: ['march.txt'],
  },

  // Several steps.
  {
    prompt: 'pls show me whats in journal.md, and after that list all my files',
    files: { 'journal.md': 'Slept late, walked far.', 'map.txt': 'x' },
    tools: ['read_file', 'list_files'],
    answer: ['Slept late, walked far.', 'map.txt'],
  },
  {
    prompt: 'list files then read the one called plan.md',
    files: { 'plan.md': 'dig, then plant', 'seeds.txt': 'beans' },
    tools: ['list_files', 'read_file'],
    answer: ['seeds.txt', 'dig, then plant'],
  },
  {
    prompt:
      "I'd like you to first create drafts/one.txt with the text 'first', next create drafts/two.txt with the text 'second', and finaly list the drafts folder. Thank you!",
    tools: ['write_file', 'write_file', 'list_files'],
    after: { 'drafts/one.txt': 'first', 'drafts/two.txt': 'second' },
    answer: ['one.txt', 'two.txt'],
  },
  {
    prompt: 'print a.txt and b.txt',
    files: { 'a.txt': 'north wind', 'b.txt': 'south wind' },
    tools: ['read_file', 'read_file'],
    answer: ['north wind', 'south wind'],
  },
  {
    prompt: "write 'port=8080' to conf/server.ini && cat conf/server.ini",
    tools: ['write_file', 'read_file'],
    after: { 'conf/server.ini': 'port=8080' },
    answer: ['port=8080'],
  },
  {
    prompt:
      'hey quick one: add "Bäckerei – 555 0199" to contacts/food.txt and "garage – 555 0142" to contacts/car.txt',
    files: { 'contacts/food.txt': 'pizza – 555 0100', 'contacts/car.txt': 'towing – 555 0111\n' },
    tools: ['read_file', 'write_file', 'read_file', 'write_file'],
    after: {
      'contacts/food.txt': 'pizza – 555 0100\nBäckerei – 555 0199',
      'contacts/car.txt': 'towing – 555 0111\ngarage – 555 0142',
    },
  },

  // Nothing to do with files, or too little said to act on.
  {
    prompt: 'save this',
    tools: [],
    after: {},
  },
  {
    prompt: 'write something nice for my boss',
    tools: [],
    after: {},
  },
  {
    prompt: 'update the file',
    files: { 'left.txt': 'l', 'right.txt': 'r' },
    tools: [],
    after: { 'left.txt': 'l', 'right.txt': 'r' },
  },
  {
    prompt: 'tell me a joke',
    tools: [],
    after: {},
    answer: [/offline/i],
  },
  {
    prompt: 'who are you, are you chatgpt or what',
    tools: [],
    after: {},
    answer: [/offline/i],
  },
];
