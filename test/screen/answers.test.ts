import { describe, expect, it } from 'vitest';
import { type Answers, addAnswer, copyText, lastCode } from '../../src/screen/answers.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { hostileTexts } from '../isolation/hostile-text.ts';
import { delta, during, opening, submitted, timed, wholeRequest } from './events.ts';

const answersAfter = (...events: readonly (typeof opening)[]) =>
  [opening, ...events].flat().reduce(reduce, initialScreenState).clients.get('C1')?.answers;

describe('what can be copied', () => {
  it('is what the model wrote, with its marks, tabs and emoji', () => {
    const raw = '# **Tea**\r\n\n\t- `a` 👨‍👩‍👧 e\u0301\n';
    expect(copyText(raw)).toBe('# **Tea**\n\n\t- `a` 👨‍👩‍👧 e\u0301\n');
  });

  it.each(Object.entries(hostileTexts))('holds no control character of %s', (_, text) => {
    expect(copyText(text)).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
  });

  it('is every answer of this client, newest last', () => {
    expect(
      answersAfter(
        wholeRequest('alice', 'C1', 'r1', 'p', 'one'),
        wholeRequest('alice', 'C2', 'r2', 'p', 'of another'),
        wholeRequest('alice', 'C1', 'r3', 'p', '\u001b[31mthree\t**x**'),
      ),
    ).toEqual(['one', '[31mthree\t**x**']);
  });

  it('is what was streamed of an answer that was cut off', () => {
    const cut = [
      ...submitted('alice', 'C1', 'r', 'p'),
      ...during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
      ...delta('alice', 'C1', 'r', 'half an '),
      ...delta('alice', 'C1', 'r', 'answer'),
      ...timed({
        type: 'request.cancelled',
        user: 'alice',
        client: 'C1',
        request: 'r',
        milliseconds: 5,
      }),
    ];
    expect(answersAfter(cut)).toEqual(['half an answer']);
  });

  it('is bounded; the last answer is always there', () => {
    let answers: Answers = [];
    for (let count = 0; count < 200; count++) answers = addAnswer(answers, `answer ${count}`);
    expect(answers).toHaveLength(99);
    expect(answers.at(-1)).toBe('answer 199');
    expect(addAnswer(answers, 'x'.repeat(3_000_000))).toHaveLength(1);
    expect(addAnswer(['x'.repeat(1_500_000), 'y'], 'z'.repeat(600_000))).toHaveLength(2);
  });

  it('may be the last code block, wherever it was', () => {
    const answers = [
      '```sh\nold\n```',
      'a\n```ts\nx\n```\nb\n1. c\n   ```js\n   y\n\n   z\n   ```',
      'no',
    ];
    expect(lastCode(answers)).toBe('y\n\nz');
    expect(lastCode(answers.slice(0, 1))).toBe('old');
    expect(lastCode(['none'])).toBeUndefined();
  });
});
