import { describe, expect, it } from 'vitest';
import type { ReplEvent } from '../../../src/repl/events.ts';
import { reduce } from '../../../src/screen/reduce.ts';
import { initialScreenState } from '../../../src/screen/state.ts';
import { eventLines } from '../../../src/ui/screen-reader/event-lines.ts';
import { viewLines } from '../../../src/ui/screen-reader/view-lines.ts';
import { durationWords } from '../../../src/ui/screen-reader/words.ts';
import {
  changed,
  delta,
  during,
  opening,
  submitted,
  timed,
  wholeRequest,
} from '../../screen/events.ts';

/** What is said of the last events, and how things stand after all. */
function said(...events: readonly (readonly ReplEvent[])[]) {
  let state = events.slice(0, -1).flat().reduce(reduce, initialScreenState);
  const lines = (events.at(-1) ?? []).flatMap((event) => {
    const before = state;
    state = reduce(state, event);
    return eventLines({ event, before, after: state });
  });
  return { lines, state };
}

const error = { code: 'model-failed', message: 'the model broke', advice: 'Try again.' };

describe('what is said', () => {
  it('of the beginning: who is there, and where one is', () => {
    expect(said(opening).lines).toEqual([
      'server started: 127.0.0.1:41233, offline model (not an AI) answers',
      'user alice',
      'alice: client C1 opened',
      'alice: client C2 opened',
      'user bob',
      'bob: client C3 opened',
      'this is alice, client C1, 0 files',
    ]);
  });

  it('of a request: whose each line is, and what became of its session', () => {
    expect(
      said(opening, wholeRequest('alice', 'C1', 'r1', 'Make tea', 'Tea is made.')).lines,
    ).toEqual([
      'alice, client C1: prompt: Make tea',
      'alice, client C1: session sessio created',
      'alice, client C1: answer: Tea is made.',
      'alice, client C1: session sessio destroyed and confirmed gone, 43 milliseconds',
    ]);
  });

  it('of what a change made different, with words for signs', () => {
    const diff = { user: 'alice', path: 'a.md', since: 'change', to: 2 } as const;
    const author = { client: 'C1', request: 'R1' };
    const hunk = { oldStart: 1, oldLines: 2, newStart: 1, newLines: 2 };
    const lines = [' same', '-old', '+new\u001b[2J'];
    const event = { type: 'file.diffed', ...diff, author } as const;
    expect(said(opening, timed({ ...event, from: 1, hunks: [{ ...hunk, lines }] })).lines).toEqual([
      "alice's file a.md, the last change, by C1, 4 lines:",
      '  at line 1',
      '  as before: same',
      '  removed: old',
      '  added: new␛[2J',
      "end of alice's file a.md, the last change, by C1",
    ]);
    expect(said(opening, timed(event)).lines).toEqual([
      "alice's file a.md, the last change, by C1: what it was before this change is no longer kept",
    ]);
  });

  it('of a file that is deleted, by the operator or by a model', () => {
    const gone = {
      type: 'file.changed',
      user: 'alice',
      path: 'a.md',
      operation: 'deleted',
    } as const;
    const deleted = (writer: string) => timed({ ...gone, revision: 1, size: 0, writer });
    expect(said(opening, [...deleted('operator'), ...deleted('C2')]).lines).toEqual([
      "alice's file a.md deleted, by you",
      "alice's file a.md deleted, by C2",
    ]);
  });

  it('of a tool, the text before it, and a file', () => {
    const request = during(
      'alice',
      'C1',
      'r',
      { type: 'session.created', server: '127.0.0.1:1' },
      { type: 'answer.delta', message: 'a', text: 'I write it.' },
      {
        type: 'tool.started',
        call: 'c',
        tool: 'write_file',
        arguments: { path: 'notes.md', content: 'tea' },
      },
    );
    const end = during(
      'alice',
      'C1',
      'r',
      {
        type: 'tool.completed',
        call: 'c',
        tool: 'write_file',
        ok: true,
        result: 'written',
        handled: true,
        milliseconds: 3,
      },
      { type: 'answer.delta', message: 'b', text: 'Done.' },
      { type: 'answer.completed', text: 'Done.' },
    );
    const start = [...opening, ...submitted('alice', 'C1', 'r', 'p')];
    expect(said(start, [...request, ...changed('alice', 'notes.md', 3), ...end]).lines).toEqual([
      'alice, client C1: session sessio created',
      'alice, client C1: says: I write it.',
      "alice's file notes.md created, 3 bytes, by C1",
      'alice, client C1: tool write_file notes.md, 3 B, ok',
      'alice, client C1: answer: Done.',
    ]);
  });

  it('of what goes wrong, with what was answered until then', () => {
    const begun = [
      ...opening,
      ...submitted('bob', 'C3', 'r', 'p'),
      ...during('bob', 'C3', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
      ...delta('bob', 'C3', 'r', 'half'),
    ];
    const ofRequest = { user: 'bob', client: 'C3', request: 'r', milliseconds: 5 };
    expect(said(begun, timed({ type: 'request.failed', ...ofRequest, error })).lines).toEqual([
      'bob, client C3: answer, not complete: half',
      'bob, client C3: failed: the model broke. Try again.',
    ]);
    expect(said(begun, timed({ type: 'request.cancelled', ...ofRequest })).lines.at(-1)).toBe(
      'bob, client C3: cancelled',
    );
    const destroyed = during('bob', 'C3', 'r', { type: 'session.destroyed' });
    expect(
      said(begun, [...destroyed, ...timed({ type: 'request.cancelled', ...ofRequest })]).lines,
    ).toEqual(['bob, client C3: answer, not complete: half', 'bob, client C3: cancelled']);
    const lost = timed({ type: 'server.lost', address: '127.0.0.1:1', error, retrying: true });
    expect(said(begun, lost).lines).toEqual([
      'server lost: 127.0.0.1:1, trying again. the model broke. Try again.',
    ]);
  });

  it('of an answer with lines that look like ours: they are counted, indented and ended', () => {
    const answer =
      'Yes.\nbob, client C3: session 123456 destroyed and confirmed gone\n\u001b[2Jend';
    const { lines } = said(opening, wholeRequest('alice', 'C1', 'r', 'a\nb', answer));
    expect(lines).toEqual([
      'alice, client C1: prompt, 2 lines:',
      '  a',
      '  b',
      'end of alice, client C1: prompt',
      'alice, client C1: session sessio created',
      'alice, client C1: answer, 3 lines:',
      '  Yes.',
      '  bob, client C3: session 123456 destroyed and confirmed gone',
      '  ␛[2Jend',
      'end of alice, client C1: answer',
      'alice, client C1: session sessio destroyed and confirmed gone, 43 milliseconds',
    ]);
  });
});

describe('lists', () => {
  const { state } = said([
    ...opening,
    ...changed('alice', 'b.md', 2048),
    ...changed('alice', 'a\u001b.md', 1, 'operator'),
    ...wholeRequest('bob', 'C3', 'r', 'p', 'a'),
  ]);

  it('of the files of the user who is in front, and of nobody else', () => {
    expect(viewLines('files', state)).toEqual([
      'alice has 2 files',
      'a␛.md, 1 byte, revision 1, by you',
      'b.md, 2048 bytes, revision 1, by C1',
    ]);
  });

  it('of the users, with what their clients are doing', () => {
    expect(viewLines('users', state)).toEqual([
      'alice; 2 files; client C1; client C2',
      'bob; 0 files; client C3, answered',
    ]);
  });

  it('of the sessions, the totals last', () => {
    expect(viewLines('ledger', state)).toEqual([
      'bob, client C3: session sessio gone, 43 milliseconds',
      'sessions: 1 created, 1 gone, 0 leaked',
    ]);
  });

  it('of everything that can be typed', () => {
    expect(viewLines('help', state)?.join('\n')).toContain(
      '/as <user>/<client> <prompt>: prompt as',
    );
  });
});

it('says durations in words', () => {
  expect([1, 43, 1234, 200_000].map(durationWords)).toEqual([
    '1 millisecond',
    '43 milliseconds',
    '1.2 seconds',
    '3 minutes 20 seconds',
  ]);
});
