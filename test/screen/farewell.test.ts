import { describe, expect, it } from 'vitest';
import { farewell } from '../../src/screen/farewell.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { during, opening, submitted, timed, wholeRequest } from './events.ts';

const stateAfter = (...events: readonly (readonly Parameters<typeof reduce>[1][])[]) =>
  events.flat().reduce(reduce, initialScreenState);

describe('farewell', () => {
  it('says nothing where nothing happened', () => {
    expect(farewell(stateAfter(opening))).toBe('');
  });

  it('ends with the totals, after the end of the transcript in front and none other', () => {
    const text = farewell(
      stateAfter(
        opening,
        wholeRequest('bob', 'C3', 'b', 'prompt of bob', 'x'),
        [{ type: 'answers.seen', clients: ['C3'] }],
        wholeRequest('alice', 'C1', 'r', 'my prompt', 'my answer'),
      ),
    );
    expect(text).toBe(
      [
        'alice·C1',
        '',
        '› my prompt',
        '  my answer',
        '⟳ sessio created · destroyed · gone ✓ 43 ms',
        '',
        'sessions: 2 created · 2 gone · 0 leaked',
        '',
      ].join('\n'),
    );
  });

  it('has at most 40 lines, and names what leaked', () => {
    const long = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
    const leaks = Array.from({ length: 20 }, (_, index) => [
      ...submitted('bob', 'C3', `l${index}`, 'p'),
      ...during(
        'bob',
        'C3',
        `l${index}`,
        { type: 'session.created', server: '127.0.0.1:1' },
        { type: 'session.leaked', error: { code: 'leak', message: 'still there' } },
      ),
    ]).flat();
    const text = farewell(stateAfter(opening, leaks, wholeRequest('alice', 'C1', 'r', 'p', long)));
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(40);
    expect(text).toContain('line 499');
    expect(text).toContain('leaked: sessio of bob·C3');
    expect(text).toContain('20 leaked');
  });

  it('tells what clients behind have answered and nobody has read', () => {
    const unread = wholeRequest('bob', 'C3', 'b', 'a prompt', 'So: **bold** and `code`');
    const text = farewell(
      stateAfter(opening, unread, wholeRequest('alice', 'C1', 'r', 'my prompt', 'my answer')),
    );
    expect(text.split('\n').slice(0, 8)).toEqual([
      'bob·C3, not read yet',
      '',
      '› a prompt',
      '  So: bold and code',
      '⟳ sessio created · destroyed · gone ✓ 43 ms',
      '',
      'alice·C1',
      '',
    ]);
  });

  it('has room for the end of each, and names those that are too many', () => {
    const long = Array.from({ length: 100 }, (_, line) => `- line ${line}`).join('\n');
    const others = Array.from({ length: 9 }, (_, index) => {
      const client = `C${index + 4}`;
      return [
        ...timed({ type: 'client.opened', user: 'bob', client }),
        ...wholeRequest('bob', client, `b${index}`, 'p', long),
      ];
    }).flat();
    const text = farewell(stateAfter(opening, others, wholeRequest('alice', 'C1', 'r', 'p', long)));
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(40);
    expect(text.match(/line 99/g)).toHaveLength(4);
    expect(text).toContain('6 more not read yet: bob·C7 bob·C8');
  });

  it('fits answers into the width of the terminal', () => {
    const answer = 'word '.repeat(60);
    const text = farewell(
      stateAfter(opening, wholeRequest('alice', 'C1', 'r', 'p', answer)),
      undefined,
      40,
    );
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(44);
  });
});
