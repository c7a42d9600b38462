import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../src/files/file-store.ts';
import { defaultFileLimits, type FileLimits } from '../../src/files/limits.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';
import { createFileTools } from '../../src/files/tools/file-tools.ts';

/** Some clients of one user, each with the tools that its sessions get, and all that is told of what they do. */
function open(changed: Partial<FileLimits> = {}) {
  const limits = { ...defaultFileLimits, ...changed };
  const store = createMemoryStore(limits);
  const files = store.forUser('ann');
  const changes: FileChange[] = [];
  store.subscribe((change) => changes.push(change));
  const client = (id: string) => {
    const tools = createFileTools(files, { client: id }, undefined, limits);
    const call = async (name: string, args: object) => {
      const tool = tools.find((each) => each.name === name);
      if (!tool) throw new Error(`no tool ${name}`);
      return tool.run(args);
    };
    return {
      write: (path: string, content: string) => call('write_file', { path, content }),
      read: (path: string, offset = 0) => call('read_file', { path, offset }),
    };
  };
  /** All that a user could tell by: contents, revisions, writers, times, and how much was told. */
  const everything = async () => {
    const entries = await files.list();
    const all = await Promise.all(entries.map((entry) => files.read(entry.path)));
    return { all, told: changes.length };
  };
  return { files, changes, client, everything };
}

const bytes = (count: number) => 'x'.repeat(count);

/** A write that is just allowed on what was there before, and one that is one over; `reason` is in its refusal. */
interface Case {
  readonly limits: Partial<FileLimits>;
  readonly before: readonly (readonly [path: string, bytes: number])[];
  readonly allowed: readonly [path: string, bytes: number];
  readonly refused: readonly [path: string, bytes: number];
  readonly reason: RegExp;
}

const perPath = { bytesPerPath: 8, bytesPerSegment: 5, depth: 3 };

const cases: Readonly<Record<string, Case>> = {
  'bytes of a new file': {
    limits: { bytesPerFile: 10 },
    before: [],
    allowed: ['a', 10],
    refused: ['a', 11],
    reason: /11 B.* 10 B/,
  },
  'bytes of a file that grows': {
    limits: { bytesPerFile: 10 },
    before: [['a', 9]],
    allowed: ['a', 10],
    refused: ['a', 11],
    reason: /11 B.* 10 B/,
  },
  'bytes of a user, by a new file': {
    limits: { bytesPerUser: 10 },
    before: [['a', 6]],
    allowed: ['b', 4],
    refused: ['b', 5],
    reason: /only 4 B/,
  },
  'bytes of a user, by a file that grows': {
    limits: { bytesPerUser: 10 },
    before: [
      ['a', 6],
      ['b', 2],
    ],
    allowed: ['b', 4],
    refused: ['b', 5],
    reason: /only 4 B/,
  },
  'files of a user, which no update counts against': {
    limits: { filesPerUser: 2 },
    before: [
      ['a', 1],
      ['b', 1],
    ],
    allowed: ['a', 2],
    refused: ['folder/c', 1],
    reason: /2 files/,
  },
  'bytes of a path': {
    limits: perPath,
    before: [],
    allowed: ['aaaa/bbb', 1],
    refused: ['aaaa/bbbb', 1],
    reason: /8 bytes/,
  },
  'bytes of a name': {
    limits: perPath,
    before: [],
    allowed: ['aéé', 1],
    refused: ['ééé', 1],
    reason: /5 bytes/,
  },
  'names in a path': {
    limits: perPath,
    before: [],
    allowed: ['a/b/c', 1],
    refused: ['a/b/c/d', 1],
    reason: /3 names/,
  },
};

describe.each(Object.entries(cases))('the limit on %s', (_name, limit) => {
  const begin = async () => {
    const opened = open(limit.limits);
    const { write } = opened.client('C1');
    for (const [path, size] of limit.before)
      expect(await write(path, bytes(size))).toMatchObject({ ok: true });
    return { ...opened, write };
  };

  it('may be met', async () => {
    const { write, files } = await begin();
    const [path, size] = limit.allowed;
    expect(await write(path, bytes(size))).toMatchObject({ ok: true });
    expect(await files.read(path)).toMatchObject({ content: bytes(size), size });
  });

  it('refuses one over, says the figure, and changes nothing', async () => {
    const { write, everything } = await begin();
    const before = await everything();
    const [path, size] = limit.refused;
    for (let i = 0; i < 3; i++)
      expect(await write(path, bytes(size))).toEqual({
        ok: false,
        text: expect.stringMatching(limit.reason),
      });
    expect(await everything()).toEqual(before);
    // Nor has it taken any room.
    const [allowed, room] = limit.allowed;
    expect(await write(allowed, bytes(room))).toMatchObject({ ok: true });
  });
});

