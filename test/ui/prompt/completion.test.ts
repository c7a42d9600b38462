import { expect, test } from 'vitest';
import { complete } from '../../../src/ui/prompt/completion.ts';

const sources = {
  commands: ['/user', '/users', '/new', '/reset', '/as', '/tab', '/close', '/open', '/help'],
  users: ['alice', 'bob', 'Álvaro'],
  clients: [
    { user: 'alice', client: 'C1' },
    { user: 'bob', client: 'C2' },
  ],
  files: ['docs/guide.md', 'notes.md', 'my notes.md'],
};

/** `|` is the cursor; the result is the text with the first candidate, then all candidates. */
function completed(marked: string): [string, ...string[]] | undefined {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = complete(text, cursor, sources);
  if (found === undefined) return undefined;
  const first = found.candidates[0] ?? '';
  return [`${text.slice(0, found.start)}${first}${text.slice(found.end)}`, ...found.candidates];
}

test.each<[string, [string, ...string[]] | undefined]>([
  ['|', undefined],
  ['hello|', undefined],
  ['/|', ['/user', ...sources.commands]],
  ['/us|', ['/user', '/user', '/users']],
  ['/US|', ['/user', '/user', '/users']],
  ['/us|xx', undefined],
  ['/u|s', ['/user', '/user', '/users']],
  ['/help|', undefined],
  ['/nothing|', undefined],
  ['say /us|', undefined],
  ['line\n/us|', undefined],
  ['/user |', ['/user alice', 'alice', 'bob', 'Álvaro']],
  ['/user B|', ['/user bob', 'bob']],
  ['/user bob|', undefined],
  ['/new al|', ['/new alice', 'alice']],
  ['/reset |', ['/reset alice', 'alice', 'bob', 'Álvaro']],
  ['/as |', ['/as alice/C1', 'alice/C1', 'bob/C2']],
  ['/as b|', ['/as bob/C2', 'bob/C2']],
  ['/as c2|', ['/as bob/C2', 'bob/C2']],
  ['/as bob/C2 read no|', undefined],
  ['/as bob/C2 read @no|', ['/as bob/C2 read @notes.md', 'notes.md', 'my notes.md']],
  ['/tab |', ['/tab C1', 'C1', 'C2']],
  ['/close c2|', ['/close C2', 'C2']],
  ['/help |', undefined],
  ['/open g|', ['/open docs/guide.md', 'docs/guide.md']],
  ['/open my n|', ['/open my notes.md', 'my notes.md']],
  ['read @|', ['read @docs/guide.md', ...sources.files]],
  ['read @guide| now', ['read @docs/guide.md now', 'docs/guide.md']],
  ['@no|', ['@notes.md', 'notes.md', 'my notes.md']],
  ['a\n@no|', ['a\n@notes.md', 'notes.md', 'my notes.md']],
  ['mail a@no|', undefined],
])('%j: %j', (marked, expected) => {
  expect(completed(marked)).toEqual(expected);
});

test('looks at the line of the cursor only, in a text of any size', () => {
  const text = `${'x'.repeat(1_000_000)} @no`;
  for (let round = 0; round < 200; round++) {
    expect(complete(text, text.length, sources)?.candidates).toEqual(['notes.md', 'my notes.md']);
  }
});
