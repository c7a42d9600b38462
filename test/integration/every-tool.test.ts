import { expect, it, onTestFinished } from 'vitest';
import { fileToolNames } from '../../src/files/tools/file-tool-names.ts';
import { createRepl } from '../../src/repl/repl.ts';
import { testEnvironment } from '../support/environment.ts';
import { startHarness } from './harness.ts';

it('a file is made, edited and deleted by our tools, and another user sees nothing of it', async () => {
  const harness = await startHarness(() => ({ text: 'never asked' }), {
    model: { kind: 'offline' },
    toolNames: fileToolNames,
  });
  onTestFinished(() => harness.close());
  const asked = async (user: string, client: string, text: string) => {
    await harness.execute({ type: 'as', user, client, text });
    return harness.of('request.completed').at(-1)?.answer;
  };
  const alice = (text: string) => asked('alice', 'C1', text);

  await alice('Create notes.md saying "tea and tea"');
  expect(await alice('Replace tea with coffee in notes.md')).toContain('Replaced the text');
  expect(await alice('Read notes.md')).toContain('coffee and coffee');
  expect(await asked('bob', 'C2', 'Delete notes.md')).toContain('Could not delete `notes.md`');
  expect(await alice('Delete notes.md')).toBe('Deleted `notes.md`.');
  expect(await alice('List my files')).toBe('There are no files.');

  expect(
    harness.of('tool.completed').map(({ user, tool, ok, handled }) => [user, tool, ok, handled]),
  ).toEqual([
    ['alice', 'write_file', true, true],
    ['alice', 'edit_file', true, true],
    ['alice', 'read_file', true, true],
    ['bob', 'delete_file', false, true],
    ['alice', 'delete_file', true, true],
    ['alice', 'list_files', true, true],
  ]);
  expect(
    harness.of('file.changed').map(({ user, operation, revision }) => [user, operation, revision]),
  ).toEqual([
    ['alice', 'created', 1],
    ['alice', 'updated', 2],
    ['alice', 'deleted', 2],
  ]);
  const bobs = harness.events.filter((event) => 'user' in event && event.user === 'bob');
  expect(JSON.stringify(bobs)).not.toMatch(/coffee|tea/);
});

it('a tool that there is none of is refused at once, where these tools count', async () => {
  const create = (more: object) => {
    const repl = createRepl({
      users: ['alice'],
      server: { environment: testEnvironment() },
      model: { kind: 'offline' },
      toolNames: ['list_files', 'nope'],
      ...more,
    });
    onTestFinished(() => repl.close());
    return repl;
  };
  expect(() => create({})).toThrow(
    new RangeError(`No tool nope: there are ${fileToolNames.join(', ')}.`),
  );
  await create({ createTools: () => [] }).ready;
});
