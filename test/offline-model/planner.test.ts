import { describe, expect, it } from 'vitest';
import { fileToolNames } from '../../src/files/tools/file-tool-names.ts';
import { planPrompt } from '../../src/offline-model/planner.ts';
import { nextTurn } from '../../src/offline-model/turn.ts';
import { blindPromptsA } from './blind-prompts-a.ts';
import { blindPromptsB } from './blind-prompts-b.ts';
import type { PromptCase } from './prompt-case.ts';
import { prompts } from './prompts.ts';
import { promptsThatDeleteNothing } from './prompts-that-delete-nothing.ts';
import { promptsWithMoreTools } from './prompts-with-more-tools.ts';
import { differences, runPrompt } from './run-prompt.ts';

describe('prompts', () => {
  it.each([...prompts, ...promptsWithMoreTools].map((row) => [row.prompt, row] as const))(
    '%s',
    (_, row) => {
      expect(differences(row)).toEqual([]);
    },
  );
});

describe('prompts that delete nothing', () => {
  const files = { 'a.md': 'tea', 'b.md': 'milk', notes: 'rum' };

  it.each(promptsThatDeleteNothing)('%j', (prompt) => {
    const { tools, answer } = runPrompt(prompt, files, fileToolNames);
    expect(tools).not.toContain('delete_file');
    expect(answer).toContain('Nothing was deleted: ');
  });
});

/** Written before the planner, by someone who did not know it. */
describe('blind prompts', () => {
  const passed = (rows: readonly PromptCase[]) =>
    rows.filter((row) => differences(row).length === 0).length;

  it.each(blindPromptsA.map((row) => [row.prompt, row] as const))('%s', (_, row) => {
    expect(differences(row)).toEqual([]);
  });

  // Set B stays unread, so that its score tells how prompts fare that nobody has prepared for. Raise the floor when the
  // planner gets better; never look at the prompts to do so.
  it('of set B, as many as ever are carried out as expected', () => {
    const score = passed(blindPromptsB);
    console.log(`blind prompts, set B: ${score} of ${blindPromptsB.length}`);
    expect(score).toBeGreaterThanOrEqual(18);
  });
});

describe('carrying out a plan', () => {
  const long = Array.from({ length: 5000 }, (_, i) => `line ${i} é`).join('\n');

  it('gathers the pages of a long file before it adds to it', () => {
    for (const content of [long, `${long}\n`, 'é🙂'.repeat(9001), `${'x'.repeat(16383)}\nrest`]) {
      const run = runPrompt('add "the end" to long.txt', { 'long.txt': content });
      expect(run.files.get('long.txt')).toBe(
        content.endsWith('\n') ? `${content}the end` : `${content}\nthe end`,
      );
    }
  });

  it('shows a long file in full', () => {
    expect(runPrompt('cat long.txt', { 'long.txt': long }).answer).toContain(long);
  });

  it('lists all pages of a long list', () => {
    const names = Array.from({ length: 45 }, (_, i) => `f${100 + i}.md`);
    const run = runPrompt('ls', Object.fromEntries(names.map((name) => [name, ''])));
    expect(run.tools).toEqual(['list_files', 'list_files', 'list_files']);
    for (const name of ['45 files', ...names]) expect(run.answer).toContain(name);
  });

  it.each([
    'Error: There is no such thing.',
    'Error: log.txt not found\nand more',
    'a\n[bytes 0–5 of 10: call read_file with offset 5 for the rest]',
    'a\n[bytes 0–5 of 5: the end]',
  ])('does not lose a file that holds what a tool might say: %s', (content) => {
    const run = runPrompt('add "x" to log.txt', { 'log.txt': content });
    expect([content, `${content}\nx`]).toContain(run.files.get('log.txt'));
  });

  it('skips what depends on a step that failed, and says so', () => {
    const call = (results: readonly string[]) =>
      nextTurn({
        prompt: 'create a.md with "x", read a.md, then list files',
        toolNames: ['write_file', 'read_file', 'list_files'],
        results,
      });
    expect(call(['Error: The quota is used up.'])).toMatchObject({ call: { name: 'list_files' } });
    const { answer } = call(['Error: The quota is used up.', 'No files.']) as { answer: string };
    expect(answer).toContain('Could not write `a.md`: The quota is used up.');
    expect(answer).toContain('skipped');
  });

  it('has no more than twelve steps', () => {
    const run = runPrompt(Array.from({ length: 20 }, (_, i) => `write "x" to ${i}.md`).join('; '));
    expect(run.files.size).toBe(12);
    expect(run.answer).toContain('12 steps');
  });

  it('only calls tools that are offered', () => {
    const run = runPrompt('ls, then cat notes.md', { 'notes.md': 'tea' }, ['list_files']);
    expect(run.tools).toEqual(['list_files']);
    expect(run.answer).toContain('`read_file` is not offered');
  });
});

describe('hostile prompts are planned in linear time', () => {
  const long = process.env.LONG === '1';
  const [length, seconds] = long ? [256 * 1024, 1] : [32 * 1024, 0.5];
  const repeat = (part: string) => part.repeat(Math.ceil(length / part.length));
  const parts = [
    '"',
    "'",
    " '",
    '`',
    '``` ',
    '```\n',
    '~~~\n',
    '“',
    '“a',
    '"a',
    'and ',
    'then ',
    ', ',
    ' ',
    '\n',
    '\n\n',
    'a/',
    '.',
    'a.',
    'a.md ',
    'a.md, ',
    'and a.md ',
    'create ',
    'create a.md ',
    'create a.md with ',
    'create a.md: ',
    'create a.md: x\n',
    'to ',
    'to a.md ',
    'to the ',
    'in it ',
    '- ',
    '1. ',
    'a:',
    'a.b:',
    ':',
    '(',
    'add x to it, ',
    'what ',
    'file ',
    'the file ',
    'the ',
    'into',
    'into ',
    'replace a with b ',
    'with ',
    'if ',
    "don't ",
    '[bytes 0',
    '@',
    '*',
    '_',
    '你',
    '🙂',
    'x',
  ];
  it.each(parts)('%j', (part) => {
    for (const start of [
      '',
      'create a.md: ',
      'create a.md with ',
      'create a.md saying hi and ',
      'read a.md ',
      'add ',
      'replace ',
      'delete ',
      'delete a.md and ',
    ]) {
      const prompt = `${start}${repeat(part)}`;
      const before = process.cpuUsage();
      planPrompt(prompt, true);
      // Processor time, because other tests may run at the same time.
      expect(process.cpuUsage(before).user / 1e6).toBeLessThan(seconds);
    }
  });
});
