import { isScenarioEvent, type RecordedEvent, type Recording } from '../../recording/format.ts';
import { countUpTo, type Timeline, timelineOf } from '../../recording/timeline.ts';
import type { Command } from '../../repl/command.ts';
import { ReplError } from '../../repl/errors.ts';
import { reduce, type ScreenEvent } from '../../screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../../screen/state.ts';
import type { ReplayView } from './replay-view.ts';
import { createPlayedUpTo } from './replayed-play.ts';

/** Plays a recording in the place of a heart: events come up as they did, commands that would need a server are refused. */
export interface Player {
  /** @throws ReplError `replay` */
  execute(command: Command): Promise<void>;
  subscribe(listener: (event: ScreenEvent) => void): () => void;
  view(): ReplayView;
  /** Told whenever the view is another. */
  onMove(listener: (view: ReplayView) => void): () => void;
  /** Carries out `/pause`, `/speed` and `/seek`, whose argument was checked. */
  act(command: 'pause' | 'speed' | 'seek', argument: string): void;
  /** The time that it is in the recording, in milliseconds since 1970. */
  now(): number;
  dispose(): void;
}

/** A clock in milliseconds, and a timer that does not keep the program running. */
export interface PlayerClock {
  now(): number;
  after(milliseconds: number, then: () => void): () => void;
}

