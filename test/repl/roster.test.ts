import { describe, expect, it } from 'vitest';
import type { Client } from '../../src/repl/client.ts';
import type { UntimedReplEvent } from '../../src/repl/events.ts';
import { maximumClientNumber, parseClientId } from '../../src/repl/names.ts';
import { createRoster } from '../../src/repl/roster.ts';

function startRoster() {
  const emitted: string[] = [];
  const events: UntimedReplEvent[] = [];
  const roster = createRoster(
    (event) => {
      emitted.push(event.type);
      events.push(event);
    },
    (id, user): Client => ({
      id,
      user,
      submit: async () => {},
      cancel: () => {},
      close: async () => {},
    }),
  );
  roster.addUser('alice');
  return { roster, emitted, events };
}

describe('clients', () => {
  it('have no number that could not be typed', () => {
    const { roster, emitted } = startRoster();
    const last = roster.clientOf('alice', `C${maximumClientNumber}`);
    expect(parseClientId(last.id)).toBe(last.id);
    const before = emitted.length;
    const refusal = expect.objectContaining({ code: 'client-limit' });
    expect(() => roster.openClient('alice')).toThrow(refusal);
    expect(() => roster.selectUser('carol')).toThrow(refusal);
    expect(emitted.slice(before)).toEqual([]);
    expect(roster.clientOf('carol', 'C2').user).toBe('carol');
  });
});

describe("a client's name", () => {
  it('stands beside its id, and is taken away by it', () => {
    const { roster, emitted, events } = startRoster();
    const client = roster.clientOf('alice', 'C1');
    roster.renameClient(client, 'review');
    roster.renameClient(client, 'c1');
    expect(emitted.slice(-2)).toEqual(['client.renamed', 'client.renamed']);
    const renamed = { type: 'client.renamed', user: 'alice', client: 'C1' };
    expect(events.slice(-2)).toEqual([{ ...renamed, name: 'review' }, renamed]);
  });

  it.each(['C2', '2', 'two words', '\u202ereview', 'x'.repeat(17), ''])('is not %j', (name) => {
    const { roster, emitted } = startRoster();
    const client = roster.clientOf('alice', 'C1');
    const before = emitted.length;
    const refusal = expect.objectContaining({ code: 'client-name-invalid' });
    expect(() => roster.renameClient(client, name)).toThrow(refusal);
    expect(emitted).toHaveLength(before);
  });
});

describe('a name that is taken', () => {
  it.each(['alice', 'Alice', 'bob', 'Review', 'C2'])('is not given to a client: %s', (name) => {
    const { roster, emitted } = startRoster();
    roster.addUser('bob');
    roster.renameClient(roster.clientOf('alice', 'C1'), 'review');
    const client = roster.clientOf('bob', 'C3');
    const before = emitted.length;
    const refusal = expect.objectContaining({
      code: 'client-name-invalid',
      message: expect.stringContaining('is how'),
    });
    expect(() => roster.renameClient(client, name)).toThrow(refusal);
    expect(emitted).toHaveLength(before);
  });

  it('is not given to a user either, until its client has it no more', async () => {
    const { roster } = startRoster();
    const client = roster.clientOf('alice', 'C1');
    roster.clientOf('alice', 'C2');
    roster.renameClient(client, 'bob');
    const refusal = expect.objectContaining({ code: 'user-invalid' });
    expect(() => roster.selectUser('bob')).toThrow(refusal);
    expect(() => roster.clientOf('bob', 'C5')).toThrow(refusal);
    await roster.closeClient(client);
    roster.selectUser('bob');
    expect(roster.selected().user).toBe('bob');
  });
});

describe("a client's name addresses it", () => {
  it('as its id does, however it is written', () => {
    const { roster } = startRoster();
    const client = roster.clientOf('alice', 'C1');
    roster.renameClient(client, 'review');
    expect(roster.clientNamed('Review')).toBe(client);
    expect(roster.clientNamed('C1')).toBe(client);
    expect(roster.clientOf('alice', 'review')).toBe(client);
    const refusal = (code: string) => expect.objectContaining({ code });
    expect(() => roster.clientOf('bob', 'review')).toThrow(refusal('client-taken'));
    expect(() => roster.clientOf('alice', 'other')).toThrow(refusal('client-unknown'));
    roster.renameClient(client, 'C1');
    expect(() => roster.clientNamed('review')).toThrow(refusal('client-unknown'));
  });
});

describe('users', () => {
  it('are turned to by a client of theirs, also where their last one is another user’s now', async () => {
    const { roster } = startRoster();
    roster.select(roster.clientOf('bob', 'C2'));
    roster.select(roster.clientOf('alice', 'C1'));
    await roster.closeClient(roster.clientNamed('C2'));
    roster.clientOf('alice', 'C2');
    roster.selectUser('bob');
    expect(roster.selected().user).toBe('bob');
  });

  it('that are not known are refused, with those who are', () => {
    const { roster } = startRoster();
    expect(roster.userNamed('alice')).toBe('alice');
    expect(() => roster.userNamed('bob')).toThrow(
      expect.objectContaining({
        code: 'user-unknown',
        message: 'there is no user bob',
        advice: expect.stringContaining('alice'),
      }),
    );
  });
});
