import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../../src/recording/event-shapes.ts';
import type { RecordedEvent } from '../../../src/recording/format.ts';
import type { UntimedScenarioEvent } from '../../../src/scenario/events.ts';
import { reduce, type ScreenEvent } from '../../../src/screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../../../src/screen/state.ts';
import { createPlayer, type PlayerClock } from '../../../src/ui/replay/player.ts';
import { opening, wholeRequest } from '../../screen/events.ts';
import { at, began, recording } from './recorded.ts';

const seen = recording.events.slice(0, -2);

/** Time that passes when it is told to. */
function fakeClock() {
  let now = 0;
  let timer: { at: number; then: () => void } | undefined;
  const clock: PlayerClock = {
    now: () => now,
    after(milliseconds, then) {
      const own = { at: now + milliseconds, then };
      timer = own;
      return () => {
        if (timer === own) timer = undefined;
      };
    },
  };
  return {
    clock,
    waits: () => timer !== undefined,
    pass(seconds: number) {
      const end = now + seconds * 1000;
      while (timer && timer.at <= end) {
        const { at: due, then } = timer;
        timer = undefined;
        now = due;
        then();
      }
      now = end;
    },
  };
}

async function playing(played = recording) {
  const time = fakeClock();
  const player = createPlayer(played, time.clock);
  let state: ScreenState = initialScreenState;
  const told: ScreenEvent[] = [];
  player.subscribe((event) => {
    told.push(event);
    state = reduce(state, event);
  });
  await Promise.resolve();
  return { ...time, player, told, state: () => state };
}

const fold = (events: readonly RecordedEvent[]) =>
  events.reduce((state, event) => reduce(state, event as ScreenEvent), initialScreenState);