const realClock: PlayerClock = {
  now: () => performance.now(),
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A state is kept for each so many events, so that seeking folds no more of them. */
const checkpointEvery = 500;
const speeds = [0.25, 0.5, 1, 2, 4, 8, 16, 32];
/** Going back by a request within so many ms of its beginning goes to the one before. */
const atBeginning = 1000;
const second = 1000;

const refusals: Partial<Record<Command['type'], string>> = {
  prompt: 'nobody would answer: this is a recording',
  as: 'nobody would answer: this is a recording',
  all: 'nobody would answer: this is a recording',
  open: 'a recording does not hold what is in files',
  diff: 'a recording does not hold what is in files',
};

/** `1:02:03`, `2:03` or `3` in ms. */
const parseClock = (text: string): number =>
  text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * second;

/** Begins to play once there is a listener. A timer exists only while it plays. */
export function createPlayer(recording: Recording, clock: PlayerClock = realClock): Player {
  const timeline = timelineOf(recording);
  const { events, times, beginnings, requests, duration, began } = timeline;
  const playedUpTo = createPlayedUpTo(events);
  const checkpoints: ScreenState[] = [initialScreenState];
  const listeners = new Set<(event: ScreenEvent) => void>();
  const moved = new Set<(view: ReplayView) => void>();
  /** How many events were told. */
  let told = 0;
  /** As the screen has it: also where the viewer turned to another client. */
  let state = initialScreenState;
  let speed = 1;
  let playing = false;
  /** The position at `since`. */
  let base = 0;
  let since = clock.now();
  let stopTimer = () => {};
  let begun = false;

  const position = () => Math.min(duration, playing ? base + (clock.now() - since) * speed : base);

  function view(): ReplayView {
    const at = position();
    const request = countUpTo(requests, at);
    const play = playedUpTo(told);
    const place = { position: at, duration, playing, speed, request, requests: requests.length };
    return { ...place, ...(play && { play }) };
  }

  function tell(event: ScreenEvent) {
    state = reduce(state, event);
    for (const listener of [...listeners]) listener(event);
  }

  function stateAt(count: number): ScreenState {
    while (checkpoints.length * checkpointEvery <= count) {
      const from = (checkpoints.length - 1) * checkpointEvery;
      const last = checkpoints.at(-1) ?? initialScreenState;
      checkpoints.push(fold(last, timeline, from, from + checkpointEvery));
    }
    const index = Math.floor(count / checkpointEvery);
    const from = index * checkpointEvery;
    return fold(checkpoints[index] ?? initialScreenState, timeline, from, count);
  }

  function tellMoved() {
    const now = view();
    for (const listener of [...moved]) listener(now);
  }

  /** Tells what has happened by now, and waits for what comes next: an event, or another second. */
  function goOn() {
    stopTimer();
    const at = position();
    for (let event = events[told]; event && (times[told] ?? 0) <= at; event = events[told]) {
      if (beginnings.has(told)) tell({ type: 'replay.sought', state: initialScreenState });
      told++;
      if (isOnScreen(event)) tell(event);
    }
    if (playing && at >= duration) {
      playing = false;
      base = duration;
    }
    tellMoved();
    if (!playing) return;
    const nextSecond = (Math.floor(at / second) + 1) * second;
    const next = Math.min(times[told] ?? duration, nextSecond, duration);
    stopTimer = clock.after(Math.max(1, (next - at) / speed), goOn);
  }

  function moveTo(target: number) {
    base = Math.min(duration, Math.max(0, target));
    since = clock.now();
    const count = countUpTo(times, base);
    if (count !== told) {
      told = count;
      tell({ type: 'replay.sought', state: stateAt(count) });
    }
    goOn();
  }

  function setPlaying(wanted: boolean) {
    base = position();
    since = clock.now();
    playing = wanted;
  }

  function pause() {
    const atEnd = !playing && base >= duration;
    setPlaying(!playing);
    if (atEnd) moveTo(0);
    else goOn();
  }

  function setSpeed(argument: string) {
    setPlaying(playing);
    const [slowest = 1, fastest = 1] = [speeds[0], speeds.at(-1)];
    if (argument === '+') speed = speeds.find((each) => each > speed) ?? fastest;
    else if (argument === '-') speed = speeds.findLast((each) => each < speed) ?? slowest;
    else speed = Math.min(fastest, Math.max(slowest, Number(argument)));
    goOn();
  }

  function target(place: string): number {
    const at = position();
    if (place === 'start') return 0;
    if (place === 'end') return duration;
    if (place === 'next') return requests[countUpTo(requests, at)] ?? duration;
    if (place === 'previous') return requests.findLast((time) => time < at - atBeginning) ?? 0;
    return /^[+-]/.test(place) ? at + Number(place) * second : parseClock(place);
  }

  function turnTo(client: string | undefined, wish: string) {
    const found = state.clients.get(client ?? '');
    if (!found) {
      throw new ReplError('replay', `${wish} is not there at this time of the recording`);
    }
    tell({
      type: 'client.selected',
      time: new Date(began + position()).toISOString(),
      user: found.user,
      client: found.id,
    });
  }

  return {
    async execute(command) {
      if (command.type === 'tab') return turnTo(command.client, command.client);
      if (command.type === 'user') {
        const user = state.users.find(({ name }) => name === command.user);
        return turnTo(user?.clients[0], command.user);
      }
      throw new ReplError(
        'replay',
        refusals[command.type] ?? 'that needs a server, and this is a recording',
        'Leave, and start multiuser-repl without replay.',
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      if (!begun) {
        begun = true;
        queueMicrotask(() => {
          setPlaying(true);
          goOn();
        });
      }
      return () => {
        listeners.delete(listener);
      };
    },
    view,
    onMove(listener) {
      moved.add(listener);
      return () => {
        moved.delete(listener);
      };
    },
    act(command, argument) {
      if (command === 'pause') pause();
      else if (command === 'speed') setSpeed(argument);
      else moveTo(target(argument));
    },
    now: () => began + position(),
    dispose() {
      stopTimer();
      playing = false;
      listeners.clear();
      moved.clear();
    },
  };
}

const isOnScreen = (event: RecordedEvent): event is RecordedEvent & ScreenEvent =>
  event.type !== 'screen.closed' && !isScenarioEvent(event);

/** Another REPL begins with an empty screen. */
function fold(
  state: ScreenState,
  { events, beginnings }: Timeline,
  from: number,
  to: number,
): ScreenState {
  let next = state;
  for (const [place, event] of events.slice(from, to).entries()) {
    if (beginnings.has(from + place)) next = initialScreenState;
    if (isOnScreen(event)) next = reduce(next, event);
  }
  return next;
}
