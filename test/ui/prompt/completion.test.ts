import { expect, test } from 'vitest';
import { complete, maximumCandidates } from '../../../src/ui/prompt/completion.ts';
import { loadFuzzySearch, rankFuzzily, rankPlainly } from '../../../src/ui/prompt/fuzzy.ts';

const commands = ['/user', '/users', '/new', '/reset', '/as', '/tab', '/close', '/open', '/help'];

const sources = {
  commands: commands.map((text) => ({ text, help: '' })),
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
  const found = complete(text, cursor, sources, rankPlainly);
  if (found === undefined) return undefined;
  const texts = found.candidates.map((each) => each.text);
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
    const found = complete(text, text.length, sources, rankPlainly)?.candidates;
    expect(found?.map((each) => each.text)).toEqual(['notes.md', 'my notes.md']);
  }
});

test('says what follows a command, and whose a client is', () => {
  const first = (text: string) => complete(text, text.length, sources, rankPlainly)?.candidates[0];
  expect(first('/tab C2')).toBeUndefined();
  expect(first('/tab 2')).toEqual({ text: 'C2', help: 'bob' });
});

test.each([
  ['read @x', true],
  ['/open n', false],
])('%j is a part of a prompt: %s', (text, mention) => {
  const files = ['notes.md', 'x.md'];
  const found = complete(text, text.length, { ...sources, files }, rankPlainly);
  expect(found).toMatchObject({ kind: 'files', mention });
});

test.each([
  ['fils', '/files'],
  ['mdl', '/model'],
])('finds letters that stand apart: %s', async (typed, expected) => {
  await loadFuzzySearch();
  expect(rankFuzzily(typed, ['/file-a', '/files', '/model', '/quit'], 10)).toEqual([expected]);
});

test('those that begin with what is typed come first, as they were given', async () => {
  await loadFuzzySearch();
  expect(rankFuzzily('no', ['my no', 'notes/z', 'NO', 'x', 'n-o'], 10)).toEqual([
    'notes/z',
    'NO',
    'my no',
    'n-o',
  ]);
  expect(rankFuzzily('', ['b', 'a'], 10)).toEqual(['b', 'a']);
});

test('offers no more of ten thousand files than anybody looks at', async () => {
  await loadFuzzySearch();
  const files = Array.from({ length: 10_000 }, (_, index) => `src/part-${index % 97}/f${index}.md`);
  for (const typed of ['', 's', 'src', 'f99', 'partf9', 'zzz']) {
    const text = `read @${typed}`;
    const found = complete(text, text.length, { ...sources, files }, rankFuzzily);
    expect(found?.candidates.length ?? 0).toBe(typed === 'zzz' ? 0 : maximumCandidates);
  }
});