describe('room', () => {
  it.each([
    ['a shrink', 'bytes'],
    ['a delete', 'bytes'],
    ['a delete', 'files'],
    ['a reset', 'bytes'],
    ['a reset', 'files'],
  ])('comes back by %s: %s', async (how, what) => {
    const { files, client } = open(what === 'bytes' ? { bytesPerUser: 10 } : { filesPerUser: 2 });
    const [{ write }, other] = [client('C1'), client('C2')];
    await write('a', bytes(6));
    await write('b', bytes(4));
    expect(await other.write('c', bytes(5))).toMatchObject({ ok: false });
    if (how === 'a shrink') await write('a', bytes(1));
    else if (how === 'a delete') await files.delete('a', { client: 'operator' });
    else await files.reset({ client: 'operator' });
    // To the byte: what is free now, and not one more.
    const free = what === 'files' || how === 'a reset' ? 10 : how === 'a shrink' ? 5 : 6;
    if (what === 'bytes')
      expect(await other.write('c', bytes(free + 1))).toMatchObject({ ok: false });
    expect(await other.write('c', bytes(free))).toMatchObject({ ok: true });
  });

  it('is shared by the clients of a user: of two that both would fit alone, one is refused whole', async () => {
    const { files, changes, client } = open({ bytesPerUser: 10 });
    const outcomes = await Promise.all([
      client('C1').write('a', bytes(6)),
      client('C2').write('b', bytes(6)),
    ]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await files.list()).toHaveLength(1);
    expect(changes).toHaveLength(1);
  });
});

describe('two clients that write one file at once', () => {
  it('each write it whole: revisions say which one won, and every reader gets one of them', async () => {
    const { files, changes, client } = open();
    const writers = ['C1', 'C2'].map((id) => ({ id, ...client(id) }));
    const reader = client('C3');
    await writers[0]?.write('shared', 'begin');
    const writes: Promise<{ id: string; content: string; revision: number }>[] = [];
    const readings: Promise<{ text: string }>[] = [];
    for (let round = 0; round < 40; round++)
      for (const { id, write } of writers) {
        const content = `${id} ${round} `.repeat(1_000);
        const revisionIn = ({ text }: { text: string }) => Number(/revision (\d+)/.exec(text)?.[1]);
        writes.push(
          write('shared', content).then((outcome) => ({
            id,
            content,
            revision: revisionIn(outcome),
          })),
        );
        readings.push(reader.read('shared'));
      }
    const written = await Promise.all(writes);

    const whole = new Set(['begin', ...written.map(({ content }) => content)]);
    const read = (await Promise.all(readings)).map(({ text }) => text);
    expect(read.filter((text) => !whole.has(text))).toEqual([]);
    expect(new Set(read).size).toBeGreaterThan(1);

    const revisions = written.map(({ revision }) => revision).sort((a, b) => a - b);
    expect(revisions).toEqual(Array.from({ length: 80 }, (_, i) => i + 2));
    const winner = written.find(({ revision }) => revision === 81);
    const { content, writer, revision } = await files.read('shared');
    expect({ content, writer, revision }).toEqual({
      content: winner?.content,
      writer: winner?.id,
      revision: 81,
    });
    const byRevision = new Map(written.map((write) => [write.revision, write]));
    for (const change of changes.slice(1))
      expect(change).toMatchObject({
        writer: byRevision.get(change.revision)?.id,
        size: byRevision.get(change.revision)?.content.length,
      });
  });

  it('each on the revision that it has read: the second is refused and nothing is lost', async () => {
    const { files, changes } = open();
    await files.write('shared', 'one', { client: 'C1' });
    const outcomes = await Promise.allSettled(
      ['C1', 'C2'].map((client) =>
        files.write('shared', `of ${client}`, { client }, { ifRevision: 1 }),
      ),
    );
    const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
    const lost = outcomes[1 - won];
    expect(lost).toMatchObject({ reason: { code: 'revision-conflict' } });
    expect(await files.read('shared')).toMatchObject({
      content: won === 0 ? 'of C1' : 'of C2',
      revision: 2,
    });
    expect(changes).toHaveLength(2);
  });
});
