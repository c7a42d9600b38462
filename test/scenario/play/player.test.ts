import { expect, it, onTestFinished, vi } from 'vitest';
import { defaultFileLimits } from '../../../src/files/limits.ts';
import { createMemoryStore } from '../../../src/files/memory-store.ts';
import type { PlayPhase } from '../../../src/repl/play.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { createScenarioPlayer } from '../../../src/scenario/play/player.ts';
import { checksOf, type PlayState } from '../../../src/scenario/play/state.ts';
import { createFakeHeart } from '../fake-heart.ts';

const source = `
title: a play
users: [alice, bob]
clients: { C1: alice, C2: bob }
steps:
  - say: First alice.
  - { as: C1, prompt: one, expect: { answer: { holds: one } } }
  - { as: C2, prompt: two, expect: { answer: { holds: three } } }
  - { as: C1, prompt: hang, deadline: 60, expect: { end: any } }
`;

/** A play over a heart of the test's; time passes when the test says so. */
function open(text = source, { auto = false, still = false } = {}) {
  const heart = createFakeHeart();
  const store = createMemoryStore(defaultFileLimits);
  const timers = new Set<() => void>();
  const player = createScenarioPlayer(parseScenario(text, 'play.yaml'), {
    heart,
    store,
    auto,
    still,
    pace: 1,
    after: (_, then) => {
      timers.add(then);
      return () => timers.delete(then);
    },
  });
  onTestFinished(player.dispose);
  const seen: PlayState[] = [];
  player.onMove((state) => seen.push(state));
  player.start();
  const is = (phase: PlayPhase, step: number) =>
    vi.waitFor(() => expect(player.view()).toMatchObject({ phase, step }));
  const pass = () => {
    for (const then of [...timers]) {
      timers.delete(then);
      then();
    }
  };
  /** Lets time pass until it is so. */
  const until = (so: () => void) =>
    vi.waitFor(() => {
      try {
        so();
      } catch (error) {
        pass();
        throw error;
      }
    });
  const comes = (phase: PlayPhase, step: number) =>
    until(() => expect(player.view()).toMatchObject({ phase, step }));
  const step = async (to: number) => {
    // The second time what is typed is typed at once.
    await vi.waitFor(() => {
      if (player.view().step < to) player.act('step');
      expect(player.view()).toMatchObject({ phase: 'waiting', step: to });
    });
  };
  const prompts = () =>
    heart.commands.flatMap((command) => (command.type === 'as' ? command.text : []));
  return { heart, store, player, seen, timers, is, until, comes, step, prompts };
}

it('waits for a key before each step, types into the prompt line, and goes on though a step failed', async () => {
  const { player, step, seen, prompts, is } = open(source, { still: true });
  await step(1);
  expect(player.view().narration).toBe('First alice.');
  expect(prompts()).toEqual([]);
  await step(2);
  expect(prompts()).toEqual(['one']);
  expect(seen.some(({ drafts }) => drafts.C1 === 'one')).toBe(true);
  expect(player.view().drafts).toEqual({});
  await step(3);
  expect(player.view()).toMatchObject({ failed: 2, phase: 'waiting' });
  player.act('step');
  await is('running', 3);
  expect(player.view().failed).toBeUndefined();
});

it('types a piece at a time, stops where it is paused, and all at once when a key asks', async () => {
  const { player, step, comes, until, prompts, timers, is } = open();
  await step(1);
  player.act('step');
  await comes('typing', 1);
  await until(() => expect(player.view().drafts.C1).toBe('on'));
  player.act('pause');
  await vi.waitFor(() => expect(timers.size).toBe(0));
  expect(player.view()).toMatchObject({ paused: true, drafts: { C1: 'on' } });
  player.act('step');
  await is('waiting', 2);
  expect(prompts()).toEqual(['one']);
});

it('goes on by itself, and no longer', async () => {
  const { player, comes, timers } = open();
  player.act('auto');
  await comes('waiting', 2);
  player.act('auto');
  await vi.waitFor(() => expect(timers.size).toBe(0));
  expect(player.view()).toMatchObject({ auto: false, phase: 'waiting', step: 2 });
});

it('goes back to the step that was begun last, with the files as they were then', async () => {
  const { player, store, step, heart, is } = open(source, { still: true });
  const files = store.forUser('alice');
  const author = { client: 'C1' };
  await files.write('kept.md', 'before', author);
  await step(2);
  await files.write('kept.md', 'after', author);
  await files.write('new.md', 'new', author);
  await step(3);
  player.act('back');
  await is('waiting', 2);
  expect((await files.read('kept.md')).content).toBe('after');
  player.act('back');
  await is('waiting', 1);
  expect((await files.list()).map(({ path }) => path)).toEqual(['kept.md']);
  expect((await files.read('kept.md')).content).toBe('before');
  expect([...player.view().results.keys()]).toEqual([0]);
  expect(player.view().narration).toBe('First alice.');

  await step(3);
  player.act('step');
  await is('running', 3);
  player.act('back');
  await is('waiting', 3);
  expect(heart.commands).toContainEqual({ type: 'cancel', client: 'C1' });
  expect(player.view().results.has(3)).toBe(false);
});

it('begins anew with no files, as a run of its own', async () => {
  const { player, step, heart, is } = open(source, { still: true });
  await step(3);
  expect(checksOf(player.view()).some(({ passed }) => !passed)).toBe(true);
  player.act('step');
  await is('running', 3);
  player.act('again');
  await is('waiting', 0);
  expect(player.view()).toMatchObject({ run: 2, narration: '', auto: false });
  expect(checksOf(player.view())).toEqual([]);
  for (const user of ['alice', 'bob'])
    expect(heart.commands).toContainEqual({ type: 'reset', user });
  await step(2);
  expect(checksOf(player.view()).every(({ passed }) => passed)).toBe(true);
});

it('tells in the end whether all held; what is done again counts anew, the rules too', async () => {
  const ends = source.replace(/ {2}- .*hang.*\n/, '');
  const { player, comes } = open(ends, { auto: true, still: true });
  await comes('ended', 3);
  expect(await player.ended).toBe(false);
  const failed = checksOf(player.view()).filter(({ passed }) => !passed);
  expect(failed).toHaveLength(1);
  const { rules } = player.view();
  expect(rules.length).toBeGreaterThan(2);
  player.act('back');
  await comes('waiting', 2);
  expect(player.view().rules).toEqual([]);
  player.act('auto');
  await comes('ended', 3);
  expect(player.view().rules).toHaveLength(rules.length);
});
