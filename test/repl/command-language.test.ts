import { describe, expect, it } from 'vitest';
import {
  commandDefinitions,
  maximumPromptBytes,
  parseLine,
} from '../../src/repl/command-language.ts';

describe('a line is read as', () => {
  it.each([
    ['hello', { type: 'prompt', text: 'hello' }],
    ['  two\nlines ', { type: 'prompt', text: 'two\nlines' }],
    ['//not a command', { type: 'prompt', text: '/not a command' }],
    ['/user', { type: 'view', view: 'users' }],
    ['/user zoë', { type: 'user', user: 'zoë' }],
    ['/user  日本 ', { type: 'user', user: '日本' }],
    ['/new', { type: 'new' }],
    ['/new bob', { type: 'new', user: 'bob' }],
    ['/close', { type: 'close' }],
    ['/close c2', { type: 'close', client: 'C2' }],
    ['/tab 3', { type: 'tab', client: 'C3' }],
    [
      '/as alice/C2 List my files',
      { type: 'as', user: 'alice', client: 'C2', text: 'List my files' },
    ],
    ['/as alice/2 a\nb', { type: 'as', user: 'alice', client: 'C2', text: 'a\nb' }],
    ['/all hi there', { type: 'all', text: 'hi there' }],
    ['/open my file (1).txt', { type: 'open', path: 'my file (1).txt' }],
    ['/diff my file.txt', { type: 'diff', path: 'my file.txt' }],
    ['/diff --request  a.md', { type: 'diff', path: 'a.md', since: 'request' }],
    ['/diff --requested', { type: 'diff', path: '--requested' }],
    ['/import ./docs', { type: 'import', host: './docs' }],
    ['/import --overwrite a.md x/', { type: 'import', host: 'a.md', path: 'x/', overwrite: true }],
    [
      '/import "my files" \'a b\'.md --force',
      { type: 'import', host: 'my files', path: 'a b.md', overwrite: true },
    ],
    ["/import a\\ b\\'s.md", { type: 'import', host: "a b's.md" }],
    ['/import C:\\docs\\a.md', { type: 'import', host: 'C:\\docs\\a.md' }],
    ['/export ~/out', { type: 'export', host: '~/out' }],
    ['/export --overwrite out', { type: 'export', host: 'out', overwrite: true }],
    ['/delete my file.txt', { type: 'delete', path: 'my file.txt' }],
    ['/reset', { type: 'reset' }],
    ['/reset bob', { type: 'reset', user: 'bob' }],
    ['/reset --yes', { type: 'reset', confirmed: true }],
    ['/reset --yes bob', { type: 'reset', user: 'bob', confirmed: true }],
    ['/tab review', { type: 'tab', client: 'review' }],
    ['/as alice/review hi', { type: 'as', user: 'alice', client: 'review', text: 'hi' }],
    ['/cancel', { type: 'cancel' }],
    ['/rename review', { type: 'rename', name: 'review' }],
    ['/panel', { type: 'view', view: 'panel' }],
    ['/next', { type: 'view', view: 'next' }],
    ['/help', { type: 'view', view: 'help' }],
    ['/quit', { type: 'view', view: 'quit' }],
  ])('%j', (line, command) => {
    expect(parseLine(line)).toEqual({ type: 'command', command });
  });

  it.each(['', '   ', '\n\t'])('nothing: %j', (line) => {
    expect(parseLine(line)).toEqual({ type: 'nothing' });
  });
});

describe('a line is refused, with what to type instead', () => {
  it.each([
    ['/fils', 'did you mean /files?'],
    ['/HELP', 'did you mean /help?'],
    ['/lede', 'did you mean /ledger?'],
    ['/zzzzzzzz', '/help shows them all'],
    ['/', '/help shows them all'],
    ['/user a b', 'letters, digits'],
    ['/user ..', 'can not be a user name'],
    ['/user a/b', 'letters, digits'],
    [`/user ${'x'.repeat(33)}`, 'at most 32'],
    ['/import', 'write /import <host path> [path]'],
    ['/import ""', 'write /import <host path> [path]'],
    ['/import a b c', 'a path with spaces in quotes'],
    ['/import "a b', 'a quote is left open'],
    ['/import --replace a', 'there is --overwrite'],
    ['/export', 'write /export <host folder>'],
    ['/export a b', 'too many words'],
    ['/tab', 'write C1, C2'],
    ['/tab C0', 'write C1, C2'],
    ['/as alice hi', 'write /as <user>/<client> <prompt>'],
    ['/as alice/C1', 'write /as <user>/<client> <prompt>'],
    ['/as alice/X§ hi', 'is no client'],
    ['/rename C0', 'can not be'],
    ['/all', 'write /all <prompt>'],
    ['/open', 'write /open <path>'],
    ['/delete', 'write /delete <path>'],
    ['/help me', 'takes no argument'],
    ['/rename', 'write /rename <name>'],
    ['/rename two words', "a client's name is made of"],
    [`/rename ${'x'.repeat(17)}`, 'at most 16'],
    ['/rename ..', 'choose another'],
  ])('%j', (line, says) => {
    expect(parseLine(line)).toEqual({
      type: 'error',
      message: expect.stringMatching(
        /did you mean|shows them all|made of|choose|shorten|write|leave out/,
      ),
    });
    expect(parseLine(line)).toMatchObject({ message: expect.stringContaining(says) });
  });
});

it('a prompt may have 256 KiB of UTF-8, and not a byte more', () => {
  const full = 'é'.repeat(maximumPromptBytes / 2);
  expect(parseLine(full).type).toBe('command');
  for (const line of [`${full}x`, `/all ${full}x`, `/as a/C1 ${full}x`]) {
    expect(parseLine(line)).toEqual({ type: 'error', message: expect.stringContaining('256 KiB') });
  }
});

it('every command is named once, and its name is understood', () => {
  const names = commandDefinitions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    const parsed = parseLine(`/${name}`);
    expect(parsed).not.toMatchObject({ message: expect.stringContaining('unknown') });
  }
});
