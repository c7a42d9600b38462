import { beforeAll, expect, test } from 'vitest';
import { createFuzzy } from '../../../src/ui/overlay/fuzzy.ts';
import { complete, maximumCandidates } from '../../../src/ui/prompt/completion.ts';

const commands = ['/user', '/users', '/new', '/reset', '/as', '/tab', '/close', '/open', '/help'];

/** What is found before the library is there. */
const literal = createFuzzy();

const fuzzy = createFuzzy();
beforeAll(fuzzy.load);

const sources = {
  commands: commands.map((name) => ({ name, help: '' })),
  users: ['alice', 'bob', 'Álvaro'],
  nextClient: 'C7',
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
  const found = complete(text, cursor, sources, literal);
  if (found === undefined) return undefined;
  const texts = found.candidates.map((each) => each.name);
  const first = texts[0] ?? '';
  return [`${text.slice(0, found.start)}${first}${text.slice(found.end)}`, ...texts];
}

test.each<[string, [string, ...string[]] | undefined]>([
  ['|', undefined],
  ['hello|', undefined],
  ['/|', ['/user', ...commands]],
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
  ['/as |', ['/as alice/C1', 'alice/C1', 'bob/C2', 'Álvaro/C7']],
  ['/as b|', ['/as bob/C2', 'bob/C2']],
  ['/as c2|', ['/as bob/C2', 'bob/C2']],
  ['/as bob/C2 read no|', undefined],
  ['/as bob/C2 read @no|', ['/as bob/C2 read @notes.md', 'notes.md', 'my notes.md']],
  ['/tab |', ['/tab C1', 'C1', 'C2']],
  ['/close c2|', ['/close C2', 'C2']],
  ['/help |', undefined],
  ['/open g|', ['/open docs/guide.md', 'docs/guide.md']],
  ['/delete my n|', ['/delete my notes.md', 'my notes.md']],
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
    const found = complete(text, text.length, sources, literal)?.candidates;
    expect(found?.map((each) => each.name)).toEqual(['notes.md', 'my notes.md']);
  }
});

test('says what follows a command, and whose a client is', () => {
  const first = (text: string) => complete(text, text.length, sources, literal)?.candidates[0];
  expect(first('/tab C2')).toBeUndefined();
  expect(first('/tab 2')).toEqual({ name: 'C2', help: 'bob' });
});

test.each([
  ['read @x', true],
  ['/open n', false],
])('%j is a part of a prompt: %s', (text, mention) => {
  const files = ['notes.md', 'x.md'];
  const found = complete(text, text.length, { ...sources, files }, literal);
  expect(found).toMatchObject({ kind: 'files', mention });
});

test.each([
  ['/fils|', ['/files']],
  ['/mdl|', ['/model']],
  ['/file|', ['/files']],
  ['/pfile|', ['/profile']],
  ['/tab bob|', ['C2', 'C3']],
])('%j, letters that stand apart or in what is said of it: %j', (marked, names) => {
  const commands = ['/profile', '/files', '/model', '/quit'];
  const clients = ['alice', 'bob', 'bob'].map((user, at) => ({ user, client: `C${at + 1}` }));
  const found = complete(
    marked.replace('|', ''),
    marked.indexOf('|'),
    { ...sources, clients, commands: commands.map((name) => ({ name, help: '' })) },
    fuzzy,
  );
  expect(found?.candidates.map((each) => each.name)).toEqual(names);
});

test('offers no more of ten thousand files than anybody looks at', () => {
  const files = Array.from({ length: 10_000 }, (_, index) => `src/part-${index % 97}/f${index}.md`);
  for (const typed of ['', 's', 'src', 'f99', 'partf9', 'zzz']) {
    const text = `read @${typed}`;
    const found = complete(text, text.length, { ...sources, files }, fuzzy);
    expect(found?.candidates.length ?? 0).toBe(typed === 'zzz' ? 0 : maximumCandidates);
  }
});

const named = {
  ...sources,
  clients: [
    { user: 'alice', client: 'C1', name: 'review' },
    { user: 'alice', client: 'C2' },
  ],
};

test.each([
  ['/tab ', ['C1 alice · review', 'C2 alice', 'review alice · C1']],
  ['/tab rev', ['review alice · C1', 'C1 alice · review']],
  ['/as alice/r', ['alice/review C1']],
  ['/as bob', ['bob/C7 a new client']],
  ['/as bob/', ['bob/C7 a new client']],
])('a client goes by its name, and a user without one has a number to go by: %j', (text, all) => {
  const found = complete(text, text.length, named, literal);
  expect(found?.candidates.map(({ name, help }) => `${name} ${help}`)).toEqual(all);
});
