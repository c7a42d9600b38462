import { expect, it } from 'vitest';
import { runBuiltProgram } from './built-program.ts';
import { eventsOf } from './printed-events.ts';

/*
 * The bundle is the program that the other tests of the command line run in their own process.
 */

const demonstration = [
  '/as alice/C1 Create notes.md saying "tea at four"',
  '/as alice/C2 List my files and read notes.md',
  '/as bob/C3 List my files',
  '',
].join('\n');

it('shows the pattern: two clients of one user share files, another user sees none', async () => {
  const { code, stdout } = await runBuiltProgram(['--json'], { input: demonstration });
  const events = eventsOf(stdout);
  const ofType = (type: string) => events.filter((event) => event.type === type);
  expect(code).toBe(0);
  expect(new Set(ofType('session.created').map((event) => event.session)).size).toBe(3);
  expect(ofType('session.confirmed-gone')).toHaveLength(3);
  expect(ofType('request.completed')[1]?.answer).toContain('tea at four');
  const bobs = JSON.stringify(events.filter((event) => event.user === 'bob'));
  expect(bobs).not.toMatch(/alice|notes\.md|tea at four/);
});

it.each([
  ['a word', ['verfy'], 'error: unknown command "verfy": did you mean verify?\n'],
  [
    'a value',
    ['--timeout', '0'],
    "error: option '--timeout <seconds>' argument '0' is invalid. write a number of seconds above 0.\n",
  ],
])('wrong usage is one line, and exit code 2: %s', async (_, args, says) => {
  const ended = await runBuiltProgram(args);
  expect(ended).toEqual({ code: 2, stdout: '', stderr: says });
});
