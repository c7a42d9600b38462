import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/repl/command.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import { emptyLedger, liveSessions, reduceLedger } from '../../src/repl/ledger.ts';
import { checkUserName } from '../../src/repl/names.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { type Harness, startHarness } from '../integration/harness.ts';
import { eventually } from '../support/eventually.ts';
import type { ModelRequest } from '../support/model-endpoint.ts';
import type { Reply, ReplyCall } from '../support/model-reply.ts';

let harness: Harness;

afterEach(async () => {
  await harness?.close();
});

/** A prompt that makes `obey` do these calls, one after the other, and answer with all that came back. */
const doing = (...calls: readonly ReplyCall[]) => `do ${JSON.stringify(calls)} done`;

const write = (path: string, content: string) => ({
  name: 'write_file',
  arguments: { path, content },
});
const read = (path: string) => ({ name: 'read_file', arguments: { path } });
const list = () => ({ name: 'list_files', arguments: {} });

const resultsIn = ({ messages }: ModelRequest) =>
  messages.filter(({ role }) => role === 'tool').map(({ content }) => content);

function obey(request: ModelRequest): Reply {
  const prompt = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  const calls: ReplyCall[] = JSON.parse(/do (\[.*\]) done/s.exec(prompt)?.[1] ?? '[]');
  const results = resultsIn(request);
  const call = calls[results.length];
  return call ? { calls: [call] } : { text: `Came back: ${results.join(' | ')}.` };
}

/** Obeys, but holds back what follows each first call until it is told to go on, once and for all. */
function holdAfterFirstCall() {
  const held: (() => void)[] = [];
  let holding = true;
  return {
    held,
    async respond(request: ModelRequest): Promise<Reply> {
      if (holding && resultsIn(request).length === 1)
        await new Promise<void>((resolve) => held.push(resolve));
      return obey(request);
    },
    goOn: () => {
      holding = false;
      for (const resolve of held.splice(0)) resolve();
    },
  };
}

const as = (user: string, client: string, ...calls: readonly ReplyCall[]): Command => ({
  type: 'as',
  user,
  client,
  text: doing(...calls),
});

const eventsOf = (user: string): ReplEvent[] =>
  harness.events.filter((event) => 'user' in event && event.user === user);

const answersOf = (client: string) =>
  harness
    .of('request.completed')
    .filter((event) => event.client === client)
    .map((event) => event.answer);

function expectCleanLedger(requests: number): void {
  const ledger = harness.events.reduce(reduceLedger, emptyLedger);
  expect(ledger).toMatchObject({ created: requests, gone: requests, leaked: 0 });
  expect(liveSessions(ledger)).toBe(0);
}

describe('users with names that are easily mistaken', () => {
  const users = ['ann', 'anna', '__proto__', '日本'];
  const canaryOf = (user: string) => `canary-${users.indexOf(user)}`;

  it('have the same path side by side, two clients of each at once, and each sees its own', async () => {
    harness = await startHarness(obey, { users });
    const clients = users.flatMap((user, i) => [
      { user, client: `C${2 * i + 1}` },
      { user, client: `C${2 * i + 2}` },
    ]);
    await Promise.all(
      clients.map(({ user, client }) =>
        harness.execute(
          as(
            user,
            client,
            write('same.md', canaryOf(user)),
            write(`by-${client}.md`, `${canaryOf(user)} of ${client}`),
            read('same.md'),
            read(`by-${client}.md`),
          ),
        ),
      ),
    );
    await Promise.all(clients.map(({ user, client }) => harness.execute(as(user, client, list()))));

    for (const { user, client } of clients) {
      const canary = canaryOf(user);
      const [wrote, listed] = answersOf(client);
      expect(wrote).toMatch(new RegExp(` \\| ${canary} \\| ${canary} of ${client}\\.$`));
      const own = clients.filter((each) => each.user === user).map((each) => each.client);
      const lines = own.map((each) => `by-${each}.md\t14 B\trevision 1`);
      expect(listed).toBe(`Came back: ${[...lines, 'same.md\t8 B\trevision 2'].join('\n')}.`);
    }
    for (const user of users) {
      const all = JSON.stringify(eventsOf(user));
      expect(all).toContain(canaryOf(user));
      for (const other of users.filter((each) => each !== user))
        expect(all).not.toContain(canaryOf(other));
    }
    for (const { raw } of harness.model.requests)
      expect(users.filter((user) => raw.includes(canaryOf(user))).length).toBeLessThanOrEqual(1);
    expectCleanLedger(16);
  });

  it('can not be called *, which is refused before anything is done', async () => {
    expect(checkUserName('*')).toEqual({ problem: expect.stringContaining('letters') });
    harness = await startHarness(obey, { users: ['ann'] });
    await harness.execute(as('ann', 'C1', write('a.md', 'canary')));
    const before = harness.events.length;
    const commands: readonly Command[] = [
      as('*', 'C2', list()),
      { type: 'user', user: '*' },
      { type: 'new', user: '*' },
      { type: 'open', path: 'a.md', user: '*' },
      { type: 'reset', user: '*' },
    ];
    for (const command of commands)
      await expect(harness.execute(command)).rejects.toMatchObject({ code: 'user-invalid' });
    expect(harness.events.slice(before)).toEqual([]);
  });
});

