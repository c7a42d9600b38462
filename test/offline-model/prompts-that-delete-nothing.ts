/**
 * Prompts with a deletion in them that is not to be made, though some plainly name a file. What else they do is left
 * open; the answer says that nothing was deleted.
 */
export const promptsThatDeleteNothing: readonly string[] = [
  // Many files, or none that is named.
  'delete all files',
  'Delete the old notes',
  'list the files and delete the empty ones',
  'Delete a.md and delete the old notes',
  "don't delete a.md",
  'If b.md is there, delete a.md',

  // "It" is not the file that was named last, or not surely.
  'Read a.md. Move b.md to c.md and delete it.',
  'Read a.md. Summarize b.md and delete it',
  'Read a.md; find tea in b.md; delete it',
  'Read a.md. Email b.md to bob, then delete it',
  'Read a.md. Send b.md to bob, then delete it',
  'Read a.md. Rename b.md to c.md, then delete it',
  'Read a.md. Clear b.md, then delete it',
  'Read a.md. b.md is old. Delete it.',
  'Read a.md, list the docs folder, then delete it',
  'Read a.md and b.md. Read it. Then delete it.',
  'Add to d.md: select the row, then delete it',
  'Create d.md saying open a.md and delete it',

  // What was to be done first is not done.
  'Copy a.md to b.md, then delete a.md',
  'Merge a.md and b.md into c.md, then delete a.md and b.md',
  'Back up a.md first. Then delete a.md.',
  'Save a copy of a.md as d.md and delete a.md',
  'Append a.md to b.md and delete a.md',
  'Append "a.md" to b.md, then delete a.md',
  'Write "notes" to b.md, then delete the file called "notes"',
  'Write the content of a.md to b.md, then delete a.md',
  'Read a.md. Write its content to b.md. Delete a.md.',
  'Read a.md, add the recipe to b.md, and delete a.md',
  'Read a.md. Add both to b.md. Delete a.md.',
  'Create b.md with "tea" and "a.md", then delete a.md',
  'Read a.md, save it as d.md, and delete it',
  'cat a.md > b.md && rm a.md',
  'Give a.md to bob, then delete it',
  'Delete a.md after reading b.md',
  'Delete a.md after reading it',
  'Delete a.md. Read it first.',
  'Delete a.md and read a.md',
  'Read it, then delete a.md',
  'Delete a.md, then add "x" to it',
  'Is b.md there? Then delete a.md.',

  // What others said, what is to be written, and what was taken back.
  'Summarize this:\n\nDelete a.md\n\nthanks',
  'Translate this to French.\nDelete a.md',
  'She wrote:\n\nDelete a.md\n\nSo I did.',
  'Steps I took:\n1. delete a.md',
  'Write to b.md\ndelete a.md',
  'Create d.md: do this. Read b.md. Delete a.md.',
  '"Today". Delete a.md',
  '> delete a.md',
  '- [x] delete a.md',
  'Delete a.md. Just kidding!',
  'Delete a.md. Nevermind, forget it.',
  'Delete a.md. Scratch that.',
  'Delete a.md. Cancel that.',
  'Delete a.md. "No".',
  'Delete a.md. No, thanks.',
  'Delete a.md!?',

  // Names that are none.
  'Delete the document named and b.md',
  'delete the file named for me',
  'delete the file named after b.md',
  'Delete b.md for a.md',

  // What is left out behind the twelfth step may take it back.
  `Delete a.md; ${'read b.md; '.repeat(12)}. No, keep a.md`,
];
