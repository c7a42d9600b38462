import type { PromptCase } from './prompt-case.ts';

const [read, write, list, remove, edit] = [
  'read_file',
  'write_file',
  'list_files',
  'delete_file',
  'edit_file',
];
const offered = [write, read, list, remove, edit];
const files = { 'a.md': 'tea', 'b.md': 'tea, tea', 'docs/c.md': 'milk' };
const { 'a.md': a, 'b.md': b, 'docs/c.md': c } = files;
const withoutA = { 'b.md': b, 'docs/c.md': c };

/** What is named so plainly that it may be deleted. */
const deleted: readonly PromptCase[] = [
  { prompt: 'Delete a.md', tools: [remove], after: withoutA, answer: ['Deleted `a.md`.'] },
  { prompt: 'please remove the file a.md.', tools: [remove], after: withoutA },
  { prompt: 'Could you please delete "a.md"?', tools: [remove], after: withoutA },
  { prompt: 'Delete a.md for me', tools: [remove], after: withoutA },
  { prompt: 'rm -f a.md', tools: [remove], after: withoutA },
  { prompt: 'I want you to erase ./a.md now, thanks', tools: [remove], after: withoutA },
  {
    prompt: 'Remove docs/c.md and b.md',
    tools: [remove, remove],
    after: { 'a.md': a },
    answer: ['Deleted `docs/c.md`.', 'Deleted `b.md`.'],
  },
  { prompt: 'delete a.md, b.md & a.md', tools: [remove, remove], after: { 'docs/c.md': c } },
  {
    prompt: 'Delete a.md and b.md, then list my files',
    tools: [remove, remove, list],
  },
  { prompt: 'Read a.md, then delete it', tools: [read, remove], after: withoutA },
  { prompt: 'Show me a.md. Delete that file.', tools: [read, remove], after: withoutA },
  { prompt: 'Create d.md saying "x" and delete a.md', tools: [write, remove] },
  { prompt: 'Create d.md saying "x", then delete it', tools: [write, remove], after: files },
  { prompt: '1. Delete a.md\n2. List my files', tools: [remove, list], after: withoutA },
  { prompt: 'Delete a.md and create a.md saying "new"', tools: [remove, write] },
  {
    prompt: 'Delete none.md',
    tools: [remove],
    after: files,
    answer: ['Could not delete `none.md`: There is no file none.md.'],
  },
  {
    prompt: 'Delete none.md and a.md',
    tools: [remove],
    after: files,
    answer: ['Could not delete `a.md`: skipped, because a step before it failed.'],
  },
  { prompt: 'Read none.md, then delete a.md', tools: [read], after: files },
  { prompt: 'Create d.md saying hi, then delete it', tools: [write, remove], after: files },
  {
    prompt: 'Delete a.md. Thanks!',
    tools: [remove],
    after: withoutA,
    answer: [/^Deleted `a.md`.$/],
  },
  { prompt: 'Hello! Delete a.md. Thank you very much.', tools: [remove], after: withoutA },
  { prompt: 'Delete a.md and list my files', tools: [remove, list], after: withoutA },
  { prompt: 'delete docs/c.md, then list the files in docs', tools: [remove, list] },
  { prompt: 'Show me the content of a.md and delete it', tools: [read, remove], after: withoutA },
  { prompt: 'delete the file called notes, please', tools: [remove] },
].map((row) => ({ files, ...row }));

/** What could mean something else, and what is asked or told: nothing is deleted. */
const kept = [
  'delete all files',
  'delete everything',
  'Delete the old notes',
  'delete notes',
  'delete docs/',
  'delete the docs folder',
  'delete all files but a.md',
  'Delete everything except a.md.',
  "don't delete a.md",
  'Do not delete a.md and remove b.md',
  'Never remove a.md',
  'Delete a.md or b.md',
  'Delete a.md? No, wait.',
  'delete a.md?',
  'If b.md is there, delete a.md',
  'Delete a.md if it is empty',
  'Should I delete a.md?',
  'How do I delete a.md?',
  'What happens when I delete a.md?',
  'I deleted a.md',
  'I always delete a.md',
  'Bob told me: delete a.md',
  'My task for today: delete a.md',
  'remove tea from b.md',
  'Remove the last line of b.md',
  'delete the text in a.md',
  'erase line 1 in a.md',
  'delete *.md',
  'delete it',
  'delete a.md and everything else',
  'Delete a.md and delete the old notes',
  'clear a.md',
  'move a.md to d.md',
].map((prompt) => ({ prompt, files, tools: [], after: files }));

const deletesNothing: readonly PromptCase[] = [
  ...kept,
  {
    prompt: 'list the files and delete the empty ones',
    files,
    tools: [list],
    after: files,
  },
  { prompt: 'Read a.md and b.md. Delete it.', files, tools: [read, read], after: files },
  { prompt: 'Read a.md and b.md, then delete them', files, tools: [read, read], after: files },
  // Content that is not in quotes goes on for as long as it may.
  { prompt: 'Create d.md saying buy milk and delete a.md', files, tools: [write] },
  { prompt: 'Create d.md: buy milk. Delete a.md', files, tools: [write] },
  { prompt: 'Add to d.md: remember to delete a.md', files, tools: [read, write] },
  { prompt: 'Create d.md saying "delete a.md"', files, tools: [write] },
  {
    prompt: 'rename a.md to d.md',
    files,
    tools: [],
    after: files,
    answer: [/^Renaming.*not offered/],
  },
];

const replaced: readonly PromptCase[] = [
  {
    prompt: 'Replace tea with coffee in b.md',
    tools: [edit],
    after: { ...files, 'b.md': 'coffee, coffee' },
    answer: ['Replaced the text in `b.md`.'],
  },
  {
    prompt: 'change "tea" to "milk" in b.md, then read it',
    tools: [edit, read],
    after: { ...files, 'b.md': 'milk, milk' },
  },
  {
    prompt: 'Replace rum with coffee in b.md',
    tools: [edit],
    after: files,
    answer: ['does not hold the text to replace'],
  },
  {
    prompt: 'Replace tea with coffee in b.md',
    offered: [read, write, remove],
    tools: [read, write],
    after: { ...files, 'b.md': 'coffee, coffee' },
  },
].map((row) => ({ files, ...row }));

/** Where more than the pattern's own three tools is offered. */
export const promptsWithMoreTools: readonly PromptCase[] = [
  ...deleted,
  ...deletesNothing,
  ...replaced,
].map((row) => ({ offered, ...row }));