describe('a recording that is played', () => {
  it('tells each event when it was, and ends where the screen was left', async () => {
    const { player, pass, told, state, waits } = await playing();
    expect(told).toHaveLength(opening.length);
    pass(9.9);
    expect(player.view()).toMatchObject({ position: 9900, request: 0, requests: 3 });
    pass(0.1);
    expect(player.view().request).toBe(1);
    pass(60);
    expect(state()).toEqual(fold(seen));
    expect(told).toEqual(seen);
    expect(player.view()).toMatchObject({ position: 40_000, duration: 40_000, playing: false });
    expect(waits()).toBe(false);
    expect(player.now()).toBe(began + 40_000);
  });

  it('pauses without a timer, goes on, and begins anew after its end', async () => {
    const { player, pass, waits } = await playing();
    pass(5);
    player.act('pause', '');
    expect(waits()).toBe(false);
    pass(100);
    expect(player.view()).toMatchObject({ position: 5000, playing: false });
    player.act('pause', '');
    pass(6);
    expect(player.view()).toMatchObject({ position: 11_000, request: 1 });
    player.act('seek', 'end');
    player.act('pause', '');
    expect(player.view()).toMatchObject({ position: 0, playing: true });
  });

  it('is faster and slower', async () => {
    const { player, pass } = await playing();
    player.act('speed', '+');
    player.act('speed', '+');
    pass(5);
    expect(player.view()).toMatchObject({ position: 20_000, speed: 4, request: 2 });
    player.act('speed', '0.5');
    pass(2);
    expect(player.view().position).toBe(21_000);
    for (let times = 0; times < 20; times++) player.act('speed', '-');
    expect(player.view().speed).toBe(0.25);
  });

  it('goes to a place, and shows what there was', async () => {
    const { player, state, pass } = await playing();
    const placeAfter = (place: string) => {
      player.act('seek', place);
      return player.view().position / 1000;
    };
    player.act('pause', '');
    expect(placeAfter('+5')).toBe(5);
    expect(placeAfter('next')).toBe(10);
    expect(placeAfter('next')).toBe(20);
    expect(state()).toEqual(fold(seen.filter(({ time }) => Date.parse(time) <= began + 20_000)));
    expect(placeAfter('next')).toBe(30);
    expect(placeAfter('next')).toBe(40);
    expect(state()).toEqual(fold(seen));
    expect(placeAfter('previous')).toBe(30);
    expect(placeAfter('previous')).toBe(20);
    expect(placeAfter('0:15')).toBe(15);
    expect(placeAfter('-5')).toBe(10);
    expect(placeAfter('-50')).toBe(0);
    expect(state()).toEqual(fold(at(opening, 0)));
    expect(placeAfter('99:59')).toBe(40);
    expect(placeAfter('start')).toBe(0);
    player.act('pause', '');
    pass(100);
    expect(state()).toEqual(fold(seen));
  });

  it('shows where the scenario was, and each of several from an empty screen', async () => {
    const check = { check: 'it holds', passed: true, seen: '' };
    const told = (...events: readonly UntimedScenarioEvent[]) =>
      events.map((event) => ({ ...event, time: '' }));
    const of = { scenario: 's', step: 1, does: 'narrates', say: 'Look.' };
    const begins = { type: 'scenario.started', scenario: 's', users: [], steps: 2 } as const;
    const { player, state } = await playing({
      ...recording,
      events: [
        ...at(opening, 0),
        ...at(told({ ...begins, title: 'one' }, { type: 'step.started', ...of }), 1),
        ...at(told({ type: 'step.failed', ...of, milliseconds: 1, expectations: [check] }), 2),
        ...at([{ type: 'server.ended', address: '127.0.0.1:41233', sessions: 0, time: '' }], 3),
        ...at([{ type: 'user.added', user: 'carol', time: '' }], 4),
        ...at(told({ ...begins, title: 'two' }), 5),
      ],
    });
    const playAt = (place: string) => {
      player.act('seek', place);
      return player.view().play;
    };
    expect(playAt('0:00')).toBeUndefined();
    expect(playAt('0:01')).toMatchObject({ phase: 'running', step: 0, narration: 'Look.' });
    expect(playAt('0:02')).toMatchObject({ failed: 0, results: new Map([[0, [check]]]) });
    expect(state().users).toHaveLength(2);
    expect(playAt('0:05')).toMatchObject({ title: 'two', step: 0, results: new Map() });
    expect(state().users.map(({ name }) => name)).toEqual(['carol']);
    expect(playAt('0:01')).toMatchObject({ title: 'one', narration: 'Look.' });
    expect(state().users).toHaveLength(2);
  });

  it('is the same wherever one comes from, also in a long one', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      at(wholeRequest('alice', 'C1', `R${index}`, 'p', `answer ${index}`), index),
    ).flat();
    const { player, state } = await playing({ ...recording, events: [...at(opening, 0), ...many] });
    player.act('pause', '');
    for (const second of [299, 3, 150, 149, 71, 298]) {
      player.act('seek', `${second}`);
      const until = began + second * 1000;
      const before = [...at(opening, 0), ...many].filter(({ time }) => Date.parse(time) <= until);
      expect(state()).toEqual(fold(before));
    }
  });

  it('lets one turn to another client, and refuses what needs a server', async () => {
    const { player, state } = await playing();
    await player.execute({ type: 'user', user: 'bob' });
    expect(state().selected).toBe('C3');
    await player.execute({ type: 'tab', client: 'C2' });
    expect(state().selected).toBe('C2');
    await expect(player.execute({ type: 'prompt', text: 'hi' })).rejects.toMatchObject({
      code: 'replay',
    });
    await expect(player.execute({ type: 'restart' })).rejects.toThrow('needs a server');
    await expect(player.execute({ type: 'tab', client: 'C9' })).rejects.toThrow('C9 is not there');
  });

  it('survives a clock that went back, and events in an order that no run has', async () => {
    const backwards = [...seen].reverse();
    const { player, pass } = await playing({ ...recording, events: backwards });
    pass(100);
    player.act('seek', 'start');
    player.act('seek', 'end');
    expect(player.view().position).toBe(30_000);
    for (const event of backwards) {
      expect(checkEvent(event as never)).toHaveProperty('event');
    }
  });
});
