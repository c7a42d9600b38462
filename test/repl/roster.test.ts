import { describe, expect, it } from 'vitest';
import type { Client } from '../../src/repl/client.ts';
import { maximumClientNumber, parseClientId } from '../../src/repl/names.ts';
import { createRoster } from '../../src/repl/roster.ts';

function startRoster() {
  const emitted: string[] = [];
  const roster = createRoster(
    ({ type }) => emitted.push(type),
    (id, user): Client => ({
      id,
      user,
      submit: async () => {},
      cancel: () => {},
      close: async () => {},
    }),
  );
  roster.addUser('alice');
  return { roster, emitted };
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