describe('a client that is closed and opened again', () => {
  const canary = 'canary of alice';

  it("sees its user's files, and none of what its first life was asked", async () => {
    harness = await startHarness(obey);
    await harness.execute(as('bob', 'C2', write('notes.md', 'of bob')));
    await harness.execute(as('alice', 'C1', write('notes.md', canary), write('marzipan.md', '')));
    await harness.execute({ type: 'close', client: 'C1' });
    const seen = harness.model.requests.length;
    await harness.execute(as('alice', 'C1', read('notes.md')));
    expect(answersOf('C1').at(-1)).toBe(`Came back: ${canary}.`);
    expect(harness.of('client.opened').filter(({ client }) => client === 'C1')).toHaveLength(2);
    for (const { raw } of harness.model.requests.slice(seen)) {
      expect(raw).not.toContain('marzipan');
      expect(raw).not.toContain('of bob');
    }
    expectCleanLedger(3);
  });

  it('sees nothing of the user that it belonged to, when another user opens it', async () => {
    harness = await startHarness(obey);
    await harness.execute({ type: 'new', user: 'alice' });
    await harness.execute({ type: 'new', user: 'alice' });
    await harness.execute(as('alice', 'C1', write('notes.md', canary), read('notes.md')));
    const taken = harness.execute(as('bob', 'C1', list()));
    await expect(taken).rejects.toMatchObject({ code: 'client-taken' });
    await harness.execute({ type: 'close', client: 'C1' });

    const seen = harness.model.requests.length;
    await harness.execute(as('bob', 'C1', list(), read('notes.md'), write('notes.md', 'of bob')));
    expect(answersOf('C1').at(-1)).toMatch(/^Came back: No files yet\. \| Error: There is no file/);
    expect(JSON.stringify(eventsOf('bob'))).not.toContain(canary);
    for (const { raw } of harness.model.requests.slice(seen)) expect(raw).not.toContain(canary);

    await expect(harness.execute(as('alice', 'C1', list()))).rejects.toMatchObject({
      code: 'client-taken',
    });
    await harness.execute(as('alice', 'C2', read('notes.md')));
    expect(answersOf('C2')).toEqual([`Came back: ${canary}.`]);
    expectCleanLedger(3);
  });

  it('is opened only when its first life is over, also while that still has a request', async () => {
    const { held, respond } = holdAfterFirstCall();
    harness = await startHarness(respond);
    await harness.execute({ type: 'new', user: 'alice' });
    await harness.execute({ type: 'new', user: 'alice' });
    const running = harness.execute(as('alice', 'C1', write('notes.md', canary), list()));
    await eventually(() => expect(held).toHaveLength(1));
    const closed = harness.execute({ type: 'close', client: 'C1' });
    const reopened = harness.execute(as('bob', 'C1'));
    await Promise.all([running, closed, reopened]);

    const lives = harness.events
      .filter((event) => 'client' in event && event.client === 'C1')
      .map((event) => ('user' in event ? event.user : ''));
    expect(lives.lastIndexOf('alice')).toBeLessThan(lives.indexOf('bob'));
    expect(harness.of('client.closed')).toMatchObject([{ user: 'alice', client: 'C1' }]);
    const screen = harness.events.reduce(reduce, initialScreenState);
    expect(screen.clients.get('C1')?.user).toBe('bob');
    expect(JSON.stringify(screen.clients.get('C1'))).not.toContain(canary);
    expectCleanLedger(2);
  });

  it('is waited for when the REPL is closed while it is still closing', async () => {
    const { held, respond } = holdAfterFirstCall();
    harness = await startHarness(respond);
    await harness.execute({ type: 'new', user: 'bob' });
    const clients = ['C2', 'C3', 'C4', 'C5', 'C6', 'C7'];
    const running = clients.map((client) => harness.execute(as('alice', client, list(), list())));
    await eventually(() => expect(held).toHaveLength(clients.length));
    const closed = clients.map((client) => harness.execute({ type: 'close', client }));
    await harness.repl.close();
    expect(harness.of('client.closed')).toHaveLength(clients.length);
    await Promise.all([...running, ...closed]);
    expectCleanLedger(clients.length);
  });
});

describe('a user that is reset while requests run', () => {
  it('has nothing of the old left: what runs goes on and finds nothing', async () => {
    const { held, respond, goOn } = holdAfterFirstCall();
    harness = await startHarness(respond);
    const old = (client: string) => `old canary of ${client}`;
    await harness.execute({ type: 'new', user: 'alice' });
    const requests = [
      ...['C1', 'C2'].map((client) =>
        as(
          'alice',
          client,
          write(`${client}.md`, old(client)),
          read('C1.md'),
          read('C2.md'),
          list(),
          write(`new-${client}.md`, 'new'),
        ),
      ),
      as('bob', 'C3', write('C1.md', 'of bob'), read('C1.md'), list()),
    ].map((command) => harness.execute(command));
    await eventually(() => expect(held).toHaveLength(3));

    await harness.execute({ type: 'reset', user: 'alice' });
    const from = harness.events.length;
    goOn();
    await Promise.all(requests);

    for (const client of ['C1', 'C2']) {
      const [answer] = answersOf(client);
      expect(answer).toMatch(
        /\| Error: There is no file "C1\.md".* \| Error: There is no file "C2\.md"/,
      );
      expect(answer).not.toContain('old canary');
    }
    const after = harness.events.slice(from);
    expect(JSON.stringify(after)).not.toContain('old canary');
    const changed = harness.of('file.changed');
    expect(changed.filter(({ operation }) => operation === 'deleted')).toMatchObject([
      { user: 'alice', path: 'C1.md', writer: 'operator', size: 0 },
      { user: 'alice', path: 'C2.md', writer: 'operator', size: 0 },
    ]);
    await harness.execute(as('alice', 'C1', list()));
    expect(answersOf('C1').at(-1)).toBe(
      'Came back: new-C1.md\t3 B\trevision 1\nnew-C2.md\t3 B\trevision 1.',
    );
    expect(answersOf('C3')).toEqual([
      expect.stringMatching(/\| of bob \| C1\.md\t6 B\trevision 1\.$/),
    ]);
    expectCleanLedger(4);
  });
});
