import { describe, expect, it } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { fateText } from '../../src/screen/fate-text.ts';
import { filesIn } from '../../src/screen/file-tree.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { markOf, selectedUser } from '../../src/screen/selectors.ts';
import { initialScreenState, type ScreenState } from '../../src/screen/state.ts';
import { allEntries, type Entry, maximumEntries } from '../../src/screen/transcript.ts';
import { countNodes } from './count-nodes.ts';
import {
  changed,
  completed,
  delta,
  during,
  opening,
  submitted,
  timed,
  wholeRequest,
} from './events.ts';

const screenAfter = (...events: readonly (readonly ReplEvent[])[]): ScreenState =>
  events.flat().reduce(reduce, initialScreenState);
const entries = (state: ScreenState, client: string): readonly Entry[] => {
  const found = state.clients.get(client);
  return found ? allEntries(found.transcript) : [];
};
const texts = (state: ScreenState, client: string) =>
  entries(state, client).map((entry) =>
    entry.kind === 'tool' ? entry.subject : entry.kind === 'fate' ? fateText(entry) : entry.text,
  );
const activity = (state: ScreenState, client: string) => state.clients.get(client)?.activity;

describe('reduce', () => {
  it('starts without a server and learns of it, of its successor and of its loss', () => {
    expect(initialScreenState.server).toEqual({ status: 'starting' });
    expect(screenAfter(opening).server).toMatchObject({
      status: 'ready',
      address: '127.0.0.1:41233',
    });
    const recycled = timed({
      type: 'server.recycled',
      address: 'b:2',
      previous: 'a:1',
      reason: 'memory',
    });
    expect(screenAfter(opening, recycled).server).toMatchObject({
      status: 'ready',
      address: 'b:2',
    });
    const lost = timed({
      type: 'server.lost',
      address: 'b:2',
      error: { code: 'server-lost', message: 'the server is gone\u001b[2J' },
      retrying: true,
    });
    expect(screenAfter(opening, lost).server).toMatchObject({
      status: 'lost',
      error: { message: 'the server is gone␛[2J' },
      source: { kind: 'offline' },
    });
  });

  it('goes on with the servers that are left, and says which is lost, once', () => {
    const started = (address: string) =>
      timed({
        type: 'server.started',
        address,
        kind: 'attached',
        version: '1',
        source: { kind: 'offline', model: 'offline', label: 'offline model (not an AI)' },
      });
    const lost = (address: string) =>
      timed({
        type: 'server.lost',
        address,
        error: { code: 'server-lost', message: 'gone' },
        retrying: true,
      });
    const two = [...started('a:1'), ...started('b:2'), ...opening.slice(1)];
    expect(screenAfter(two).server).toMatchObject({ status: 'ready', up: ['a:1', 'b:2'] });
    const one = screenAfter(two, lost('b:2'), lost('b:2'));
    expect(one.server).toMatchObject({ status: 'ready', address: 'a:1', lost: ['b:2'] });
    expect(texts(one, 'C1').filter((text) => text.includes('gone'))).toEqual([
      'b:2: gone; the others go on',
    ]);
    expect(screenAfter(two, lost('b:2'), lost('a:1')).server).toMatchObject({ status: 'lost' });
    const back = screenAfter(two, lost('b:2'), started('b:2'));
    expect(back.server).toMatchObject({ up: ['a:1', 'b:2'], lost: [] });
    expect(texts(back, 'C1').at(-1)).toContain('is back: b:2');
  });

  it('shows a request from its prompt to the fate of its session', () => {
    const state = screenAfter(opening, wholeRequest('alice', 'C1', '6f3a91', 'Hello', 'Hi there'));
    expect(texts(state, 'C1')).toEqual([
      'Hello',
      'Hi there',
      'sessio created · destroyed · gone ✓ 43 ms',
    ]);
    expect(state.ledger).toMatchObject({ created: 1, gone: 1, leaked: 0 });
  });

  it('keeps parts of an answer and tool calls in the order in which they began', () => {
    const state = screenAfter(
      opening,
      submitted('alice', 'C1', 'r', 'p'),
      delta('alice', 'C1', 'r', 'I will ', 'm1'),
      delta('alice', 'C1', 'r', 'write.', 'm1'),
      during(
        'alice',
        'C1',
        'r',
        {
          type: 'tool.started',
          call: 't1',
          tool: 'write_file',
          arguments: { path: 'notes.md', content: 'Tee é' },
        },
        {
          type: 'tool.completed',
          call: 't1',
          tool: 'write_file',
          ok: true,
          result: 'ok',
          handled: true,
          milliseconds: 3,
        },
      ),
      delta('alice', 'C1', 'r', 'Done.', 'm2'),
      during('alice', 'C1', 'r', { type: 'answer.completed', text: 'Done.' }),
    );
    expect(texts(state, 'C1').slice(0, 4)).toEqual([
      'p',
      'I will write.',
      'notes.md · 6 B',
      'Done.',
    ]);
    expect(entries(state, 'C1')[2]).toMatchObject({ state: 'ok', milliseconds: 3 });
  });

  it('takes back what was streamed before a retry, and nothing from before a tool call', () => {
    const state = screenAfter(
      opening,
      submitted('alice', 'C1', 'r', 'p'),
      delta('alice', 'C1', 'r', 'first', 'm1'),
      during('alice', 'C1', 'r', { type: 'tool.started', call: 't', tool: 'x', arguments: {} }),
      delta('alice', 'C1', 'r', 'half an ans', 'm2'),
      during('alice', 'C1', 'r', { type: 'retry', reason: 'stream\nbroke' }),
      delta('alice', 'C1', 'r', 'whole', 'm3'),
      completed('alice', 'C1', 'r'),
    );
    expect(texts(state, 'C1')).toEqual([
      'p',
      'first',
      '',
      'trying again: stream␤broke',
      'whole',
      'no session was created',
    ]);
  });

  it('shows an answer that was never streamed', () => {
    const whole = during('alice', 'C1', 'r', { type: 'answer.completed', text: 'all at once' });
    const state = screenAfter(opening, submitted('alice', 'C1', 'r', 'p'), whole);
    expect(texts(state, 'C1')[1]).toBe('all at once');
  });

  it('makes text safe even where an escape sequence or a character comes in pieces', () => {
    const state = screenAfter(
      opening,
      submitted('alice', 'C1', 'r', '\u001b]0;owned\u0007'),
      ['a\u001b', '[2Jb', '\ud83d', '\ude00'].flatMap((text) => delta('alice', 'C1', 'r', text)),
      during('alice', 'C1', 'r', {
        type: 'tool.started',
        call: 't',
        tool: 'x\u001b[H',
        arguments: { path: 'a\u009bb\nc' },
      }),
    );
    expect(texts(state, 'C1').slice(0, 2)).toEqual(['␛]0;owned␇', 'a␛[2Jb😀']);
    const shown = JSON.stringify(entries(state, 'C1'));
    expect(shown).not.toMatch(/[\u001b\u009b]|\\u001b|\\u009b/);
  });

  it('keeps queued prompts below the request that runs, also when one is cancelled', () => {
    const state = screenAfter(
      opening,
      submitted('alice', 'C1', 'r1', 'one'),
      during('alice', 'C1', 'r1', { type: 'session.created', server: '127.0.0.1:1' }),
      submitted('alice', 'C1', 'r2', 'two'),
      timed({
        type: 'request.cancelled',
        user: 'alice',
        client: 'C1',
        request: 'r2',
        milliseconds: 1,
      }),
      delta('alice', 'C1', 'r1', 'answer'),
      completed('alice', 'C1', 'r1'),
    );
    expect(texts(state, 'C1')).toEqual([
      'one',
      'answer',
      'sessio created',
      'two',
      'cancelled · no session was created',
    ]);
    expect(state.clients.get('C1')?.transcript.open).toEqual([]);
  });

  it('says what a client is doing, and what of it is unread', () => {
    const queued = screenAfter(opening, submitted('bob', 'C3', 'r', 'p'));
    expect(activity(queued, 'C3')).toBe('queued');
    const working = during('bob', 'C3', 'r', {
      type: 'session.created',
      server: '127.0.0.1:1',
    }).reduce(reduce, queued);
    expect(activity(working, 'C3')).toBe('working');
    const answered = completed('bob', 'C3', 'r').reduce(reduce, working);
    expect(activity(answered, 'C3')).toBe('answered');
    const front = screenAfter(opening, wholeRequest('alice', 'C1', 'r', 'p', 'a'));
    expect(activity(front, 'C1')).toBe('idle');
    const selected = timed({ type: 'client.selected', user: 'bob', client: 'C3' });
    expect(activity(selected.reduce(reduce, answered), 'C3')).toBe('idle');
  });

  it('shows a failure with its advice, and marks the client', () => {
    const state = screenAfter(
      opening,
      submitted('bob', 'C3', 'r', 'p'),
      timed({
        type: 'request.failed',
        user: 'bob',
        client: 'C3',
        request: 'r',
        error: { code: 'timeout', message: 'no answer within 60 s', advice: 'try again' },
        milliseconds: 60_000,
      }),
    );
    expect(activity(state, 'C3')).toBe('failed');
    expect(entries(state, 'C3')[1]).toMatchObject({ level: 'error', advice: 'try again' });
  });

  it('shows a leak in the transcript and in the ledger', () => {
    const state = screenAfter(
      opening,
      submitted('bob', 'C3', 'r', 'p'),
      during(
        'bob',
        'C3',
        'r',
        { type: 'session.created', server: '127.0.0.1:1' },
        { type: 'session.leaked', error: { code: 'leak', message: 'still there' } },
      ),
    );
    expect(texts(state, 'C3')).toContain('still there');
    expect(texts(state, 'C3').at(-1)).toContain('✗ leaked');
    expect(state.ledger.leaked).toBe(1);
  });

  /** The operator deleted these, one after the other or by a reset. */
  const deleted = (user: string, paths: readonly string[], reset?: true) =>
    timed(
      ...paths.map((path) => ({
        type: 'file.changed' as const,
        user,
        path,
        operation: 'deleted' as const,
        revision: 1,
        size: 0,
        writer: 'operator',
        ...(reset && { reset }),
      })),
    );
  const told = (state: ScreenState) =>
    texts(state, 'C1').filter((text) => text.includes('deleted'));
  const withFiles = screenAfter(
    opening,
    submitted('alice', 'C1', 'r', 'p'),
    changed('alice', 'a.md'),
    changed('alice', 'b.md'),
  );

  it('tells of a reset once, in the client in front, while a request runs there too', () => {
    const once = deleted('alice', ['a.md', 'b.md'], true).reduce(reduce, withFiles);
    expect(told(once)).toEqual(["alice's 2 files were deleted"]);
    expect(entries(once, 'C2')).toEqual([]);
    const both = [
      ...deleted('bob', ['x.md'], true),
      ...changed('alice', 'c.md'),
      ...deleted('alice', ['c.md'], true),
    ];
    expect(told(both.reduce(reduce, once))).toEqual([
      "alice's 2 files were deleted",
      "bob's x.md was deleted",
      "alice's c.md was deleted",
    ]);
    const byModel = changed('alice', 'a.md').map((event) => ({
      ...event,
      operation: 'deleted' as const,
    }));
    expect(told((byModel as readonly ReplEvent[]).reduce(reduce, withFiles))).toEqual([]);
  });

  it('names each file that was deleted by itself, also right before and after a reset', () => {
    const events = [
      ...deleted('alice', ['a.md', 'b.md']),
      ...deleted('alice', ['c.md', 'd.md'], true),
      ...deleted('alice', ['e.md']),
    ];
    expect(told(events.reduce(reduce, withFiles))).toEqual([
      "alice's a.md was deleted",
      "alice's b.md was deleted",
      "alice's 2 files were deleted",
      "alice's e.md was deleted",
    ]);
  });

  it('keeps what is of bob when something happens to alice', () => {
    const before = screenAfter(
      opening,
      wholeRequest('bob', 'C3', 'b', 'p', 'a'),
      changed('bob', 'b.md'),
    );
    const events = [
      ...wholeRequest('alice', 'C1', 'r', 'prompt', 'answer'),
      ...changed('alice', 'notes.md'),
      ...timed({
        type: 'file.opened',
        user: 'alice',
        path: 'notes.md',
        revision: 1,
        content: 'secret',
      }),
    ];
    for (const event of events) {
      const next = reduce(before, event);
      expect(next.users[1]).toBe(before.users[1]);
      expect(next.clients.get('C3')).toBe(before.clients.get('C3'));
    }
  });

  it('copies nothing but the open request when a piece of an answer comes', () => {
    const before = screenAfter(
      opening,
      wholeRequest('alice', 'C1', 'r1', 'one', 'first'),
      submitted('alice', 'C1', 'r2', 'two'),
    );
    const next = delta('alice', 'C1', 'r2', 'x').reduce(reduce, before);
    const settled = (state: ScreenState) => state.clients.get('C1')?.transcript.settled;
    expect(settled(next)).toBe(settled(before));
    expect(next.users).toBe(before.users);
    expect(next.ledger).toBe(before.ledger);
  });

  it('bounds a transcript and counts what it dropped', () => {
    let state = screenAfter(opening);
    for (let request = 0; request < maximumEntries / 2; request++) {
      state = wholeRequest('alice', 'C1', `r${request}`, 'p', 'a').reduce(reduce, state);
    }
    const transcript = state.clients.get('C1')?.transcript;
    expect(transcript?.settled.length).toBeLessThanOrEqual(maximumEntries);
    expect((transcript?.dropped ?? 0) + (transcript?.settled.length ?? 0)).toBe(
      (maximumEntries / 2) * 3,
    );
  });

  it('follows files, and marks what changed since the latest prompt; marks fade with the next ones', () => {
    const state = screenAfter(
      opening,
      submitted('alice', 'C1', 'r1', 'p'),
      changed('alice', 'old.md', 1, 'C1', 'r1'),
      submitted('alice', 'C1', 'r2', 'p'),
      changed('alice', 'a.md', 1, 'C1', 'r2'),
      submitted('bob', 'C3', 'r3', 'p'),
      changed('alice', 'b.md', 1, 'C1', 'r2'),
    );
    const marksIn = (after: typeof state) => {
      const alice = selectedUser(after);
      return Array.from(alice ? filesIn(alice.files) : [], (file) => [
        file.path,
        alice && markOf(alice, file),
      ]);
    };
    expect(marksIn(state)).toEqual([
      ['a.md', 'fresh'],
      ['b.md', 'fresh'],
      ['old.md', 'faded'],
    ]);
    const later = submitted('alice', 'C2', 'r4', 'p').reduce(reduce, state);
    expect(marksIn(later)).toEqual([
      ['a.md', 'faded'],
      ['b.md', 'faded'],
      ['old.md', undefined],
    ]);
    const deleted = timed({
      type: 'file.changed',
      user: 'alice',
      path: 'a.md',
      operation: 'deleted',
      revision: 2,
      size: 0,
      writer: 'operator',
    });
    expect(marksIn(deleted.reduce(reduce, state)).map(([path]) => path)).toEqual([
      'b.md',
      'old.md',
    ]);
  });

  it('looks at few of 10,000 files when one of them changes', () => {
    const paths = Array.from({ length: 10_000 }, (_, index) => `d${index % 100}/f${index}.md`);
    const state = screenAfter(opening, ...paths.map((path) => changed('alice', path)));
    const counted = countNodes(state);
    const [event] = changed('alice', 'd7/f107.md', 5);
    if (!event) throw new Error('there is one');
    const next = reduce(counted.value, event);
    expect(next.users[0]?.files.files).toBe(10_000);
    expect(counted.seen()).toBeLessThan(60);
  });

  it('shows nothing of a client that was closed', () => {
    const closed = timed({ type: 'client.closed', user: 'alice', client: 'C1' });
    const state = screenAfter(opening, closed, delta('alice', 'C1', 'r', 'late'));
    expect(state.clients.has('C1')).toBe(false);
    expect(state.selected).toBeUndefined();
    expect(selectedUser(state)).toBeUndefined();
  });
});
